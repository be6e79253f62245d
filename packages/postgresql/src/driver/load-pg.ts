import { NoSuchModuleError } from '@aludel/core/dialect';
import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { WireField } from '../wire/row-shape.ts';

/** What we use of the `pg` package. Its published types leave out the connection under the client. */
export interface PgModule {
  readonly Client: new (config: Readonly<Record<string, unknown>>) => PgClient;
}

/** A client of `pg`: it authenticates, and hands each message of the server to the exchange that is active. */
export interface PgClient extends EventEmitter {
  readonly connection: PgWire;
  /** The server process, announced at connect; null if it was not. */
  readonly processID: number | null;
  readonly secretKey: number | null;
  connect(): Promise<unknown>;
  /** Takes the connection until the server is ready for the next exchange. */
  query(exchange: PgExchange): unknown;
  /** `I`dle, in a `T`ransaction, in a transaction that failed (`E`). */
  getTransactionStatus(): 'I' | 'T' | 'E' | null;
  end(): Promise<void>;
}

/** The connection under a client; emits each message of the server by its name. */
export interface PgWire extends EventEmitter {
  readonly stream: Socket;
  sendCopyFail(reason: string): void;
}

/** What `pg` calls a Submittable: something that may use the connection until the server is ready again. */
export interface PgExchange {
  submit(wire: PgWire): void;
  handleRowDescription(message: { readonly fields: readonly WireField[] }): void;
  handleDataRow(message: { readonly fields: unknown[] }): void;
  handleCommandComplete(message: { readonly text: string }): void;
  handleEmptyQuery(): void;
  handlePortalSuspended(): void;
  handleCopyInResponse(wire: PgWire): void;
  handleCopyData(): void;
  /** After an error of the server `pg` forgets the exchange: it is not told when the server is ready again. */
  handleError(error: unknown, wire: PgWire): void;
  handleReadyForQuery(): void;
}

/** Loads `pg` on the first connect, so that importing this package costs nothing. Throws NoSuchModuleError if it is missing. */
export async function loadPg(): Promise<PgModule> {
  try {
    const module: unknown = await import('pg');
    return (module as { readonly default: unknown }).default as PgModule;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new NoSuchModuleError('The driver package "pg" is not installed. Run: npm install pg', { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}

import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';

/**
 * The part of mysql2 that this package uses, typed by hand: mysql2's own declarations leave out what a driver needs
 * (`ResultSetHeader`, the rows of a stored procedure, what a command emits).
 */
export interface Mysql2 {
  createConnection(options: object): RawConnection;
  readonly TypedParameter: TypedParameters;
}

/** Makes parameters of a given wire type, where mysql2 would guess another one. */
export interface TypedParameters {
  readonly BIGINT: ((value: number | bigint) => object) & { readonly unsigned: (value: number | bigint) => object };
}

/** A connection of mysql2, the one with callbacks. */
export interface RawConnection extends EventEmitter {
  readonly threadId: number;
  /** The socket; another one after the change to TLS. */
  readonly stream: Socket;
  connect(callback: (error: Error | null) => void): void;
  query(options: { readonly sql: string }, callback?: ResultCallback): RawCommand;
  prepare(sql: string, callback: (error: Error | null, statement: RawStatement) => void): void;
  unprepare(sql: string): void;
  ping(callback: (error: Error | null) => void): void;
  pause(): void;
  resume(): void;
  end(): void;
}

/** A statement that the server keeps. */
export interface RawStatement {
  readonly parameters: readonly RawField[];
  execute(values: readonly unknown[], callback?: ResultCallback): RawCommand;
}

/** A statement on its way; without a callback it emits `fields`, `result` (a row, or a header), `error` and `end`. */
export interface RawCommand extends EventEmitter {
  /** Gives the class that reads the rows of a prepared statement. Ours to replace: mysql2's own reader rounds and guesses. */
  buildParserFromFields?: (fields: readonly RawField[]) => new () => RawRowParser;
}

/** What mysql2 hands each row packet to. */
export interface RawRowParser {
  next(packet: RawPacket): unknown[];
}

/**
 * `rows`: the rows, or the header of a statement without rows; an array of both for a statement with several results,
 * and `fields` then likewise.
 */
export type ResultCallback = (error: RawError | null, rows: unknown, fields: unknown) => void;

export interface RawError extends Error {
  errno?: number;
  fatal?: boolean;
  sql?: unknown;
}

/** What the server answers to a statement without rows. */
export interface RawHeader {
  /** A string where a number would round it. */
  readonly affectedRows: number | string;
  /** A string where a number would round it, and then as a signed integer even for an unsigned key. */
  readonly insertId: number | string;
  readonly serverStatus: number;
}

/** A column, as the server describes it. */
export interface RawField {
  readonly name: string;
  readonly columnType: number;
  readonly flags: number;
  readonly characterSet: number;
  readonly encoding: string;
  readonly decimals: number;
  /** `json` for what MariaDB knows to be JSON. */
  readonly extendedFormat?: string | undefined;
}

/** The bytes of a row; each method reads on from where the last one stopped. */
export interface RawPacket {
  readonly buffer: Buffer;
  offset: number;
  readInt8(): number;
  readInt16(): number;
  readInt32(): number;
  readSInt8(): number;
  readSInt16(): number;
  readSInt32(): number;
  /** A string where a number would round it. */
  readInt64(): number | string;
  /** A string where a number would round it. */
  readSInt64(): number | string;
  readFloat(): number;
  readDouble(): number;
  readLengthCodedString(encoding: string): string;
  readLengthCodedBuffer(): Buffer;
}

import type { ConnectableDialect } from '../dialect/dialect.ts';
import type { DriverConnection } from '../driver/driver-connection.ts';
import type { Pool } from '../pool/pool.ts';
import type { URL } from './url.ts';

/** An engine as its connections show it; `C` is the connection, which stands on a floor of its own. */
export interface EngineFace<C> {
  readonly url: URL;
  readonly dialect: ConnectableDialect;
  /** The dialect's name: `postgresql`. */
  readonly name: string;
  /** The driver's name: `pg`. */
  readonly driver: string;
  readonly pool: Pool<DriverConnection>;
  connect(options?: { readonly signal?: AbortSignal }): Promise<C>;
  begin<T>(callback: (connection: C) => T | Promise<T>): Promise<T>;
  dispose(options?: { readonly close?: boolean }): Promise<void>;
}

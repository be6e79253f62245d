import type { Database as SqliteDatabase } from 'better-sqlite3';
import type { Connection as MysqlConnection, ConnectionOptions } from 'mysql2/promise';
import type { Client as PgClient, ClientConfig } from 'pg';

/** The bare drivers as a hand uses them. */
export interface Handwritten {
  readonly sqlite: SqliteDatabase;
  readonly postgresql: { readonly client: PgClient; readonly config: ClientConfig };
  readonly mysql: { readonly connection: MysqlConnection; readonly config: ConnectionOptions };
}

/** A bare driver that is connected. */
export interface OpenHandwritten {
  readonly client: Handwritten[keyof Handwritten];
  /** Runs a statement whose speed does not matter. */
  readonly run: (sql: string) => Promise<void>;
  close(): Promise<void>;
}

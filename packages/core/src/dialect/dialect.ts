import type { DriverConnection } from '../driver/driver-connection.ts';
import type { ConnectTarget } from '../driver/connect-target.ts';
import type { Driver } from '../driver/driver.ts';
import type { CompilerDialect } from '../compiler/rules.ts';
import type { Capabilities, IsolationLevel } from './capabilities.ts';
import type { ErrorClassification } from './error-classification.ts';

/** Knows one database's SQL. Knows no driver. Several drivers can serve one dialect. */
export interface Dialect extends CompilerDialect {
  /** As in the URL in front of the plus sign: `postgresql`. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** The statements that start a transaction, in order. */
  readonly beginStatements: (options: TransactionOptions) => readonly string[];
  /** Which connection pool suits this target: memory SQLite shares one connection. */
  readonly poolFor?: (target: ConnectTarget) => 'queue' | 'static' | 'null';
  /** Reads what went wrong out of a driver's error; null for an error that is not the driver's. */
  readonly classifyError: (error: unknown) => ErrorClassification | null;
  /** Rewrites a statement that is to run for many parameter sets; absent: it is sent once per set. */
  readonly expandMany?: (sql: string, paramSets: readonly (readonly unknown[])[]) => readonly ExpandedStatement[] | null;
  /** Asks the server what it is; runs once per engine, on its first connection. */
  readonly initialize?: (connection: DriverConnection) => ServerFacts | Promise<ServerFacts>;
  /** The isolation level that a transaction of this connection has now. */
  readonly readIsolationLevel: (connection: DriverConnection) => IsolationLevel | Promise<IsolationLevel>;
  /** Options of the URL's query part and of `createEngine` that belong to this dialect, checked; throws ArgumentError for a wrong one. */
  readonly engineOptions?: (target: ConnectTarget) => DialectEngineOptions;
}

/** How a transaction is to start. */
export interface TransactionOptions {
  /** Absent: the server's default. */
  readonly isolationLevel?: Exclude<IsolationLevel, 'AUTOCOMMIT'> | undefined;
  readonly readOnly?: boolean | undefined;
  readonly deferrable?: boolean | undefined;
}

/** One statement that does the work of several parameter sets. */
export interface ExpandedStatement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** What a dialect decides for the whole engine from its URL. */
export interface DialectEngineOptions {
  /** Whether statements may be prepared: `auto` asks {@link ServerFacts}. Default `auto`. */
  readonly preparedStatements?: boolean | 'auto' | undefined;
}

/** What the server said of itself. */
export interface ServerFacts {
  /** `[18, 4]` */
  readonly serverVersion: readonly number[];
  /** `PostgreSQL`, `MariaDB`, `MySQL`, `SQLite`. */
  readonly product: string;
  readonly defaultIsolationLevel: IsolationLevel;
  /** False where prepared statements do not survive, such as behind a pooler in transaction mode. */
  readonly preparedStatements: boolean;
}

/** A dialect joined to a driver: what a dialect package exports, and what an engine works with. */
export interface ConnectableDialect extends Dialect {
  readonly driver: Driver;
}

/** Joins a dialect to one of the drivers that serve it. */
export function withDriver(dialect: Dialect, driver: Driver): ConnectableDialect {
  return { ...dialect, driver };
}

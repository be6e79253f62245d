import type { DriverConnection } from '../driver/driver-connection.ts';
import type { ConnectTarget } from '../driver/connect-target.ts';
import type { Driver } from '../driver/driver.ts';
import type { CompilerDialect } from '../compiler/rules.ts';
import type { Capabilities, IsolationLevel } from './capabilities.ts';
import { madeHere } from './core-copy.ts';
import type { ErrorClassification } from './error-classification.ts';
import type { Existence } from './existence.ts';
import type { ExplainRule } from './explain.ts';
import type { Introspector } from './introspector.ts';
import type { Savepoints } from './savepoints.ts';
import type { ServerFacts } from './server-facts.ts';
import type { TwoPhase } from './two-phase.ts';

/** Knows one database's SQL. Knows no driver. Several drivers can serve one dialect. */
export interface Dialect extends CompilerDialect {
  /** As in the URL in front of the plus sign: `postgresql`. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** The statements that start a transaction, in order: `['BEGIN ISOLATION LEVEL SERIALIZABLE']`. */
  readonly beginStatements: (options: TransactionOptions) => readonly string[];
  /** Which connection pool suits this target: `static`: all share one connection; `null`: none is kept. Default `queue`. */
  readonly poolFor?: (target: ConnectTarget) => 'queue' | 'static' | 'null';
  /** Reads what went wrong out of a driver's error; null for an error that is not the driver's. */
  readonly classifyError: (error: unknown) => ErrorClassification | null;
  /** Rewrites a statement that is to run for many parameter sets; absent, or null: the driver's `executeMany` gets it. */
  readonly expandMany?: (sql: string, paramSets: readonly (readonly unknown[])[]) => readonly ExpandedStatement[] | null;
  /** Asks the server what it is; runs once per engine, on its first connection. */
  readonly initialize?: (connection: DriverConnection) => ServerFacts | Promise<ServerFacts>;
  /** The isolation level that a transaction of this connection has now; `begun` is for a server that does not tell what it was begun with. */
  readonly readIsolationLevel: (
    connection: DriverConnection,
    begun?: TransactionOptions,
  ) => IsolationLevel | Promise<IsolationLevel>;
  /** How savepoints are set and released; absent: as in standard SQL. */
  readonly savepoints?: Savepoints | undefined;
  /** How transactions are prepared and committed later; absent: they are not. */
  readonly twoPhase?: TwoPhase | undefined;
  /** Writes what asks for the plan of a statement; absent: there is no such thing. */
  readonly explain?: ExplainRule;
  /** Reads what tables there are, for `inspect()` and for tables that are reflected. */
  readonly introspector?: Introspector;
  /** Whether tables and the like are there; absent: `createAll()` cannot check first. */
  readonly existence?: Existence;
  /** Options of the URL's query part and of `createEngine` that belong to this dialect, checked; throws ArgumentError for a wrong one. */
  readonly engineOptions?: (target: ConnectTarget) => DialectEngineOptions;
}

/** How a transaction is to start. */
export interface TransactionOptions {
  /** Absent: the server's default. */
  readonly isolationLevel?: Exclude<IsolationLevel, 'AUTOCOMMIT'> | undefined;
  /** Absent: the server's default. */
  readonly readOnly?: boolean | undefined;
  /** PostgreSQL: waits until it can run without being aborted. Absent: the server's default. */
  readonly deferrable?: boolean | undefined;
}

/** One statement that does the work of several parameter sets. */
export interface ExpandedStatement {
  /** With the driver's own placeholders. */
  readonly sql: string;
  /** The values of all its parameter sets, in the order of the placeholders. */
  readonly params: readonly unknown[];
}

/** What a dialect decides for the whole engine from its URL. */
export interface DialectEngineOptions {
  /** Whether statements may be prepared: `auto` asks {@link ServerFacts}. Default `auto`. */
  readonly preparedStatements?: boolean | 'auto' | undefined;
}

/** A dialect joined to a driver: what a dialect package exports, and what an engine works with. */
export interface ConnectableDialect extends Dialect {
  readonly driver: Driver;
}

/**
 * Joins a dialect to one of the drivers that serve it.
 *
 * @example registerDialect('mydb', () => withDriver(mydbDialect, mydbDriver));
 */
export function withDriver(dialect: Dialect, driver: Driver): ConnectableDialect {
  const { errorTag: driverTag } = driver;
  const classifyError: Dialect['classifyError'] = (error) => {
    const found = dialect.classifyError(error);
    return found && driverTag !== undefined ? { ...found, driverTag } : found;
  };
  return { ...dialect, driver, classifyError, ...madeHere };
}

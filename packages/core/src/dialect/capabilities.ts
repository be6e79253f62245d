import type { DmlCapabilities } from '../compiler/dml-capabilities.ts';

/** What a database can do, as far as the engine must know. The conformance suite asks the same list. */
export interface Capabilities extends DmlCapabilities {
  /**
   * When a statement can be stopped: `running`: at any time, on the server, from another connection; `betweenRows`: where the
   * driver hands out a row, since the statement runs inside this process; `none`: never, so that a caller who gives up loses
   * the connection.
   */
  readonly cancel: 'running' | 'betweenRows' | 'none';
  /** Other statements can be executed while a result is being streamed on the same connection. */
  readonly statementsWhileStreaming: boolean;
  /** What DDL does to a transaction: `transactional`: it is rolled back with it; `commits`: it ends it. */
  readonly ddl: 'transactional' | 'commits';
  /** An error inside a transaction aborts it: only a rollback (to a savepoint) helps. */
  readonly errorAbortsTransaction: boolean;
  /** Transactions can be prepared, and committed later. */
  readonly twoPhase: boolean;
  /**
   * What several connections do at the same time: `concurrent`: all of them write; `oneWriter`: all of them read while one
   * writes; `oneTransaction`: one is in a transaction, and the others wait for its end.
   */
  readonly connections: 'concurrent' | 'oneWriter' | 'oneTransaction';
  /** A part of a transaction can be rolled back, to a savepoint. Absent: it can. */
  readonly savepoints?: boolean | undefined;
  /** The number of matched rows of a statement is known. */
  readonly rowcount: boolean;
  /** The number of matched rows of an executemany is known. */
  readonly multiRowcount: boolean;
  /** BOOLEAN is a type of its own rather than a small integer: the driver delivers true and false. */
  readonly nativeBoolean: boolean;
  /** The isolation levels that `isolationLevel` takes, AUTOCOMMIT among them. */
  readonly isolationLevels: readonly IsolationLevel[];
  /** How many parameters one statement may have. */
  readonly maxParameters: number;
  /**
   * Many rows are updated faster by one UPDATE that looks into VALUES than by one for each: with `numericKeys` where keys are
   * numbers, since VALUES have collations of their own. Absent: they are not.
   */
  readonly setWiseUpdate?: 'anyKeys' | 'numericKeys' | undefined;
  /** Many rows are deleted faster by one list of keys, or of tuples, than one by one. Absent: they are not. */
  readonly setWiseDelete?: boolean | undefined;
}

/** An isolation level, by the name of the SQL standard. AUTOCOMMIT: each statement is its own transaction. */
export type IsolationLevel =
  | 'SERIALIZABLE'
  | 'REPEATABLE READ'
  | 'READ COMMITTED'
  | 'READ UNCOMMITTED'
  | 'SNAPSHOT'
  | 'AUTOCOMMIT';

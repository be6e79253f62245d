import type { DmlCapabilities } from '../compiler/dml-capabilities.ts';

/** What a database can do, as far as the engine must know. The conformance suite asks the same list. */
export interface Capabilities extends DmlCapabilities {
  /** A running statement can be stopped on the server from another connection. */
  readonly cancel: boolean;
  /** A statement can be stopped only between two of its rows, since it runs inside this process. */
  readonly cancelBetweenRows: boolean;
  /** Other statements can be executed while a result is being streamed on the same connection. */
  readonly statementsWhileStreaming: boolean;
  /** DDL can be rolled back. */
  readonly transactionalDdl: boolean;
  /** An error inside a transaction aborts it: only a rollback (to a savepoint) helps. */
  readonly errorAbortsTransaction: boolean;
  /** Transactions can be prepared, and committed later. Absent: they cannot. */
  readonly twoPhase?: boolean | undefined;
  /** Several connections can write at the same time. */
  readonly concurrentWriters: boolean;
  /** The number of matched rows of a statement is known. */
  readonly rowcount: boolean;
  /** The number of matched rows of an executemany is known. */
  readonly multiRowcount: boolean;
  /** BOOLEAN is a type of its own rather than a small integer. */
  readonly nativeBoolean: boolean;
  /** Named isolation levels that `isolationLevel` takes, beside AUTOCOMMIT. */
  readonly isolationLevels: readonly IsolationLevel[];
  /** How many parameters one statement may have. */
  readonly maxParameters: number;
  /** With how many rows an INSERT is fastest, where many are to be inserted; absent: 512. A power of two. */
  readonly rowsPerInsert?: number | undefined;
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

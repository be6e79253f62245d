import type { DriverResult, DriverStream } from './driver-result.ts';

/** How a statement is to be sent. */
export interface ExecuteMode {
  /** Whether it may be prepared and kept; false for statements that run once, and where a pooler forbids it. */
  readonly prepare: boolean;
  /**
   * When to give up. Only drivers that cannot `cancel` look at it (they run inside this process): between two rows, and
   * while they wait for a lock. They then throw an error that the dialect classifies as `canceled`.
   */
  readonly interrupt?: StatementInterrupt | undefined;
}

/** When the caller loses patience with a statement. */
export interface StatementInterrupt {
  /** Aborted when the caller gives up; absent: only the time counts. */
  readonly signal?: AbortSignal | undefined;
  /** By `performance.now()`, in milliseconds; Infinity for never. */
  readonly deadline: number;
}

/** How a transaction starts. */
export interface BeginMode {
  /** The statements that start it, in order, as the dialect wrote them: `['BEGIN']`. */
  readonly statements: readonly string[];
}

/**
 * One connection to a database. The engine calls one method at a time and waits for its answer, except `cancel` and
 * `destroy`, which may come at any time. Answers may be there at once (an in-process database) or be promises.
 * What it throws is the driver's own error, untouched: the dialect classifies it.
 */
export interface DriverConnection {
  /** False once the connection is known to be lost; it is then destroyed, never handed out again. */
  readonly isAlive: boolean;
  /** Whether a transaction is open (also an aborted one), as the server says, not as we remember. */
  readonly inTransaction: boolean;

  /**
   * Sends one statement. Parameters go beside the SQL, never into it. Accepted values: null, boolean, number, bigint,
   * string, Date, Uint8Array, and what the dialect adds; anything else is refused before anything is sent.
   */
  execute(sql: string, params: readonly unknown[], mode: ExecuteMode): DriverResult | Promise<DriverResult>;

  /** Sends the same statement once per parameter set, as fast as the database allows. `affected` is the sum. */
  executeMany(sql: string, paramSets: readonly (readonly unknown[])[], mode: ExecuteMode): DriverResult | Promise<DriverResult>;

  /** Sends a statement and reads its rows piece by piece, from a cursor on the server where there is one. */
  stream(sql: string, params: readonly unknown[], mode: StreamMode): DriverStream | Promise<DriverStream>;

  /** Starts a transaction. Called only where none is open. */
  begin(mode: BeginMode): void | Promise<void>;
  /** Makes the transaction durable; throws if the database rolled it back instead. */
  commit(): void | Promise<void>;
  /** Undoes the transaction; does nothing where the database has ended it already. */
  rollback(): void | Promise<void>;

  /** Asks the database for a sign of life; throws if there is none. */
  ping(): void | Promise<void>;

  /**
   * Asks the server to stop the statement that is running. Resolves when the request was delivered; the statement
   * itself then rejects. Absent where the database cannot.
   */
  cancel?(): Promise<void>;

  /** Takes leave of the server. */
  close(): void | Promise<void>;
  /** Cuts the connection without waiting for anything; a running statement rejects. */
  destroy(): void;

  /** Waiting in a pool from now on: its socket must not keep the process alive. Absent where there is none. */
  unref?(): void;
  /** In use again. */
  ref?(): void;

  /**
   * A view of this connection for one of several borrowers that hold it at the same time (StaticPool), so that a
   * transaction belongs to the borrower that began it. Absent: all borrowers get the connection itself.
   */
  share?(): DriverConnection;
}

/** How a result is streamed. */
export interface StreamMode extends ExecuteMode {
  /** How many rows the caller is going to ask for at a time. */
  readonly batchSize: number;
}

import {
  chain,
  isPromise,
  type BeginMode,
  type DriverConnection,
  type DriverResult,
  type DriverStream,
  type ExecuteMode,
  type MaybePromise,
  type StatementInterrupt,
  type StreamMode,
} from '@aludel/core/dialect';
import { BufferedStream } from './buffered-stream.ts';
import { ManyExecutions, type Executable } from './many-executions.ts';
import { readPatiently, whilePatient } from './patience.ts';
import { PreparedStatement } from './prepared-statement.ts';
import type { SqliteValue } from './sqlite-binding.ts';
import type { SqliteHandle } from './sqlite-handle.ts';
import { SqliteStream } from './sqlite-stream.ts';
import { statementHead, type StatementHead, type StatementKind } from './statement-kind.ts';
import { canceledError, closedError } from './sqlite-driver-error.ts';
import { TransactionControl } from './transaction-control.ts';
import { encodeValues } from './value-encoders.ts';

/** How a connection stands towards its handle. */
export interface SqliteConnectionOptions {
  /** Whether other connections use the same handle (a database in memory). */
  readonly isShared: boolean;
  /** Whether closing the connection closes the handle. */
  readonly ownsHandle: boolean;
  readonly busyTimeoutMs: number;
}

/** One connection to a SQLite database. Answers are there at once, except where another connection must be waited for. */
export class SqliteConnection implements DriverConnection {
  /** Makes a view of the same database for one more borrower; only where the handle is shared. */
  readonly share: (() => DriverConnection) | undefined;
  readonly #handle: SqliteHandle;
  readonly #ownsHandle: boolean;
  readonly #control: TransactionControl;
  readonly #streams = new Set<SqliteStream>();

  constructor(handle: SqliteHandle, options: SqliteConnectionOptions) {
    this.#handle = handle;
    this.#ownsHandle = options.ownsHandle;
    this.#control = new TransactionControl(handle, options);
    this.share = options.isShared ? () => new SqliteConnection(handle, { ...options, ownsHandle: false }) : undefined;
  }

  get isAlive(): boolean {
    return !this.#control.isClosed;
  }

  get inTransaction(): boolean {
    return this.#control.inTransaction;
  }

  execute(sql: string, params: readonly unknown[], mode: ExecuteMode): MaybePromise<DriverResult> {
    const values = encodeValues(params);
    if (mode.interrupt !== undefined) return this.#executePatiently(sql, values, mode.interrupt);
    const statement = this.#handle.find(sql);
    if (statement !== undefined) return this.#control.perform(statement.kind, () => statement.execute(values));
    return chain(this.#prepare(sql, mode.prepare), (prepared) =>
      this.#control.perform(prepared.kind, () => prepared.execute(values)),
    );
  }

  executeMany(sql: string, paramSets: readonly (readonly unknown[])[], mode: ExecuteMode): MaybePromise<DriverResult> {
    const sets = paramSets.map(encodeValues);
    const outcome = chain(this.#handle.find(sql) ?? this.#prepare(sql, mode.prepare), (statement) => {
      const executions = new ManyExecutions(statement, sets);
      return this.#control.perform(statement.kind, () => executions.run());
    });
    return this.#inTime(outcome, mode);
  }

  stream(sql: string, params: readonly unknown[], { interrupt }: StreamMode): MaybePromise<DriverStream> {
    const values = encodeValues(params);
    const head = statementHead(sql);
    if (head.actsWhenPrepared)
      return chain(this.execute(sql, params, { prepare: false, interrupt }), (result) => new BufferedStream(result));
    const opened = chain(this.#prepareAsRead(sql, head, false), (statement) =>
      this.#control.perform(statement.kind, () => this.#openStream(statement, values)),
    );
    return this.#inTime(opened, { interrupt });
  }

  begin(mode: BeginMode): void {
    this.#control.begin(mode);
  }

  commit(): MaybePromise<void> {
    return this.#control.commit();
  }

  rollback(): void {
    this.#control.rollback();
  }

  ping(): void {
    if (!this.isAlive) throw closedError();
    this.#handle.ping();
  }

  /** Rolls back what is open; views of a shared handle leave the database itself open. */
  close(): void {
    for (const stream of this.#streams) stream.abort();
    this.#control.close(this.#ownsHandle ? () => this.#handle.close() : null);
  }

  destroy(): void {
    this.close();
  }

  async #executePatiently(sql: string, values: readonly SqliteValue[], interrupt: StatementInterrupt): Promise<DriverResult> {
    const inTime = <T>(outcome: MaybePromise<T>): MaybePromise<T> => this.#inTime(outcome, { interrupt });
    const statement = await inTime(this.#prepare(sql, false));
    if (!(statement instanceof PreparedStatement) || !isCursor(statement)) {
      return inTime(this.#control.perform(statement.kind, () => statement.execute(values)));
    }
    return readPatiently(await inTime(this.#control.perform('read', () => this.#openCursor(statement, values))), interrupt);
  }

  /** Waits for a lock no longer than the caller has patience. */
  #inTime<T>(outcome: MaybePromise<T>, { interrupt }: Pick<ExecuteMode, 'interrupt'>): MaybePromise<T> {
    if (interrupt === undefined || !isPromise(outcome)) return outcome;
    return whilePatient(outcome, interrupt, () => this.#control.stopWaiting(canceledError()));
  }

  #prepare(sql: string, keep: boolean): MaybePromise<PerformableStatement> {
    const head = statementHead(sql);
    if (head.actsWhenPrepared) return this.#unprepared(sql, head);
    return this.#prepareAsRead(sql, head, keep);
  }

  /** Preparing reads the schema, and so can meet a lock like any other reading. */
  #prepareAsRead(sql: string, head: StatementHead, keep: boolean): MaybePromise<PreparedStatement> {
    return this.#control.perform('outside', () => this.#handle.prepare(sql, head, keep));
  }

  /** Prepared anew for each execution, at the moment of executing it. */
  #unprepared(sql: string, head: StatementHead): PerformableStatement {
    return { kind: head.kind ?? 'outside', execute: (values) => this.#handle.prepare(sql, head, false).execute(values) };
  }

  /** What writes does all its work with its first row anyway; it must not be left half-way when the stream is closed early. */
  #openStream(statement: PreparedStatement, values: readonly SqliteValue[]): DriverStream {
    return isCursor(statement) ? this.#openCursor(statement, values) : new BufferedStream(statement.execute(values));
  }

  #openCursor(statement: PreparedStatement, values: readonly SqliteValue[]): SqliteStream {
    const stream = new SqliteStream(statement, values, {
      handle: this.#handle,
      onError: (error) => this.#control.failed('read', error),
      onClose: (closed) => this.#streams.delete(closed),
    });
    this.#streams.add(stream);
    return stream;
  }
}

/** A statement that says what it needs. */
interface PerformableStatement extends Executable {
  readonly kind: StatementKind;
}

/** Whether its rows can be read one by one, without doing anything half. */
function isCursor(statement: PreparedStatement): boolean {
  return statement.kind === 'read' && statement.returnsRows;
}

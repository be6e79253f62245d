import { InvalidRequestError } from '@aludel/core';
import type { BeginMode, DriverConnection, DriverResult, DriverStream, ExecuteMode, StreamMode } from '@aludel/core/dialect';
import { ConnectionLostError } from './connection-lost-error.ts';
import { readResult } from './driver-results.ts';
import { goesAsText, onlyReads } from './first-word.ts';
import { MysqlStream } from './mysql-stream.ts';
import type { RawCommand, RawConnection, RawError, RawStatement, ResultCallback, TypedParameters } from './mysql2-surface.ts';
import { PreparedStatement } from './prepared-statement.ts';
import { autocommitFlag, inTransactionFlag, transactionEndingErrnos, type SentResult } from './server-status.ts';
import { StatementCache } from './statement-cache.ts';
import { parameterEncoder, type EncodeParameters } from './value-encoders.ts';

/** How many prepared statements a connection keeps; a server keeps 16,382 for all connections together by default. */
const keptStatements = 250;
/** How long `close` waits for the server to hang up, in milliseconds. */
const farewellTime = 1_000;

/** The server no longer knows a prepared statement, or wants it prepared again; it did not run. */
const unpreparedErrnos: ReadonlySet<number> = new Set([1243, 1615]);
const cannotBePrepared = 1295;
const tooManyPrepared = 1461;

/**
 * A connection to MySQL or MariaDB. Statements with parameters always go prepared, with the values beside them; nothing
 * is ever written into the SQL.
 */
export class MysqlConnection implements DriverConnection {
  readonly #raw: RawConnection;
  readonly #encode: EncodeParameters;
  readonly #reopen: () => Promise<RawConnection>;
  readonly #statements: StatementCache;
  #isAlive = true;
  #status = autocommitFlag;
  #stream: MysqlStream | null = null;
  /** The error with which the server rolled the transaction back, until somebody takes note of it. */
  #rolledBackBy: Error | null = null;
  #closing: Promise<void> | null = null;

  /** `reopen` opens a second connection to the same server, to stop a statement of this one. */
  constructor(raw: RawConnection, typed: TypedParameters, reopen: () => Promise<RawConnection>) {
    this.#raw = raw;
    this.#encode = parameterEncoder(typed);
    this.#reopen = reopen;
    this.#statements = new StatementCache(keptStatements, (sql) => {
      if (this.#isAlive) raw.unprepare(sql);
    });
    raw.on('error', (error: Error) => this.#lose(error));
    raw.on('end', () => this.#lose(new ConnectionLostError()));
    raw.stream.once('close', () => this.#lose(new ConnectionLostError()));
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get inTransaction(): boolean {
    return (this.#status & inTransactionFlag) !== 0;
  }

  /**
   * Makes the session strict, whatever the server's default, so that no value is cut or bent to fit a column; the rest
   * of its `sql_mode` stays. STRICT_TRANS_TABLES alone would let it happen in the later rows of an INSERT into a table
   * without transactions.
   *
   * Nor does NO_BACKSLASH_ESCAPES stay: literals in SQL are read and written with backslashes that escape, as by default.
   * In that mode a text of DDL would double them in silence, and `':name'` behind a backslash would be taken for a parameter.
   *
   * Its clock stands in UTC, as in a `Date`: TIMESTAMP columns travel in the time zone of the session, and in one with
   * summer time two instants of the same night would be the same text.
   */
  async setUp(initCommand: string | undefined): Promise<void> {
    try {
      await this.#query(
        "SET SESSION sql_mode = CONCAT_WS(',', NULLIF(REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', ''), ''), 'STRICT_ALL_TABLES'), time_zone = '+00:00'",
      );
      if (initCommand !== undefined) await this.#query(initCommand);
    } catch (error) {
      this.destroy();
      throw error;
    }
  }

  async execute(sql: string, params: readonly unknown[], mode: ExecuteMode): Promise<DriverResult> {
    this.#checkReady();
    if (params.length === 0 && goesAsText(sql)) return this.#query(sql);
    const values = this.#encode(params);
    const statement = await this.#prepare(sql, params.length);
    if (statement === null) return this.#query(sql);
    statement.checkArity(params);
    return this.#guardStatement(sql, mode, () => this.#executePrepared(sql, statement, values));
  }

  async executeMany(sql: string, paramSets: readonly (readonly unknown[])[], mode: ExecuteMode): Promise<DriverResult> {
    this.#checkReady();
    const valueSets = paramSets.map(this.#encode);
    const statement = await this.#prepare(sql, 1);
    if (statement === null)
      throw new InvalidRequestError(
        'This statement takes no parameters, so it cannot run once for each set of them. Use execute.',
      );
    paramSets.forEach((params) => statement.checkArity(params));
    return this.#guardStatement(sql, mode, () => this.#executeSets(sql, statement, valueSets));
  }

  async stream(sql: string, params: readonly unknown[], mode: StreamMode): Promise<DriverStream> {
    this.#checkReady();
    const values = this.#encode(params);
    const known = await this.#prepare(sql, params.length);
    known?.checkArity(params);
    const statement = known === null || known.takes(values) ? known : await this.#prepareFor(sql, values);
    const send = (): RawCommand => (statement === null ? this.#raw.query({ sql }) : statement.execute(values));
    const stream = new MysqlStream(this.#raw, send(), {
      rowLimit: Math.max(1, mode.batchSize),
      stop: onlyReads(sql) ? () => this.cancel() : undefined,
      abandon: () => this.destroy(),
      onHeader: (header) => this.#noteStatus(header.serverStatus),
      onEnd: (error) => this.#streamEnded(error, mode.prepare ? null : sql),
    });
    this.#stream = stream;
    await stream.opened;
    return stream;
  }

  async begin(mode: BeginMode): Promise<void> {
    this.#checkReady();
    if (this.inTransaction) {
      throw new InvalidRequestError(
        'A transaction is open on this connection already; to begin another one would commit it. Commit it or roll it back first.',
      );
    }
    this.#rolledBackBy = null;
    for (const statement of mode.statements) await this.#query(statement);
  }

  /** Commits; throws the error with which the server rolled the transaction back, if it did: COMMIT alone says nothing then. */
  async commit(): Promise<void> {
    this.#checkReady();
    if (this.#rolledBackBy !== null && !this.inTransaction) throw this.#rolledBackBy;
    await this.#query('COMMIT');
  }

  async rollback(): Promise<void> {
    this.#checkReady();
    await this.#query('ROLLBACK');
    this.#rolledBackBy = null;
  }

  async ping(): Promise<void> {
    this.#checkReady();
    await new Promise<void>((resolve, reject) => {
      this.#raw.ping((error) => (error ? reject(this.#cleaned(error)) : resolve()));
    });
  }

  /** Stops the running statement over a second, short connection; its transaction stays open. */
  async cancel(): Promise<void> {
    if (!this.#isAlive) return;
    const helper = await this.#reopen();
    try {
      await new Promise<void>((resolve, reject) => {
        helper.query({ sql: `KILL QUERY ${this.#raw.threadId}` }, (error) => (error ? reject(error) : resolve()));
      });
    } finally {
      helper.end();
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#takeLeave();
    return this.#closing;
  }

  unref(): void {
    this.#raw.stream.unref();
  }

  ref(): void {
    this.#raw.stream.ref();
  }

  /** Cuts the socket. mysql2's own `destroy` would only say goodbye, and the running statement would go on to its end. */
  destroy(): void {
    this.#lose(new ConnectionLostError());
    this.#raw.stream.destroy();
  }

  #takeLeave(): Promise<void> {
    const { stream } = this.#raw;
    if (!this.#isAlive || this.#stream !== null) {
      this.destroy();
      return Promise.resolve();
    }
    this.#isAlive = false;
    return new Promise((resolve) => {
      const timer = setTimeout(() => stream.destroy(), farewellTime);
      stream.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#raw.end();
    });
  }

  #lose(error: Error): void {
    this.#isAlive = false;
    const stream = this.#stream;
    this.#stream = null;
    stream?.fail(error);
  }

  #checkReady(): void {
    if (!this.#isAlive) throw new ConnectionLostError();
    if (this.#stream !== null) {
      throw new InvalidRequestError(
        'A result is being streamed on this connection, and MySQL carries one at a time. Read it to its end or close it first, or use another connection.',
      );
    }
  }

  /** The statement in its prepared form; null where the server does not prepare its kind and it has no parameters. */
  async #prepare(sql: string, parameterCount: number): Promise<PreparedStatement | null> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    try {
      return await this.#prepareAnew(sql);
    } catch (error) {
      if ((error as RawError).errno === cannotBePrepared && parameterCount === 0) return null;
      if ((error as RawError).errno !== tooManyPrepared) throw await this.#afterError(error as RawError);
      // The server is full of prepared statements: give ours back, then there is room for one.
      this.#statements.clear();
      return this.#prepareAnew(sql);
    }
  }

  async #prepareAnew(sql: string): Promise<PreparedStatement> {
    const raw = await new Promise<RawStatement>((resolve, reject) => {
      this.#raw.prepare(sql, (error, statement) => (error ? reject(this.#cleaned(error)) : resolve(statement)));
    });
    const statement = new PreparedStatement(raw);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Runs a prepared statement: once more if the server forgot it, and without keeping it if the mode says so. */
  async #guardStatement(sql: string, mode: ExecuteMode, run: () => Promise<DriverResult>): Promise<DriverResult> {
    try {
      return await run();
    } catch (error) {
      throw await this.#afterError(error as RawError);
    } finally {
      if (!mode.prepare) this.#statements.delete(sql);
    }
  }

  async #executePrepared(sql: string, statement: PreparedStatement, values: readonly unknown[]): Promise<DriverResult> {
    const fitting = statement.takes(values) ? statement : await this.#prepareFor(sql, values);
    try {
      return await this.#send(fitting, values);
    } catch (error) {
      if (!unpreparedErrnos.has((error as RawError).errno ?? 0)) throw error;
      return this.#send(await this.#prepareFor(sql, values), values);
    }
  }

  /** Prepares a statement once more, for values that the one before cannot take. */
  async #prepareFor(sql: string, values: readonly unknown[]): Promise<PreparedStatement> {
    this.#statements.delete(sql);
    const statement = await this.#prepareAnew(sql);
    statement.takes(values);
    return statement;
  }

  #send(statement: PreparedStatement, values: readonly unknown[]): Promise<DriverResult> {
    return new Promise((resolve, reject) => {
      statement.execute(values, this.#settle(statement, resolve, reject));
    });
  }

  /** One after the other, each sent when the last one was answered: a pipeline could not be stopped at an error. */
  async #executeSets(
    sql: string,
    statement: PreparedStatement,
    valueSets: readonly (readonly unknown[])[],
  ): Promise<DriverResult> {
    let affected = 0;
    let lastInsertId: number | bigint | undefined;
    for (const values of valueSets) {
      const result = await this.#executePrepared(sql, this.#statements.get(sql) ?? statement, values);
      affected += result.affected;
      lastInsertId = result.lastInsertId ?? lastInsertId;
    }
    return { columns: null, rows: [], affected, lastInsertId };
  }

  #query(sql: string): Promise<DriverResult> {
    return new Promise<DriverResult>((resolve, reject) => {
      this.#raw.query({ sql }, this.#settle(null, resolve, reject));
    }).catch(async (error: RawError) => {
      throw await this.#afterError(error);
    });
  }

  /** What to do with the answer to a statement. */
  #settle(
    statement: PreparedStatement | null,
    resolve: (result: DriverResult) => void,
    reject: (error: unknown) => void,
  ): ResultCallback {
    return (error, rows, fields) => {
      if (error) return reject(this.#cleaned(error));
      try {
        resolve(this.#received(readResult(rows, fields, statement)));
      } catch (unreadable) {
        reject(unreadable);
      }
    };
  }

  #received({ result, status }: SentResult): DriverResult {
    this.#noteStatus(status);
    return result;
  }

  // A result with rows does not say; without autocommit it may have begun a transaction.
  #noteStatus(status: number | null): void {
    if (status !== null) this.#status = status;
    else if ((this.#status & autocommitFlag) === 0) this.#status |= inTransactionFlag;
  }

  /**
   * Finds out whether a transaction survived an error: a deadlock ends it, a violated constraint does not, and DDL
   * committed it before it failed. The error itself does not say, so this asks for any answer with a status in it.
   */
  async #afterError(error: RawError): Promise<RawError> {
    if (!this.inTransaction || !this.#isAlive) return error;
    await new Promise((resolve) => this.#raw.query({ sql: 'DO 0' }, this.#settle(null, resolve, resolve)));
    if (!this.inTransaction && transactionEndingErrnos.has(error.errno ?? 0)) this.#rolledBackBy = error;
    return error;
  }

  async #streamEnded(error: RawError | null, statementToForget: string | null): Promise<void> {
    this.#stream = null;
    this.#noteStatus(null);
    if (statementToForget !== null && this.#isAlive) this.#statements.delete(statementToForget);
    if (error !== null) await this.#afterError(this.#cleaned(error));
  }

  /** Notes a fatal error, and takes the statement out of it, which is reported elsewhere and may hold values. */
  #cleaned<E extends RawError>(error: E): E {
    delete error.sql;
    if (error.fatal === true) this.#lose(error);
    return error;
  }
}

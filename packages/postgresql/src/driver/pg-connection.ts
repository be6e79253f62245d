import type { BeginMode, DriverConnection, DriverResult, DriverStream, ExecuteMode, StreamMode } from '@aludel/core/dialect';
import { inspect } from 'node:util';
import { sendCancelRequest } from './cancel-request.ts';
import { ConnectionFailure } from './connection-failure.ts';
import type { Exchange } from './exchange.ts';
import { HeldStream } from './held-stream.ts';
import type { PgClient } from './load-pg.ts';
import type { SocketOptions } from './open-socket.ts';
import { PgChannel } from './pg-channel.ts';
import { PortalStream } from './portal-stream.ts';
import { PreparedStatements, type KnownStatement } from '../wire/prepared-statements.ts';
import type { RequestWriter } from '../wire/request-writer.ts';
import { isOutdatedPlan, isUnknownName } from '../wire/stale-statements.ts';
import { checkParameters, checkText } from '../wire/value-encoders.ts';

/**
 * One connection through `pg`, which opens it and reads its messages. Statements always go by the extended protocol:
 * it takes one statement at a time, so nobody can smuggle in a second one.
 */
export class PgConnection implements DriverConnection {
  readonly #client: PgClient;
  readonly #channel: PgChannel;
  readonly #socketOptions: SocketOptions;
  readonly #prepared: PreparedStatements;
  /** Statements that must not be prepared; only their columns are remembered. */
  readonly #unprepared: PreparedStatements;
  #portals = 0;
  /** What begins the transaction, waiting to travel with the first statement of it. */
  #dueBegin: readonly string[] = [];

  /** `socketOptions`: how the connection was opened; a cancel request takes the same way. */
  constructor(client: PgClient, socketOptions: SocketOptions) {
    const channel = new PgChannel(client);
    this.#client = client;
    this.#channel = channel;
    this.#socketOptions = socketOptions;
    this.#prepared = new PreparedStatements(PREPARED_LIMIT, (name) => channel.abandon(name));
    this.#unprepared = new PreparedStatements(UNPREPARED_LIMIT, (name) => channel.abandon(name));
  }

  get isAlive(): boolean {
    return this.#channel.isAlive;
  }

  get inTransaction(): boolean {
    return this.#dueBegin.length > 0 || this.#channel.inTransaction;
  }

  /** The server process as announced at connect; a pooler announces an invented one. */
  get serverProcessId(): number | null {
    return this.#client.processID;
  }

  async execute(sql: string, params: readonly unknown[], mode: ExecuteMode): Promise<DriverResult> {
    const wasIdle = !this.#channel.inTransaction;
    const begin = this.#dueBegin;
    const statement = this.#use(sql, mode);
    try {
      return resultOf(await this.#perform(statement, params, mode.prepare));
    } catch (error) {
      if (!this.#forgetIfStale(statement, error) || !wasIdle || !this.isAlive) throw error;
      // The server refused before it ran anything. Inside a transaction the refusal has aborted that, so there is no
      // second try, unless the transaction has only just begun.
      if (this.#channel.inTransaction) await this.#control('ROLLBACK');
      this.#dueBegin = begin;
      return resultOf(await this.#perform(statement, params, false));
    }
  }

  async executeMany(sql: string, paramSets: readonly (readonly unknown[])[], mode: ExecuteMode): Promise<DriverResult> {
    if (paramSets.length === 0) return { columns: null, rows: [], affected: 0 };
    for (const params of paramSets) checkParameters(params);
    await this.#sendDueBegin();
    return this.inTransaction ? this.#pipeline(sql, paramSets, mode) : this.#oneByOne(sql, paramSets, mode);
  }

  async stream(sql: string, params: readonly unknown[], { batchSize }: StreamMode): Promise<DriverStream> {
    const statement = { sql: checkText(sql), params, batchSize };
    await this.#sendDueBegin();
    if (!this.inTransaction) return HeldStream.open(this.#channel, statement);
    return PortalStream.open(this.#channel, `aludel_${++this.#portals}`, statement);
  }

  /** Sends nothing: BEGIN goes along with the next statement and costs no round trip of its own. */
  begin({ statements }: BeginMode): void {
    this.#dueBegin = statements;
  }

  async commit(): Promise<void> {
    if (this.#takeDueBegin()) return;
    const { tag } = await this.#control('COMMIT');
    // The server reports no error: it did the only thing it can do with a transaction that had failed.
    if (tag === 'ROLLBACK') throw new ConnectionFailure(NOT_COMMITTED, '25P02');
  }

  async rollback(): Promise<void> {
    if (this.#takeDueBegin()) return;
    await this.#control('ROLLBACK');
  }

  /** The smallest round trip there is: a Sync, which the server answers by being ready. */
  async ping(): Promise<void> {
    await this.#channel.exchange(() => undefined);
  }

  async cancel(): Promise<void> {
    const { processID, secretKey } = this.#client;
    if (processID === null || secretKey === null) throw new ConnectionFailure(NO_CANCEL_KEY, '0A000');
    await sendCancelRequest({ processId: processID, secretKey }, this.#socketOptions);
  }

  close(): Promise<void> {
    return this.#channel.close();
  }

  destroy(): void {
    this.#channel.destroy();
  }

  unref(): void {
    this.#channel.unref();
  }

  ref(): void {
    this.#channel.ref();
  }

  /** What is under it holds the password, so this is all that shows. */
  [inspect.custom](): string {
    return `PgConnection { isAlive: ${this.isAlive}, inTransaction: ${this.inTransaction} }`;
  }

  #use(sql: string, mode: ExecuteMode): KnownStatement {
    const statement = (mode.prepare ? this.#prepared : this.#unprepared).use(sql);
    if (statement.uses === 1) checkText(sql);
    return statement;
  }

  /** Sends a statement: by its name if it has one, preparing it if it deserves one, else without. */
  async #perform(statement: KnownStatement, params: readonly unknown[], mayPrepare: boolean): Promise<Exchange> {
    const known = mayPrepare ? statement.name : null;
    const name = known ?? (mayPrepare ? this.#prepared.nameFor(statement) : '');
    const isDescribed = known === null || !statement.keepsColumns;
    const exchange = await this.#channel
      .exchange(
        (writer) => {
          for (const sql of this.#dueBegin) writeControl(writer, sql);
          if (known === null) writer.parse(name, statement.sql);
          writer.bind('', name, params);
          if (isDescribed) writer.describePortal('');
          writer.execute('', 0);
          this.#dueBegin = [];
        },
        { shape: statement.shape, isDescribed },
      )
      .catch((error: unknown) => {
        // Whether the server came to know the name before it failed is unknown.
        if (known === null && name !== '') this.#channel.abandon(name);
        throw error;
      });
    this.#remember(statement, name, exchange);
    return exchange;
  }

  #remember(statement: KnownStatement, name: string, { shape, tag }: Exchange): void {
    if (name !== '') statement.name = name;
    statement.shape = shape;
    if (tag === 'DISCARD ALL' || tag === 'DEALLOCATE ALL') this.#prepared.forgetAll();
  }

  async #pipeline(sql: string, paramSets: readonly (readonly unknown[])[], mode: ExecuteMode): Promise<DriverResult> {
    const statement = this.#use(sql, mode);
    const name = statement.name ?? '';
    const isDescribed = name === '' || !statement.keepsColumns;
    try {
      const exchange = await this.#channel.pipeline(
        (writer) => {
          if (name === '') writer.parse('', sql);
        },
        { name, shape: statement.shape, isDescribed },
        paramSets,
      );
      statement.shape = exchange.shape;
      return resultOf(exchange);
    } catch (error) {
      this.#forgetIfStale(statement, error);
      throw error;
    }
  }

  /**
   * Outside of a transaction each statement is one of its own: the first error must leave those before it committed
   * and those after it unsent. Only waiting for each answer does that.
   */
  async #oneByOne(sql: string, paramSets: readonly (readonly unknown[])[], mode: ExecuteMode): Promise<DriverResult> {
    let columns: DriverResult['columns'] = null;
    let affected = -1;
    const rows: unknown[][] = [];
    for (const params of paramSets) {
      const result = await this.execute(sql, params, mode);
      columns = result.columns;
      for (const row of result.rows) rows.push(row);
      if (result.affected >= 0) affected = Math.max(affected, 0) + result.affected;
    }
    return { columns, rows, affected };
  }

  /** Transaction control is never prepared, so that it works wherever prepared statements do not. */
  #control(sql: string): Promise<Exchange> {
    return this.#channel.exchange((writer) => writeControl(writer, sql));
  }

  /** Whether a transaction was due to begin; now it is not. */
  #takeDueBegin(): boolean {
    const wasDue = this.#dueBegin.length > 0;
    this.#dueBegin = [];
    return wasDue;
  }

  /** For what cannot take BEGIN along. */
  async #sendDueBegin(): Promise<void> {
    const statements = this.#dueBegin;
    this.#dueBegin = [];
    for (const sql of statements) await this.#control(sql);
  }

  /** A change of the schema makes many statements outdated at once, so all are forgotten; each prepares itself anew. */
  #forgetIfStale(statement: KnownStatement, error: unknown): boolean {
    if (statement.name === null) return false;
    if (isOutdatedPlan(error)) this.#prepared.forgetAll();
    else if (isUnknownName(error)) this.#prepared.forget(statement);
    else return false;
    return true;
  }
}

function writeControl(writer: RequestWriter, sql: string): void {
  writer.parse('', sql).bind('', '', []).execute('', 0);
}

function resultOf({ shape, rows, affected }: Exchange): DriverResult {
  return { columns: shape === null ? null : shape.columns, rows, affected };
}

const PREPARED_LIMIT = 256;
const UNPREPARED_LIMIT = 64;
const NOT_COMMITTED =
  'The transaction was rolled back instead of committed, because a statement in it had failed. Run it again from its beginning.';
const NO_CANCEL_KEY = 'The server gave no key to cancel statements with. Close the connection instead.';

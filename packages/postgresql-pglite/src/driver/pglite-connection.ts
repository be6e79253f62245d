import { InvalidRequestError } from '@aludel/core';
import {
  type BeginMode,
  type DriverConnection,
  type DriverResult,
  type DriverStream,
  type ExecuteMode,
  isPromise,
  type MaybePromise,
  type StatementInterrupt,
  type StreamMode,
} from '@aludel/core/dialect';
import { checkParameters, checkText } from '@aludel/postgresql/dialect';
import { DueBegin } from './due-begin.ts';
import { HeldPortal } from './held-portal.ts';
import { readPatiently, rowsBetweenLooks } from './patience.ts';
import { closedError, PgliteError } from './pglite-error.ts';
import { PortalStream } from './portal-stream.ts';
import type { ServerAnswer } from './server-answer.ts';
import type { Session } from './session.ts';
import { SessionTurn } from './session-turn.ts';

/** How a connection stands towards its session. */
export interface PgliteConnectionOptions {
  /** Whether it lends views of itself to several borrowers: a database in memory. */
  readonly isShared: boolean;
  /** How long to wait while another connection has the session, in milliseconds. */
  readonly timeoutMs: number;
  /** Called once, when it is closed. */
  readonly onClose: () => Promise<void>;
}

/**
 * One of the connections that use the session of a PGlite in turn: each has it for the time of a transaction, a stream or
 * a statement. Answers are there at once, except where another connection must be waited for.
 */
export class PgliteConnection implements DriverConnection {
  /** Makes one more connection to the same database; only where it lives inside of this one. */
  readonly share: (() => DriverConnection) | undefined;
  readonly #session: Session;
  readonly #turn: SessionTurn;
  readonly #onClose: () => Promise<void>;
  #isClosed = false;
  #portals = 0;
  /** What is being read without a Sync. */
  #held: HeldPortal | null = null;
  /** What begins the transaction, waiting to travel with the first statement of it. */
  #begin = new DueBegin();

  constructor(session: Session, options: PgliteConnectionOptions) {
    this.#session = session;
    this.#turn = new SessionTurn(session, options.timeoutMs);
    this.#onClose = options.onClose;
    this.share = options.isShared
      ? () => new PgliteConnection(session, { ...options, isShared: false, onClose: async () => undefined })
      : undefined;
  }

  get isAlive(): boolean {
    return !this.#isClosed && this.#session.isAlive;
  }

  get inTransaction(): boolean {
    return this.#begin.isDue || this.#turn.inTransaction;
  }

  execute(sql: string, params: readonly unknown[], mode: ExecuteMode): MaybePromise<DriverResult> {
    const { interrupt } = mode;
    return this.#inTurn(sql, interrupt, () => {
      if (interrupt !== undefined) return this.#runPatiently(sql, params, interrupt);
      return resultOf(this.#run(sql, params, mode.prepare));
    });
  }

  executeMany(sql: string, paramSets: readonly (readonly unknown[])[], mode: ExecuteMode): MaybePromise<DriverResult> {
    if (paramSets.length === 0) return { columns: null, rows: [], affected: 0 };
    for (const params of paramSets) checkParameters(params);
    return this.#inTurn(sql, mode.interrupt, () => {
      if (this.inTransaction) return sumOf(this.#runTogether(sql, paramSets, mode.prepare).map(resultOf));
      const run = (params: readonly unknown[]): DriverResult => resultOf(this.#run(sql, params, mode.prepare));
      return sumOf(paramSets.map(run));
    });
  }

  stream(sql: string, params: readonly unknown[], { batchSize, interrupt }: StreamMode): MaybePromise<DriverStream> {
    checkText(sql);
    return this.#inTurn(sql, interrupt, () => {
      const isOutside = !this.inTransaction;
      const statement = { sql, params, batchSize, begin: this.#begin };
      if (isOutside) return this.#hold(statement);
      return this.#noted(sql, new PortalStream(this.#session, `aludel_${++this.#portals}`, statement));
    });
  }

  /** Sends nothing: who began, but has not done anything yet, keeps nobody waiting. */
  begin({ statements }: BeginMode): void {
    this.#begin = new DueBegin(statements);
  }

  commit(): void {
    this.#begin = new DueBegin();
    if (!this.#turn.inTransaction) return;
    const { tag } = this.#control('COMMIT');
    // The server reports no error: it did the only thing it can do with a transaction that had failed.
    if (tag === 'ROLLBACK') throw new PgliteError('25P02', NOT_COMMITTED);
  }

  rollback(): void {
    this.#begin = new DueBegin();
    if (this.#turn.inTransaction) this.#control('ROLLBACK');
  }

  ping(): void {
    if (!this.isAlive) throw closedError();
    // While another connection has the session it is alive, and must not be disturbed.
    if (!this.#turn.tryTake()) return;
    try {
      this.#session.exchange(() => undefined);
    } finally {
      this.#settle();
    }
  }

  /** Rolls back what is open, undoes what was done to the session, and lets the next one have it. */
  close(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#isClosed = true;
    this.#held?.cut();
    this.#turn.end();
    return this.#onClose();
  }

  destroy(): void {
    // Whoever destroys a connection is not interested in how its folder was closed.
    this.close().catch(() => undefined);
  }

  /** Waiting in a pool: what it did to the session is kept only until another connection wants it. */
  unref(): void {
    this.#turn.isIdle = true;
    this.#settle();
  }

  ref(): void {
    this.#turn.isIdle = false;
  }

  #inTurn<T>(sql: string, interrupt: StatementInterrupt | undefined, work: () => MaybePromise<T>): MaybePromise<T> {
    if (this.#isClosed) throw closedError();
    if (this.#held !== null) throw new InvalidRequestError(HELD);
    if (this.#turn.tryTake(sql)) return this.#settled(work);
    return this.#turn.wait(sql, interrupt).then(() => this.#settled(work));
  }

  /** Gives up the turn after the work, unless it is needed any longer. */
  #settled<T>(work: () => MaybePromise<T>): MaybePromise<T> {
    let answer: MaybePromise<T> | undefined;
    try {
      answer = work();
      return isPromise(answer) ? answer.finally(() => this.#settle()) : answer;
    } finally {
      if (!isPromise(answer)) this.#settle();
    }
  }

  #settle(): void {
    if (this.#held === null) this.#turn.settle();
  }

  #run(sql: string, params: readonly unknown[], mayPrepare: boolean): ServerAnswer {
    const session = this.#session;
    const wasIdle = !session.inTransaction;
    const { statements } = this.#begin;
    const statement = session.use(sql, mayPrepare);
    if (statement.uses === 1) checkText(sql);
    try {
      return this.#noted(sql, session.perform(statement, params, { begin: this.#begin, mayPrepare }));
    } catch (error) {
      if (!session.forgetIfStale(statement, error) || !wasIdle || !this.isAlive) throw error;
      // The server refused before it ran anything. Inside a transaction the refusal has aborted that, so there is no
      // second try, unless the transaction has only just begun.
      if (session.inTransaction) session.control('ROLLBACK');
      this.#begin = new DueBegin(statements);
      return this.#noted(sql, session.perform(statement, params, { begin: this.#begin, mayPrepare: false }));
    }
  }

  #runTogether(sql: string, paramSets: readonly (readonly unknown[])[], mayPrepare: boolean): readonly ServerAnswer[] {
    const session = this.#session;
    checkText(sql);
    const statement = session.use(sql, mayPrepare);
    try {
      const answers = session.performMany(statement, paramSets, this.#begin);
      this.#turn.note(sql, answers[0]?.tag ?? '');
      return answers;
    } catch (error) {
      session.forgetIfStale(statement, error);
      throw error;
    }
  }

  #noted<T extends { readonly tag: string }>(sql: string, answer: T): T {
    this.#turn.note(sql, answer.tag);
    return answer;
  }

  async #runPatiently(sql: string, params: readonly unknown[], interrupt: StatementInterrupt): Promise<DriverResult> {
    checkText(sql);
    const portal = this.#hold({ sql, params, batchSize: rowsBetweenLooks, begin: this.#begin });
    return readPatiently(portal, interrupt);
  }

  #hold(statement: ConstructorParameters<typeof HeldPortal>[1]): HeldPortal {
    let isOver = false;
    const portal = new HeldPortal(this.#session, statement, () => {
      isOver = true;
      if (this.#held === null) return;
      this.#held = null;
      this.#settle();
    });
    if (!isOver) this.#held = portal;
    return this.#noted(statement.sql, portal);
  }

  #control(sql: string): ServerAnswer {
    try {
      return this.#session.control(sql);
    } finally {
      this.#settle();
    }
  }
}

function resultOf({ shape, rows, affected }: ServerAnswer): DriverResult {
  return { columns: shape === null ? null : shape.columns, rows, affected };
}

function sumOf(results: readonly DriverResult[]): DriverResult {
  let affected = -1;
  const rows: unknown[][] = [];
  for (const result of results) {
    for (const row of result.rows) rows.push(row);
    if (result.affected >= 0) affected = Math.max(affected, 0) + result.affected;
  }
  return { columns: results.at(-1)?.columns ?? null, rows, affected };
}

const NOT_COMMITTED =
  'The transaction was rolled back instead of committed, because a statement in it had failed. Run it again from its beginning.';
const HELD =
  'A result is being read from this connection outside of a transaction, where PostgreSQL runs one statement at a time. Close the stream first, or stream inside a transaction.';

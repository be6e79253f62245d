import type { StatementInterrupt } from '@aludel/core/dialect';
import { closedError } from './pglite-error.ts';
import type { Session, SessionChanger } from './session.ts';
import { changesSession } from './session-state.ts';
import type { TurnUser, Waiting } from './turn-queue.ts';

/**
 * The turns of one connection at the session. A turn ends with the statement, the transaction or the stream that took it;
 * that of a connection which has changed the session itself ends when it is closed, or goes back into its pool.
 */
export class SessionTurn implements TurnUser, SessionChanger {
  /** Whether the connection waits in a pool. */
  isIdle = false;
  readonly #session: Session;
  readonly #timeoutMs: number;
  #hasChangedSession = false;
  #isEnded = false;
  #waiting: Waiting | null = null;
  #sql = '';
  #since = 0;

  constructor(session: Session, timeoutMs: number) {
    this.#session = session;
    this.#timeoutMs = timeoutMs;
  }

  get inTransaction(): boolean {
    return this.#session.inTransaction && this.#session.turns.isHeldBy(this);
  }

  get reason(): string {
    const seconds = ((performance.now() - this.#since) / 1000).toFixed(1);
    return `${this.#activity()} (for ${seconds} s, last by: ${shortened(this.#sql)})`;
  }

  /** Takes the turn for a statement, if nobody else has it. */
  tryTake(sql = ''): boolean {
    const { turns } = this.#session;
    const isNew = !turns.isHeldBy(this);
    if (!turns.tryTake(this)) return false;
    this.#taken(sql, isNew);
    return true;
  }

  /** Queues up. Rejects with a lock time-out that says who has the session, or when the caller loses patience. */
  async wait(sql: string, interrupt: StatementInterrupt | undefined): Promise<void> {
    const waiting = this.#session.turns.wait(this, { timeoutMs: this.#timeoutMs, interrupt });
    this.#waiting = waiting;
    try {
      await waiting.granted;
    } finally {
      this.#waiting = null;
    }
    if (this.#isEnded) throw closedError();
    this.#taken(sql, true);
  }

  /** Takes note of what a statement has done. */
  note(sql: string, tag: string): void {
    if (tag === 'DISCARD ALL') this.#hasChangedSession = false;
    else if (changesSession(sql, tag)) this.#hasChangedSession = true;
  }

  changesUndone(): void {
    this.#hasChangedSession = false;
  }

  /** Gives up the turn where nothing needs it. */
  settle(): void {
    const session = this.#session;
    if (!session.turns.isHeldBy(this) || session.inTransaction) return;
    if (this.#hasChangedSession && !this.isIdle) return;
    session.changedBy = this.#hasChangedSession ? this : null;
    session.turns.give(this);
  }

  /** The connection is closed: undoes everything, and gives up the turn or the place in the queue. */
  end(): void {
    this.#isEnded = true;
    this.#waiting?.leave(closedError());
    const session = this.#session;
    if (session.changedBy === this && session.turns.tryTake(this)) session.changedBy = null;
    if (!session.turns.isHeldBy(this)) return;
    try {
      if (!session.isAlive) return;
      if (this.#hasChangedSession) session.reset();
      else if (session.inTransaction) session.control('ROLLBACK');
    } finally {
      session.turns.give(this);
    }
  }

  #taken(sql: string, isNew: boolean): void {
    this.#sql = sql;
    if (!isNew) return;
    this.#since = performance.now();
    const session = this.#session;
    const { changedBy } = session;
    session.changedBy = null;
    if (changedBy === null || changedBy === this) return;
    changedBy.changesUndone();
    session.reset();
  }

  #activity(): string {
    if (this.#session.inTransaction) return 'is in a transaction';
    return this.#hasChangedSession
      ? 'has changed the session, by SET, a temporary table or the like, and is not closed'
      : 'is reading a result';
  }
}

function shortened(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

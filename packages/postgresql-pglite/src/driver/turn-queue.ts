import type { StatementInterrupt } from '@aludel/core/dialect';
import { canceledError, PgliteError } from './pglite-error.ts';

/** Who has the session, or waits for it. */
export interface TurnUser {
  /** Why it keeps the others waiting: `has been in a transaction for 1.5 s`. */
  readonly reason: string;
}

/** How to wait for a turn. */
export interface WaitOptions {
  readonly timeoutMs: number;
  readonly interrupt?: StatementInterrupt | undefined;
}

/** A place in the queue. */
export interface Waiting {
  /** Resolves when the turn has come; rejects with a lock time-out, a cancellation, or the error of `leave`. */
  readonly granted: Promise<void>;
  /** Leaves the queue. Does nothing when the turn has come already. */
  leave(error: unknown): void;
}

/** Lets one connection after another use the one session, in the order they came. */
export class TurnQueue {
  #user: TurnUser | null = null;
  readonly #waiting = new Map<TurnUser, () => void>();

  isHeldBy(user: TurnUser): boolean {
    return this.#user === user;
  }

  /** Takes the turn if nobody has it; true as well if it is this user's already. */
  tryTake(user: TurnUser): boolean {
    this.#user ??= user;
    return this.#user === user;
  }

  /** Queues up behind the one whose turn it is. */
  wait(user: TurnUser, { timeoutMs, interrupt }: WaitOptions): Waiting {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const cancel = (): void => leave(canceledError());
    const deadlineMs = interrupt === undefined ? Number.POSITIVE_INFINITY : interrupt.deadline - performance.now();
    const timer =
      deadlineMs < timeoutMs ? setTimeout(cancel, deadlineMs) : setTimeout(() => leave(this.#timeoutError(timeoutMs)), timeoutMs);
    const leaveQueue = (): void => {
      clearTimeout(timer);
      interrupt?.signal?.removeEventListener('abort', cancel);
      this.#waiting.delete(user);
    };
    const leave = (error: unknown): void => {
      if (!this.#waiting.has(user)) return;
      leaveQueue();
      reject(error);
    };
    interrupt?.signal?.addEventListener('abort', cancel);
    this.#waiting.set(user, () => {
      leaveQueue();
      this.#user = user;
      resolve();
    });
    return { granted: promise, leave };
  }

  /** Ends the turn, if it is this user's; the next in the queue has it at once. */
  give(user: TurnUser): void {
    if (this.#user !== user) return;
    this.#user = null;
    for (const grant of this.#waiting.values()) return grant();
  }

  #timeoutError(timeoutMs: number): PgliteError {
    return new PgliteError(
      '55P03',
      `The session was busy for ${timeoutMs / 1000} s: another connection ${this.#user?.reason ?? 'has it'}. PGlite has one session, which all connections to a database use in turn. Commit, roll back or close the other one first, or raise "timeout".`,
    );
  }
}

/** Waits its turn in a {@link WriterQueue}. */
export interface WriterTicket {
  /** Resolves when the turn has come; rejects with the error of `timeoutError`, or of `cancel`. */
  readonly granted: Promise<void>;
  /** Leaves the queue. Does nothing when the turn has come already. */
  cancel(error: unknown): void;
}

/** How to wait for a turn. */
export interface WaitOptions {
  readonly timeoutMs: number;
  readonly timeoutError: () => unknown;
  /** Called at the very moment the turn comes, before anybody else can run. */
  readonly onGranted: () => void;
}

/**
 * Lets one writer after another at a SQLite database, in the order they came. Within one process this must not be left
 * to SQLite's own locks: waiting there blocks the event loop, and with it the writer that is waited for.
 */
export class WriterQueue {
  #isHeld = false;
  readonly #waiting = new Set<() => void>();

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Takes the turn if nobody has it. */
  tryAcquire(): boolean {
    if (this.#isHeld) return false;
    this.#isHeld = true;
    return true;
  }

  /** Queues up behind the one whose turn it is. */
  wait({ timeoutMs, timeoutError, onGranted }: WaitOptions): WriterTicket {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const grant = (): void => {
      clearTimeout(timer);
      onGranted();
      resolve();
    };
    const leave = (error: unknown): void => {
      clearTimeout(timer);
      if (this.#waiting.delete(grant)) reject(error);
    };
    const timer = setTimeout(() => leave(timeoutError()), timeoutMs);
    this.#waiting.add(grant);
    return { granted: promise, cancel: leave };
  }

  /** Ends the turn; the next in the queue has it at once. */
  release(): void {
    for (const grant of this.#waiting) {
      this.#waiting.delete(grant);
      grant();
      return;
    }
    this.#isHeld = false;
  }
}

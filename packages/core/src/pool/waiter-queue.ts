/** Somebody who waits. */
export interface Waiter<T> {
  /** Ends the waiting; a promise is waited for in turn. */
  resolve(value: T | PromiseLike<T>): void;
  reject(error: unknown): void;
  /** Where in the program the waiting began, if that was traced. */
  readonly trace: string | null;
}

/**
 * Those who wait, first come, first served. All wait equally long at most, so the deadline of the first is the next one,
 * and one timer serves them all. It keeps the process alive exactly as long as somebody waits.
 */
export class WaiterQueue<T> {
  readonly #patience: number;
  readonly #makeError: () => Error;
  #first: Entry<T> | null = null;
  #last: Entry<T> | null = null;
  #length = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `patience` in milliseconds; `makeError` makes the error of one who waited that long. */
  constructor(patience: number, makeError: () => Error) {
    this.#patience = patience;
    this.#makeError = makeError;
  }

  get length(): number {
    return this.#length;
  }

  /** Joins the end of the queue. Rejects after the patience is over, or with the reason of `signal`. */
  wait(signal: AbortSignal | undefined, trace: string | null): Promise<T> {
    return new Promise((resolve, reject) => {
      const entry = new Entry(resolve, reject, trace, performance.now() + this.#patience, signal);
      this.#append(entry);
      if (signal !== undefined) entry.onAbort = () => this.#abandon(entry);
    });
  }

  /** Takes the first out of the queue; the caller must settle it. */
  shift(): Waiter<T> | undefined {
    const entry = this.#first;
    if (entry === null) return undefined;
    this.#remove(entry);
    return entry;
  }

  #abandon(entry: Entry<T>): void {
    this.#remove(entry);
    entry.reject(entry.signal?.reason);
  }

  #append(entry: Entry<T>): void {
    entry.previous = this.#last;
    if (this.#last === null) this.#first = entry;
    else this.#last.next = entry;
    this.#last = entry;
    this.#length++;
    if (this.#length === 1) this.#keepWatch();
  }

  #remove(entry: Entry<T>): void {
    if (entry.previous === null) this.#first = entry.next;
    else entry.previous.next = entry.next;
    if (entry.next === null) this.#last = entry.previous;
    else entry.next.previous = entry.previous;
    this.#length--;
    entry.onAbort = null;
    if (this.#length === 0) this.#timer?.unref();
  }

  /** A timer that is left over from earlier fires too early, never too late; it is then set anew. */
  #keepWatch(): void {
    if (this.#timer === null) this.#setTimer();
    else this.#timer.ref();
  }

  #setTimer(): void {
    const remaining = (this.#first?.deadline ?? Infinity) - performance.now();
    this.#timer = setTimeout(() => this.#expire(), Math.min(Math.max(remaining, 1), longestSleep));
  }

  #expire(): void {
    this.#timer = null;
    const now = performance.now();
    while (this.#first !== null && this.#first.deadline <= now) {
      const error = this.#makeError();
      this.shift()?.reject(error);
    }
    if (this.#first !== null) this.#setTimer();
  }
}

class Entry<T> implements Waiter<T> {
  readonly resolve: (value: T | PromiseLike<T>) => void;
  readonly reject: (error: unknown) => void;
  readonly trace: string | null;
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  previous: Entry<T> | null = null;
  next: Entry<T> | null = null;
  #onAbort: (() => void) | null = null;

  constructor(
    resolve: (value: T | PromiseLike<T>) => void,
    reject: (error: unknown) => void,
    trace: string | null,
    deadline: number,
    signal: AbortSignal | undefined,
  ) {
    this.resolve = resolve;
    this.reject = reject;
    this.trace = trace;
    this.deadline = deadline;
    this.signal = signal;
  }

  set onAbort(action: (() => void) | null) {
    if (this.#onAbort !== null) this.signal?.removeEventListener('abort', this.#onAbort);
    this.#onAbort = action;
    if (action !== null) this.signal?.addEventListener('abort', action, { once: true });
  }
}

/** Milliseconds. Timers cannot be set for more than 24 days, and a left-over one should not hold the queue for long. */
const longestSleep = 60_000;

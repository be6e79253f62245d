import type { Dialect } from '../dialect/dialect.ts';
import type { DriverConnection, StatementInterrupt } from '../driver/driver-connection.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { isPromise, type MaybePromise } from '../util/maybe-promise.ts';

/** How long the caller waits for a statement. */
export interface Patience {
  /** Aborting it stops the statement on the server. */
  readonly signal?: AbortSignal | undefined;
  /** Seconds until the statement is stopped on the server; fractions are fine. */
  readonly timeout?: number | undefined;
}

/** A statement was stopped because its caller lost patience. */
export class Interruption {
  readonly message: string;
  /** The signal's reason, or the server's answer to the cancel request. */
  readonly cause: unknown;
  /** Whether the connection can be used again: the server confirmed that it stopped this statement and no other. */
  readonly isClean: boolean;

  constructor(message: string, cause: unknown, isClean: boolean) {
    this.message = message;
    this.cause = cause;
    this.isClean = isClean;
  }
}

// A server that does not react to a cancel request within this time loses the connection. In milliseconds.
const graceMs = 2000;

/** Refuses what is no time-out and no signal, before anything is sent. */
export function checkPatienceOptions({ signal, timeout }: Patience): void {
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout >= 0)) {
    throw new ArgumentError(`"timeout" is a number of seconds, 0 or more; it is ${String(timeout)}.`);
  }
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw new ArgumentError(`"signal" is an AbortSignal, such as AbortSignal.timeout(500); it is ${kindOfValue(signal)}.`);
  }
}

/** The caller's patience as the driver sees it, or null if it is endless. */
export function statementInterrupt({ signal, timeout }: Patience): StatementInterrupt | null {
  if (signal === undefined && timeout === undefined) return null;
  return { signal, deadline: timeout === undefined ? Number.POSITIVE_INFINITY : performance.now() + timeout * 1000 };
}

/** Throws if the caller has lost patience already: nothing is sent then. */
export function checkPatience(interrupt: StatementInterrupt): void {
  if (interrupt.signal?.aborted) throw new Interruption('was aborted before it was sent', interrupt.signal.reason, true);
  if (performance.now() >= interrupt.deadline) throw new Interruption('was out of time before it was sent', undefined, true);
}

/**
 * Runs `send` until it answers or the caller loses patience; then the server is asked to stop it. What is known of the
 * connection afterwards stands in the {@link Interruption} that it throws: a cancel request that comes late would hit the
 * next statement, so a connection is clean only if the server said that it was this one.
 */
export function interruptible<T>(
  dialect: Dialect,
  connection: DriverConnection,
  interrupt: StatementInterrupt,
  send: () => MaybePromise<T>,
): MaybePromise<T> {
  checkPatience(interrupt);
  if (dialect.capabilities.cancel === 'betweenRows') return inProcess(dialect, interrupt, send);
  const answer = send();
  if (!isPromise(answer)) return answer;
  return new Watch(dialect, connection, interrupt).follow(answer);
}

// The driver itself looks at the interrupt, and leaves the connection clean.
function inProcess<T>(dialect: Dialect, interrupt: StatementInterrupt, send: () => MaybePromise<T>): MaybePromise<T> {
  const failed = (thrown: unknown): never => {
    if (dialect.classifyError(thrown)?.kind !== 'canceled') throw thrown;
    throw new Interruption(
      interrupt.signal?.aborted ? 'was aborted' : 'ran out of time',
      interrupt.signal?.reason ?? thrown,
      true,
    );
  };
  try {
    const answer = send();
    return isPromise(answer) ? answer.then(undefined, failed) : answer;
  } catch (thrown) {
    return failed(thrown);
  }
}

/** Watches one statement on its way. */
class Watch {
  readonly #dialect: Dialect;
  readonly #connection: DriverConnection;
  readonly #interrupt: StatementInterrupt;
  #message: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #grace: NodeJS.Timeout | undefined;

  constructor(dialect: Dialect, connection: DriverConnection, interrupt: StatementInterrupt) {
    this.#dialect = dialect;
    this.#connection = connection;
    this.#interrupt = interrupt;
  }

  async follow<T>(answer: Promise<T>): Promise<T> {
    const { signal, deadline } = this.#interrupt;
    const onAbort = (): void => this.#stop('was aborted');
    signal?.addEventListener('abort', onAbort, { once: true });
    if (deadline !== Number.POSITIVE_INFINITY)
      this.#timer = setTimeout(() => this.#stop('ran out of time'), deadline - performance.now());
    try {
      const value = await answer;
      if (this.#message !== null) throw new Interruption(this.#message, this.#reason(undefined), false);
      return value;
    } catch (thrown) {
      throw this.#message === null || thrown instanceof Interruption ? thrown : this.#interruption(thrown);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      clearTimeout(this.#timer);
      clearTimeout(this.#grace);
    }
  }

  #stop(message: string): void {
    if (this.#message !== null) return;
    this.#message = message;
    const cut = (): void => this.#connection.destroy();
    this.#grace = setTimeout(cut, graceMs);
    if (this.#connection.cancel === undefined) cut();
    else this.#connection.cancel().catch(cut);
  }

  #interruption(thrown: unknown): Interruption {
    const isOwn = this.#dialect.classifyError(thrown)?.kind === 'canceled';
    return new Interruption(this.#message ?? 'canceled', this.#reason(thrown), isOwn);
  }

  #reason(thrown: unknown): unknown {
    return this.#interrupt.signal?.aborted ? this.#interrupt.signal.reason : thrown;
  }
}

import type { ConnectionRecord } from './connection-record.ts';

/** Where a pool's log lines go. Without `debug`, checkouts and returns are not even put into words. */
export interface PoolLogger {
  readonly debug?: ((message: string) => void) | undefined;
  info(message: string): void;
  warn(message: string): void;
}

/**
 * Puts into words what a pool does, as SQLAlchemy does. Without a logger only warnings are shown, by
 * `process.emitWarning`.
 */
export class PoolLog<R extends object> {
  readonly #logger: PoolLogger | null;
  readonly #describe: ((resource: R) => string) | undefined;
  readonly #isDebug: boolean;

  constructor(logger: PoolLogger | null, describe: ((resource: R) => string) | undefined) {
    this.#logger = logger;
    this.#describe = describe;
    this.#isDebug = logger?.debug !== undefined;
  }

  created(record: ConnectionRecord<R>): void {
    if (this.#isDebug) this.#debug(`Created new connection ${this.name(record)}`);
  }

  notCreated(error: unknown): void {
    if (this.#isDebug) this.#debug(`Error on connect(): ${reason(error)}`);
  }

  checkedOut(record: ConnectionRecord<R>): void {
    if (this.#isDebug) this.#debug(`Connection ${this.name(record)} checked out from pool`);
  }

  returned(record: ConnectionRecord<R>): void {
    if (this.#isDebug) this.#debug(`Connection ${this.name(record)} being returned to pool`);
  }

  reset(record: ConnectionRecord<R>, style: string): void {
    if (this.#isDebug) this.#debug(`Connection ${this.name(record)} ${style}-on-return`);
  }

  alreadyReset(record: ConnectionRecord<R>): void {
    if (this.#isDebug) this.#debug(`Connection ${this.name(record)} reset, transaction already reset`);
  }

  prePing(record: ConnectionRecord<R>): void {
    if (this.#isDebug) this.#debug(`Pool pre-ping on connection ${this.name(record)}`);
  }

  prePingFailed(record: ConnectionRecord<R>): void {
    if (this.#isDebug) this.#debug(`Pool pre-ping on connection ${this.name(record)} failed, will invalidate pool`);
  }

  prePingSkipped(record: ConnectionRecord<R>): void {
    if (this.#isDebug) this.#debug(`Connection ${this.name(record)} is fresh, skipping pre-ping`);
  }

  closing(record: ConnectionRecord<R>): void {
    if (this.#isDebug) this.#debug(`Closing connection ${this.name(record)}`);
  }

  hardClosing(record: ConnectionRecord<R>): void {
    if (this.#isDebug) this.#debug(`Hard-closing connection ${this.name(record)}`);
  }

  /** `why` goes on the sentence "Connection c …": `exceeded timeout; recycling`. */
  unusable(record: ConnectionRecord<R>, why: string): void {
    this.#logger?.info(`Connection ${this.name(record)} ${why}`);
  }

  invalidated(record: ConnectionRecord<R>, error: unknown, soft: boolean): void {
    if (this.#logger === null) return;
    const because = error === undefined || error === null ? '' : ` (reason: ${reason(error)})`;
    this.#logger.info(`${soft ? 'Soft ' : ''}Invalidate connection ${this.name(record)}${because}`);
  }

  lostAtCheckout(record: ConnectionRecord<R>, error: unknown): void {
    if (this.#logger === null) return;
    this.#logger.info(
      `Disconnection detected on checkout, invalidating individual connection ${this.name(record)} (reason: ${reason(error)})`,
    );
  }

  attemptsExhausted(): void {
    this.#logger?.info('Reconnection attempts exhausted on checkout');
  }

  disposed(status: string): void {
    this.#logger?.info(`Pool disposed. ${status}`);
  }

  recreating(): void {
    this.#logger?.info('Pool recreating');
  }

  resetFailed(record: ConnectionRecord<R>, error: unknown): void {
    this.warn(
      `Exception during reset or similar: ${reason(error)}. Connection ${this.name(record)} is closed instead of pooled.`,
    );
  }

  closeFailed(record: ConnectionRecord<R>, error: unknown): void {
    this.warn(`Exception closing connection ${this.name(record)}: ${reason(error)}`);
  }

  listenerFailed(event: string, error: unknown): void {
    this.warn(`A listener to "${event}" failed: ${reason(error)}`);
  }

  doubleCheckin(record: ConnectionRecord<R>): void {
    this.warn(`Double checkin attempted on ${this.name(record)}`);
  }

  alreadyClosed(): void {
    this.warn("Can't invalidate an already-closed connection.");
  }

  leaked(record: ConnectionRecord<R>, trace: string): void {
    this.warn(
      `The garbage collector found connection ${this.name(record)}, which was never returned to the pool; it is closed. ` +
        `It was checked out ${trace}. Close connections explicitly, or by "await using".`,
    );
  }

  warn(message: string): void {
    if (this.#logger !== null) this.#logger.warn(message);
    else process.emitWarning(message, 'AludelWarning');
  }

  /** How the log calls a connection. */
  name(record: ConnectionRecord<R>): string {
    if (this.#describe !== undefined) return this.#describe(record.resource);
    return `<${record.resource.constructor?.name || 'connection'} ${record.serial}>`;
  }

  #debug(message: string): void {
    this.#logger?.debug?.(message);
  }
}

/** The kind of an error and the first line of its message; the lines below may hold values of the program's users. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [firstLine = ''] = error.message.split('\n', 1);
  return `${error.name}:${firstLine}`;
}

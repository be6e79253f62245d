/** What every Aludel error may carry beside its message. */
export interface AludelErrorOptions {
  /** Names the page of the error in the documentation: `gkpj` is `docs/errors/gkpj.md`. */
  readonly code?: string | undefined;
  /** The error that led to this one, usually the driver's. */
  readonly cause?: unknown;
}

/**
 * The root of every error that Aludel raises; SQLAlchemy calls it `SQLAlchemyError`.
 *
 * @example
 * try { await session.commit(); } catch (error) {
 *   if (error instanceof AludelError && error.isRetryable) await again();
 * }
 */
export class AludelError extends Error {
  /** The page of this error: `docs/errors/<code>.md`; undefined where the message says it all. */
  declare readonly code: string | undefined;

  constructor(message: string, options: AludelErrorOptions = {}) {
    super(withBackground(message, options.code), 'cause' in options ? { cause: options.cause } : undefined);
    // Where there is none, printing the error must not say `code: undefined`.
    if (options.code !== undefined) this.code = options.code;
    // Not enumerable, as on the built-in errors, so that printing an error does not list it as a field.
    Object.defineProperty(this, 'name', { value: new.target.name, configurable: true, writable: true });
  }

  /** Whether running the whole transaction again may succeed without any change to it. */
  get isRetryable(): boolean {
    return false;
  }

  /** Whether the connection to the database is gone. */
  get isDisconnect(): boolean {
    return false;
  }
}

function withBackground(message: string, code: string | undefined): string {
  if (code === undefined) return message;
  const separator = message.includes('\n[') ? '\n' : ' ';
  return `${message}${separator}(Background on this error: docs/errors/${code}.md)`;
}

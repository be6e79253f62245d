import { AludelError, type AludelErrorOptions } from './aludel-error.ts';

/** The statement an error belongs to, and how its parameters print. */
export interface StatementErrorOptions extends AludelErrorOptions {
  /** The SQL as it was, or would have been, sent. */
  readonly statement?: string | undefined;
  /** The parameters as they were, or would have been, sent; left out when they are hidden. */
  readonly params?: unknown;
  /** The line that shows the parameters, already shortened: `[parameters: [6]]`. */
  readonly paramsLine?: string | undefined;
  /** Keep the driver's error off `cause`, where printing the error would show the values it quotes; `orig` still has it. */
  readonly hideCause?: boolean | undefined;
  /** Lines in front of the message, each in parentheses: `raised as a result of Query-invoked autoflush`. */
  readonly details?: readonly string[];
}

/** An error while a statement was executed: `statement`, `params` and `cause` say of what. */
export class StatementError extends AludelError {
  /** The SQL that failed. */
  readonly statement: string | undefined;
  /** Its parameters; undefined with `hideParameters`. */
  declare readonly params: unknown;

  readonly #orig: unknown;

  constructor(message: string, options: StatementErrorOptions = {}) {
    super(statementMessage(message, options), options.hideCause ? { code: options.code } : options);
    this.#orig = options.cause;
    this.statement = options.statement;
    // Not enumerable: the message already shows them, shortened; printing the error must not show them in full.
    Object.defineProperty(this, 'params', { value: options.params, configurable: true });
  }

  /** The driver's error; SQLAlchemy's name for `cause`. There also where `hideParameters` keeps it off `cause`. */
  get orig(): unknown {
    return this.#orig;
  }
}

function statementMessage(message: string, options: StatementErrorOptions): string {
  const lines = (options.details ?? []).map((detail) => `(${detail})`);
  lines.push(message);
  if (options.statement !== undefined) lines.push(`[SQL: ${options.statement}]`);
  if (options.paramsLine !== undefined) lines.push(options.paramsLine);
  return lines.join('\n');
}

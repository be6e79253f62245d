import type { Dialect } from '../dialect/dialect.ts';
import type { ErrorClassification, ErrorKind } from '../dialect/error-classification.ts';
import { AludelError } from '../errors/aludel-error.ts';
import {
  CheckViolationError,
  DatabaseError,
  type DatabaseErrorOptions,
  DataError,
  type DBAPIError,
  DeadlockError,
  DisconnectionError,
  ForeignKeyViolationError,
  IntegrityError,
  InterfaceError,
  InternalError,
  LockTimeoutError,
  NotNullViolationError,
  NotSupportedError,
  OperationalError,
  ProgrammingError,
  QueryCanceledError,
  SerializationError,
  UniqueViolationError,
} from '../errors/database-errors.ts';
import { StatementError } from '../errors/statement-errors.ts';
import { reprParams } from '../util/repr-params.ts';

/** What was being done when an error came. */
export interface ErrorContext {
  readonly dialect: Dialect;
  readonly hideParameters: boolean;
  readonly statement?: string | undefined;
  readonly params?: readonly unknown[] | undefined;
  readonly isMany?: boolean | undefined;
  /** Whether it was COMMIT: a lost connection then leaves open whether it took place. */
  readonly isCommit?: boolean | undefined;
}

/** An error as the caller gets it, and whether the connection has to go. */
export interface WrappedError {
  readonly error: unknown;
  readonly isDisconnect: boolean;
}

type ErrorClass = new (message: string, options: DatabaseErrorOptions) => DBAPIError;

const classes = {
  unique: UniqueViolationError,
  'foreign-key': ForeignKeyViolationError,
  'not-null': NotNullViolationError,
  check: CheckViolationError,
  integrity: IntegrityError,
  data: DataError,
  programming: ProgrammingError,
  serialization: SerializationError,
  deadlock: DeadlockError,
  'lock-timeout': LockTimeoutError,
  canceled: QueryCanceledError,
  disconnect: DisconnectionError,
  operational: OperationalError,
  internal: InternalError,
  'not-supported': NotSupportedError,
  interface: InterfaceError,
  database: DatabaseError,
} as const satisfies Record<ErrorKind, ErrorClass>;

/**
 * Turns what a driver threw into an error of ours that names the statement and its parameters. What is neither the
 * driver's nor ours stays as it is.
 */
export function wrapError(thrown: unknown, context: ErrorContext): WrappedError {
  const classification = context.dialect.classifyError(thrown);
  if (classification !== null) return wrapDriverError(thrown, classification, context);
  if (thrown instanceof AludelError && !(thrown instanceof StatementError) && context.statement !== undefined) {
    return { error: wrapOwnError(thrown, context), isDisconnect: false };
  }
  return { error: thrown, isDisconnect: false };
}

/** Puts the statement around an error that came up while its parameters were prepared. */
export function wrapOwnError(error: AludelError, context: ErrorContext): StatementError {
  return new StatementError(`(aludel.${error.name}) ${withoutBackground(error)}`, {
    code: error.code,
    ...shownOptions(error, context),
  });
}

function wrapDriverError(thrown: unknown, found: ErrorClassification, context: ErrorContext): WrappedError {
  const ErrorClass: ErrorClass = classes[found.kind];
  const message = context.hideParameters ? (found.messageWithoutValues ?? found.message) : found.message;
  const outcome = context.isCommit === true && found.isDisconnect;
  const error = new ErrorClass(`(${found.driverTag}) ${message}${outcome ? unknownOutcome : ''}`, {
    ...shownOptions(thrown, context),
    constraint: found.constraint,
    table: found.table,
    columns: found.columns,
    isDisconnect: found.isDisconnect,
    commitOutcomeUnknown: outcome,
  });
  return { error, isDisconnect: found.isDisconnect };
}

const unknownOutcome =
  '\nThe connection was lost during COMMIT: the transaction may or may not have been committed. Look at the data before you run it again.';

/** What an error shows of its statement. */
export function shownOptions(cause: unknown, context: ErrorContext): DatabaseErrorOptions {
  return {
    cause,
    hideCause: context.hideParameters,
    statement: context.statement,
    params: context.hideParameters ? undefined : context.params,
    paramsLine: paramsLine(context),
  };
}

function paramsLine({ params, isMany, hideParameters }: ErrorContext): string | undefined {
  if (params === undefined || params.length === 0) return undefined;
  return hideParameters
    ? '[SQL parameters hidden due to hideParameters=true]'
    : `[parameters: ${reprParams(params, isMany ?? false)}]`;
}

// The wrapping error names the page once more, at its own end.
function withoutBackground(error: AludelError): string {
  return error.message.replace(/\s\(Background on this error: [^)]*\)$/, '');
}

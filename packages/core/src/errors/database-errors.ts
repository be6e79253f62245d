import { StatementError, type StatementErrorOptions } from './statement-errors.ts';

/** What a driver's error says beside its message. */
export interface DatabaseErrorOptions extends StatementErrorOptions {
  /** The constraint that was violated, where the database names it. */
  readonly constraint?: string | undefined;
  /** The table it happened in, where the database names it. */
  readonly table?: string | undefined;
  /** The columns concerned, where the database names them. */
  readonly columns?: readonly string[] | undefined;
  /** Whether the connection is gone. */
  readonly isDisconnect?: boolean | undefined;
  /** Whether it is unknown if the transaction was committed: the connection was lost during COMMIT. */
  readonly commitOutcomeUnknown?: boolean | undefined;
}

/** The driver raised an error; the subclass says of which kind. The name is Python's word for "driver". */
export class DBAPIError extends StatementError {
  readonly constraint: string | undefined;
  readonly table: string | undefined;
  readonly columns: readonly string[] | undefined;
  /** True where the connection was lost during COMMIT: check the data before you run the transaction again. */
  readonly commitOutcomeUnknown: boolean;
  readonly #isDisconnect: boolean;

  constructor(message: string, options: DatabaseErrorOptions = {}) {
    super(message, { code: 'dbapi', ...options });
    this.constraint = options.constraint;
    this.table = options.table;
    this.columns = options.columns;
    this.commitOutcomeUnknown = options.commitOutcomeUnknown ?? false;
    this.#isDisconnect = options.isDisconnect ?? false;
  }

  override get isDisconnect(): boolean {
    return this.#isDisconnect;
  }
}

/** The driver was used wrongly, or could not be. */
export class InterfaceError extends DBAPIError {
  constructor(message: string, options: DatabaseErrorOptions = {}) {
    super(message, { code: 'rvf5', ...options });
  }
}

/** The database raised an error. */
export class DatabaseError extends DBAPIError {
  constructor(message: string, options: DatabaseErrorOptions = {}) {
    super(message, { code: '4xp6', ...options });
  }
}

/** A value that the column or the operation cannot take: out of range, too long, not a number. */
export class DataError extends DatabaseError {
  constructor(message: string, options: DatabaseErrorOptions = {}) {
    super(message, { code: '9h9h', ...options });
  }
}

/** The database could not do it for a reason outside the statement: connection, resources, locks. */
export class OperationalError extends DatabaseError {
  constructor(message: string, options: DatabaseErrorOptions = {}) {
    super(message, { code: 'e3q8', ...options });
  }
}

/** A constraint was violated. */
export class IntegrityError extends DatabaseError {
  constructor(message: string, options: DatabaseErrorOptions = {}) {
    super(message, { code: 'gkpj', ...options });
  }
}

/** The database met a state that it should not be in, such as a transaction that was already aborted. */
export class InternalError extends DatabaseError {
  constructor(message: string, options: DatabaseErrorOptions = {}) {
    super(message, { code: '2j85', ...options });
  }
}

/** The statement is wrong: syntax, a table or a column that does not exist, a missing privilege. */
export class ProgrammingError extends DatabaseError {
  constructor(message: string, options: DatabaseErrorOptions = {}) {
    super(message, { code: 'f405', ...options });
  }
}

/** The database has no such feature. */
export class NotSupportedError extends DatabaseError {
  constructor(message: string, options: DatabaseErrorOptions = {}) {
    super(message, { code: 'tw8g', ...options });
  }
}

/** A row with this unique or primary key exists already. */
export class UniqueViolationError extends IntegrityError {}

/** A row refers to one that does not exist, or is still referred to. */
export class ForeignKeyViolationError extends IntegrityError {}

/** A column that must have a value got NULL. */
export class NotNullViolationError extends IntegrityError {}

/** A CHECK constraint said no. */
export class CheckViolationError extends IntegrityError {}

/** Two transactions waited for each other and the database ended this one: run it again. */
export class DeadlockError extends OperationalError {
  override get isRetryable(): boolean {
    return true;
  }
}

/** The transaction cannot be put in a serial order with another one: run it again. */
export class SerializationError extends OperationalError {
  override get isRetryable(): boolean {
    return true;
  }
}

/** A lock did not become free in time: run the transaction again. */
export class LockTimeoutError extends OperationalError {
  override get isRetryable(): boolean {
    return true;
  }
}

/** The statement was cancelled: by `signal`, by `timeout`, by the server's own time-out, or by an administrator. */
export class QueryCanceledError extends OperationalError {}

/** The connection is gone. Retryable unless it is unknown whether the COMMIT arrived. */
export class DisconnectionError extends OperationalError {
  constructor(message: string, options: DatabaseErrorOptions = {}) {
    super(message, { ...options, isDisconnect: true });
  }

  override get isRetryable(): boolean {
    return !this.commitOutcomeUnknown;
  }
}

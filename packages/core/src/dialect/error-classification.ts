/** What went wrong, equal on every database; each kind has its error class. */
export type ErrorKind =
  | 'unique'
  | 'foreign-key'
  | 'not-null'
  | 'check'
  | 'integrity'
  | 'data'
  | 'programming'
  | 'serialization'
  | 'deadlock'
  | 'lock-timeout'
  | 'canceled'
  | 'disconnect'
  | 'operational'
  | 'internal'
  | 'not-supported'
  | 'interface'
  | 'database';

/** What a dialect reads out of a driver's error: by its codes, never by its message. */
export interface ErrorClassification {
  /** Decides which class of error the caller gets. */
  readonly kind: ErrorKind;
  /** Driver package and error class, as messages show them: `pg.DatabaseError`. The `errorTag` of a driver takes its place. */
  readonly driverTag: string;
  /** The message of the driver; no password. */
  readonly message: string;
  /** The same without values of the user's data, for `hideParameters`; absent where the message holds none. */
  readonly messageWithoutValues?: string | undefined;
  /** The constraint that was violated, by its name. */
  readonly constraint?: string | undefined;
  /** The table that it is about. */
  readonly table?: string | undefined;
  /** The columns that it is about. */
  readonly columns?: readonly string[] | undefined;
  /** Whether the connection cannot be used any more, whatever the kind. */
  readonly isDisconnect: boolean;
}

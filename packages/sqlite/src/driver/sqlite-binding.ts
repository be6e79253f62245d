/**
 * A library that runs SQLite inside this process, as the driver kit needs it: `sqliteDriver(binding)` makes a driver of
 * it. The kit brings what has nothing to do with the library: transactions, waiting for locks without blocking the event
 * loop, databases in memory that several connections share, streams, exact integers, kept statements.
 *
 * What a binding throws must have SQLite's extended result code, by name, as its `code`: `SQLITE_CONSTRAINT_UNIQUE`. A
 * library that has the code as a number throws `new SqliteDriverError(resultCodeName(number), message, error)` instead.
 *
 * @example
 * export const bunDriver = sqliteDriver({ name: 'bun', errorTag: 'bun:sqlite.SQLiteError', open });
 * export const sqlite = withDriver(sqliteDialect, bunDriver); // createEngine('sqlite+bun:///app.db')
 */
export interface SqliteBinding {
  /** As in the URL after the plus sign: `bun` serves `sqlite+bun:///app.db`. */
  readonly name: string;
  /** Package and class of its errors, as messages show them: `bun:sqlite.SQLiteError`. */
  readonly errorTag: string;
  /** What `connectArgs` may hold beside the options of every SQLite driver, by name; throws ArgumentError for a wrong value. */
  readonly connectArgs?: Readonly<Record<string, (value: unknown) => void>> | undefined;
  /**
   * Opens a database, with foreign keys checked and no busy time-out: both are also set by the kit. The library is best
   * loaded here, so that importing the dialect costs nothing.
   *
   * @param path an absolute path, or `:memory:`
   */
  open(path: string, options: SqliteOpenOptions): SqliteDatabase | Promise<SqliteDatabase>;
}

/** How to open a database. */
export interface SqliteOpenOptions {
  /** Whether nothing may be written. */
  readonly readonly: boolean;
  /** Whether a missing file is an error (`SQLITE_CANTOPEN`); otherwise it is created, unless `readonly`. */
  readonly mustExist: boolean;
  /** Those of the binding's own `connectArgs` that were given. */
  readonly connectArgs: Readonly<Record<string, unknown>>;
}

/** An open database: one `sqlite3*`. */
export interface SqliteDatabase {
  /** False once it was closed. */
  readonly isOpen: boolean;
  /** Whether a transaction is open, as SQLite says: `!sqlite3_get_autocommit()`. Only asked while it is open. */
  readonly inTransaction: boolean;
  /**
   * Compiles one statement; the text is never blank and has no U+0000. A second statement in it is an error, which
   * `requireEnd()` makes for libraries that pass over it.
   */
  prepare(sql: string): SqliteStatement;
  /**
   * Makes a deterministic function callable in SQL, of as many arguments as its `length`. It gets INTEGERs as bigint, if
   * the library can; it may throw.
   */
  defineFunction(name: string, implementation: (...values: unknown[]) => SqliteValue): void;
  /** Rolls back what is open, and lets go of the file. The kit has ended every iteration before. */
  close(): void;
}

/**
 * A compiled statement. It may be executed again and again, also after the schema has changed. The kit executes it again
 * only when the iteration before has ended.
 */
export interface SqliteStatement {
  /** Whether it leaves the data alone, as `sqlite3_stmt_readonly` says; `statementFacts` reads it from the text. */
  readonly isReadOnly: boolean;
  /** Its columns as they are now, in order, equal names included; none for a statement that returns no rows. */
  columnNames(): readonly string[];
  /**
   * From now on, INTEGERs of its rows come as bigint. Before, they are numbers, and one that no number can hold exactly
   * is rounded, or makes reading throw a RangeError: the kit then calls this and reads once more.
   */
  readBigInts(): void;
  /**
   * Executes a statement that has columns; each row is an array in their order. As everywhere, another number of values
   * than of `?` in the statement is an error: `parameterCountError()`.
   */
  all(values: readonly SqliteValue[]): unknown[][];
  /** Executes a statement without columns. */
  run(values: readonly SqliteValue[]): SqliteChanges;
  /** Starts to read a statement that has columns, row by row. `return()` ends it early, and the statement is free again. */
  iterate(values: readonly SqliteValue[]): Iterator<unknown[]>;
}

/**
 * What is bound, given to functions and returned in rows: a bigint is an INTEGER and fits into 64 bits, a number is a
 * REAL, a string is TEXT (U+0000 included), and a Uint8Array is a BLOB.
 */
export type SqliteValue = null | number | bigint | string | Uint8Array;

/** What a statement without columns did. */
export interface SqliteChanges {
  /** `sqlite3_changes64`: how many rows it inserted, updated or deleted, if it is a statement that does. */
  readonly changes: number | bigint;
  /** `sqlite3_last_insert_rowid`; a number that is not safe may be rounded: the kit asks again. */
  readonly lastInsertRowid: number | bigint;
}

import type { RawStatement, SqliteDatabase } from './better-sqlite3.ts';
import { PreparedStatement } from './prepared-statement.ts';
import { SqliteDriverError } from './sqlite-driver-error.ts';
import { StatementCache } from './statement-cache.ts';
import type { StatementHead } from './statement-kind.ts';
import type { WriterQueue } from './writer-queue.ts';

/** Something that must be closed before the database can be. */
export interface OpenCursor {
  /** Ends it because its connection ends; who reads on gets an error. */
  abort(): void;
}

/** What belongs to a handle beside the database itself. */
export interface HandleOptions {
  /** Who may write to this database. */
  readonly writers: WriterQueue;
  /** Called once, after the database was closed. */
  readonly onClose?: (() => void) | undefined;
}

/** Two generations of it are kept, so about SQLAlchemy's and the engine's 500 statements. */
const statementsPerGeneration = 256;

/** One open SQLite database with its prepared statements; several connections share the one of a database in memory. */
export class SqliteHandle {
  readonly writers: WriterQueue;
  readonly #database: SqliteDatabase;
  readonly #onClose: (() => void) | undefined;
  readonly #statements = new StatementCache<PreparedStatement>(statementsPerGeneration);
  readonly #control = new Map<string, RawStatement>();
  readonly #cursors = new Set<OpenCursor>();
  #allowsCursors = false;
  readonly #readExactRowid = (): number | bigint => this.#lastInsertRowid();

  constructor(database: SqliteDatabase, { writers, onClose }: HandleOptions) {
    this.#database = database;
    this.writers = writers;
    this.#onClose = onClose;
  }

  get isOpen(): boolean {
    return this.#database.open;
  }

  /** Whether a transaction is open, as SQLite says. */
  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  /** Whether readers and a writer of other connections get along. https://sqlite.org/wal.html */
  get usesWal(): boolean {
    return this.#database.pragma('journal_mode', { simple: true }) === 'wal';
  }

  /** The statement, if it was prepared and kept. */
  find(sql: string): PreparedStatement | undefined {
    return this.#statements.get(sql);
  }

  prepare(sql: string, head: StatementHead, keep: boolean): PreparedStatement {
    const statement = new PreparedStatement(this.#prepareRaw(sql), head, this.#readExactRowid);
    if (keep && !head.actsWhenPrepared) this.#statements.set(sql, statement);
    return statement;
  }

  /** Runs one of a few fixed statements without parameters, such as BEGIN. */
  control(sql: string): void {
    let statement = this.#control.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare<unknown[], unknown[]>(sql);
      this.#control.set(sql, statement);
    }
    statement.run();
  }

  /** Sets or asks a pragma; it is never kept, since some act while they are being prepared. */
  pragma(text: string): void {
    this.#database.pragma(text);
  }

  /**
   * Counts an open cursor. better-sqlite3 refuses to write beside one unless told that SQLite can; it is told once, since
   * each change of the mode makes SQLite expire every prepared statement of the database.
   */
  addCursor(cursor: OpenCursor): void {
    if (!this.#allowsCursors) this.#database.unsafeMode(true);
    this.#allowsCursors = true;
    this.#cursors.add(cursor);
  }

  removeCursor(cursor: OpenCursor): void {
    this.#cursors.delete(cursor);
  }

  /** Closes the cursors, then the database, which rolls an open transaction back. Does nothing the second time. */
  close(): void {
    if (!this.isOpen) return;
    for (const cursor of this.#cursors) cursor.abort();
    this.#statements.clear();
    this.#control.clear();
    try {
      this.#database.close();
    } finally {
      this.#onClose?.();
    }
  }

  #prepareRaw(sql: string): RawStatement {
    if (sql.includes('\0')) {
      // SQLite would stop reading there and run only what stands before.
      throw new SqliteDriverError(
        'ALUDEL_NUL_IN_STATEMENT',
        'The SQL holds the character U+0000. Give such text as a parameter.',
      );
    }
    return this.#database.prepare<unknown[], unknown[]>(sql);
  }

  #lastInsertRowid(): number | bigint {
    const row = this.#database.prepare<unknown[], [bigint]>('SELECT last_insert_rowid()').raw(true).safeIntegers(true).get();
    return row?.[0] ?? 0;
  }
}

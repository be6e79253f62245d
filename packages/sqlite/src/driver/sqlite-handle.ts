import { exactInteger } from '@aludel/core/dialect';
import { PreparedStatement } from './prepared-statement.ts';
import type { SqliteDatabase, SqliteStatement } from './sqlite-binding.ts';
import { SqliteDriverError } from './sqlite-driver-error.ts';
import { noStatementError } from './statement-errors.ts';
import { StatementCache } from './statement-cache.ts';
import { isBlank, type StatementHead } from './statement-kind.ts';
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
  readonly #control = new Map<string, SqliteStatement>();
  readonly #cursors = new Set<OpenCursor>();
  readonly #readExactRowid = (): number | bigint => this.#lastInsertRowid();

  constructor(database: SqliteDatabase, { writers, onClose }: HandleOptions) {
    this.#database = database;
    this.writers = writers;
    this.#onClose = onClose;
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  /** Whether a transaction is open, as SQLite says. */
  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  /** Whether readers and a writer of other connections get along. https://sqlite.org/wal.html */
  get usesWal(): boolean {
    return this.#database.prepare('PRAGMA journal_mode').all([])[0]?.[0] === 'wal';
  }

  /** The statement, if it was prepared and kept. */
  find(sql: string): PreparedStatement | undefined {
    return this.#statements.get(sql);
  }

  prepare(sql: string, head: StatementHead, keep: boolean): PreparedStatement {
    if (sql.includes('\0')) throw nulError();
    if (head.keyword === '' && isBlank(sql)) throw noStatementError();
    const statement = new PreparedStatement(this.#database.prepare(sql), { sql, head, readExactRowid: this.#readExactRowid });
    if (keep && !head.actsWhenPrepared) this.#statements.set(sql, statement);
    return statement;
  }

  /** Runs one of a few fixed statements without parameters and columns, such as BEGIN. */
  control(sql: string): void {
    this.#kept(sql).run([]);
  }

  /** Throws if the database was closed. */
  ping(): void {
    this.#kept('SELECT 1').all([]);
  }

  /** Sets a pragma that tells nothing; it is never kept, since some act while they are being prepared. */
  pragma(text: string): void {
    this.#database.prepare(`PRAGMA ${text}`).run([]);
  }

  addCursor(cursor: OpenCursor): void {
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

  #kept(sql: string): SqliteStatement {
    let statement = this.#control.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#control.set(sql, statement);
    }
    return statement;
  }

  #lastInsertRowid(): number | bigint {
    const statement = this.#database.prepare('SELECT last_insert_rowid()');
    statement.readBigInts();
    return exactInteger(statement.all([])[0]?.[0] as bigint);
  }
}

/** SQLite would stop reading there and run only what stands before. */
function nulError(): SqliteDriverError {
  return new SqliteDriverError('ALUDEL_NUL_IN_STATEMENT', 'The SQL holds the character U+0000. Give such text as a parameter.');
}

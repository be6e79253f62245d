import type Database from 'better-sqlite3';
import type { SqliteChanges, SqliteDatabase, SqliteStatement, SqliteValue } from '../sqlite-binding.ts';
import { withCode } from './better-sqlite3-errors.ts';

/** A database of better-sqlite3. */
export class BetterSqlite3Database implements SqliteDatabase {
  readonly #database: Database.Database;
  #allowsIterations = false;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  get isOpen(): boolean {
    return this.#database.open;
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  prepare(sql: string): SqliteStatement {
    try {
      return new BetterSqlite3Statement(this.#database.prepare<unknown[], unknown[]>(sql), this);
    } catch (error) {
      throw withCode(error);
    }
  }

  defineFunction(name: string, implementation: (...values: unknown[]) => SqliteValue): void {
    this.#database.function(name, { deterministic: true, safeIntegers: true }, implementation);
  }

  close(): void {
    this.#database.close();
  }

  /**
   * better-sqlite3 refuses to write beside an iteration unless told that SQLite can; it is told once, since each change
   * of the mode makes SQLite expire every prepared statement of the database.
   */
  allowIterations(): void {
    if (this.#allowsIterations) return;
    this.#allowsIterations = true;
    this.#database.unsafeMode(true);
  }
}

class BetterSqlite3Statement implements SqliteStatement {
  readonly isReadOnly: boolean;
  readonly #statement: Database.Statement<unknown[], unknown[]>;
  readonly #database: BetterSqlite3Database;

  constructor(statement: Database.Statement<unknown[], unknown[]>, database: BetterSqlite3Database) {
    this.#statement = statement;
    this.#database = database;
    this.isReadOnly = statement.readonly;
    if (statement.reader) statement.raw(true);
  }

  columnNames(): readonly string[] {
    return this.#statement.reader ? this.#statement.columns().map(({ name }) => name) : [];
  }

  readBigInts(): void {
    this.#statement.safeIntegers(true);
  }

  all(values: readonly SqliteValue[]): unknown[][] {
    try {
      return allOf(this.#statement, values);
    } catch (error) {
      throw withCode(error);
    }
  }

  run(values: readonly SqliteValue[]): SqliteChanges {
    try {
      return this.#statement.run(...values);
    } catch (error) {
      throw withCode(error);
    }
  }

  iterate(values: readonly SqliteValue[]): Iterator<unknown[]> {
    this.#database.allowIterations();
    try {
      return this.#statement.iterate(...values);
    } catch (error) {
      throw withCode(error);
    }
  }
}

// An array of values costs the addon a hundred nanoseconds more than values.
function allOf(statement: Database.Statement<unknown[], unknown[]>, values: readonly SqliteValue[]): unknown[][] {
  switch (values.length) {
    case 0:
      return statement.all();
    case 1:
      return statement.all(values[0]);
    case 2:
      return statement.all(values[0], values[1]);
    case 3:
      return statement.all(values[0], values[1], values[2]);
    default:
      return statement.all(...values);
  }
}

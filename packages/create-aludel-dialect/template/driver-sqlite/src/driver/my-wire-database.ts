import type { SqliteDatabase, SqliteStatement, SqliteValue } from '@aludel/sqlite/dialect';
import { notWrittenYet } from '../not-written-yet.ts';

const file = 'src/driver/my-wire-database.ts';

/** What this needs of the library: as little as possible, so that it is seen at one glance. */
export interface MyWireHandle {
  close(): void;
}

/**
 * An open database. The errors it throws have SQLite's extended result code, by name, in `code`: `SQLITE_CONSTRAINT_UNIQUE`.
 * A library that has it as a number: `throw new SqliteDriverError(resultCodeName(number), message, error)`.
 */
export class MyWireDatabase implements SqliteDatabase {
  readonly #handle: MyWireHandle;
  #isOpen = true;

  constructor(handle: MyWireHandle) {
    this.#handle = handle;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** As SQLite says, `!sqlite3_get_autocommit()`: it ends transactions by itself sometimes. */
  get inTransaction(): boolean {
    return notWrittenYet('inTransaction', file, 'Ask the library.');
  }

  /**
   * An empty text, and a second statement behind the first, must be errors: `requireEnd(sql, end)` of @aludel/sqlite/dialect
   * throws them for a library that stops at the end of the first.
   */
  prepare(_sql: string): SqliteStatement {
    return notWrittenYet('prepare()', file, 'Compile the statement, and return new MyWireStatement(statement).');
  }

  defineFunction(_name: string, _implementation: (...values: unknown[]) => SqliteValue): void {
    notWrittenYet('defineFunction()', file, 'Make the function callable in SQL, as a deterministic one.');
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#handle.close();
  }
}

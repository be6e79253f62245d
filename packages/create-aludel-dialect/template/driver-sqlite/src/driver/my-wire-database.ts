import type { SqliteDatabase, SqliteStatement, SqliteValue } from '@aludel/sqlite/dialect';
import { notWrittenYet } from '../not-written-yet.ts';

const file = 'src/driver/my-wire-database.ts';

/** Stands for the library's own type of an open database: use that instead. */
export interface MyWireHandle {
  close(): void;
}

/** An open database. What the library throws goes through `codedError()` of `my-wire-errors.ts`. */
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
   * The text has a statement in it, never only space and comments. A second one behind the first must be an error, which
   * `requireEnd(sql, end)` of @aludel/sqlite/dialect throws for a library that stops at the end of the first.
   */
  prepare(_sql: string): SqliteStatement {
    return notWrittenYet('prepare()', file, 'Compile the statement, and return new MyWireStatement(statement, sql).');
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

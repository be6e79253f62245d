import {
  parameterCountError,
  type SqliteChanges,
  type SqliteStatement,
  type SqliteValue,
  statementFacts,
} from '@aludel/sqlite/dialect';
import { notWrittenYet } from '../not-written-yet.ts';

const file = 'src/driver/my-wire-statement.ts';

/** A compiled statement, which may be executed again and again. What the library throws goes through `codedError()`. */
export class MyWireStatement implements SqliteStatement {
  /** As `sqlite3_stmt_readonly` says, or as its text does. */
  readonly isReadOnly: boolean;
  readonly #placeholders: number;
  readonly #hasNamedPlaceholders: boolean;

  /** Takes the library's compiled statement as well. */
  constructor(sql: string) {
    const { isReadOnly, placeholders, hasNamedPlaceholders } = statementFacts(sql);
    this.isReadOnly = isReadOnly;
    this.#placeholders = placeholders;
    this.#hasNamedPlaceholders = hasNamedPlaceholders;
  }

  /** As they are now, equal names included; none for a statement that returns no rows. */
  columnNames(): readonly string[] {
    return notWrittenYet('columnNames()', file, 'Ask the library for the names of the columns.');
  }

  /** From now on, INTEGERs come as bigint. */
  readBigInts(): void {
    notWrittenYet('readBigInts()', file, 'Turn the library to exact integers.');
  }

  all(values: readonly SqliteValue[]): unknown[][] {
    this.#requireCount(values);
    return notWrittenYet('all()', file, 'Execute a statement that has columns; each row is an array.');
  }

  run(values: readonly SqliteValue[]): SqliteChanges {
    this.#requireCount(values);
    return notWrittenYet('run()', file, 'Execute a statement without columns, and tell what changed.');
  }

  /** `return()` of the iterator ends it early, and frees the statement. What `next()` throws needs its code as well. */
  iterate(values: readonly SqliteValue[]): Iterator<unknown[]> {
    this.#requireCount(values);
    return notWrittenYet('iterate()', file, 'Start to read the rows one by one.');
  }

  /** Most libraries bind NULL for what is missing. */
  #requireCount({ length }: readonly SqliteValue[]): void {
    if (this.#hasNamedPlaceholders) throw parameterCountError('named');
    if (length === this.#placeholders) return;
    throw parameterCountError(length < this.#placeholders ? 'tooFew' : 'tooMany');
  }
}

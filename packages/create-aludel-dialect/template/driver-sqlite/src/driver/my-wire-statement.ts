import type { SqliteChanges, SqliteStatement, SqliteValue } from '@aludel/sqlite/dialect';
import { notWrittenYet } from '../not-written-yet.ts';

const file = 'src/driver/my-wire-statement.ts';

/** A compiled statement, which may be executed again and again. */
export class MyWireStatement implements SqliteStatement {
  /** As `sqlite3_stmt_readonly` says; `statementFacts(sql)` of @aludel/sqlite/dialect reads it from the text. */
  readonly isReadOnly: boolean;

  constructor(isReadOnly: boolean) {
    this.isReadOnly = isReadOnly;
  }

  /** As they are now, equal names included; none for a statement that returns no rows. */
  columnNames(): readonly string[] {
    return notWrittenYet('columnNames()', file, 'Ask the library for the names of the columns.');
  }

  /** From now on, INTEGERs come as bigint. */
  readBigInts(): void {
    notWrittenYet('readBigInts()', file, 'Turn the library to exact integers.');
  }

  /** A number of values that is not that of the placeholders is an error, here and below: `parameterCountError()` makes it. */
  all(_values: readonly SqliteValue[]): unknown[][] {
    return notWrittenYet('all()', file, 'Execute a statement that has columns; each row is an array.');
  }

  run(_values: readonly SqliteValue[]): SqliteChanges {
    return notWrittenYet('run()', file, 'Execute a statement without columns, and tell what changed.');
  }

  /** `return()` of the iterator ends it early, and frees the statement. Errors that `next()` throws need their code as well. */
  iterate(_values: readonly SqliteValue[]): Iterator<unknown[]> {
    return notWrittenYet('iterate()', file, 'Start to read the rows one by one.');
  }
}

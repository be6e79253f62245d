import type { DriverColumn, DriverResult } from '@aludel/core/dialect';
import type { RawStatement } from './better-sqlite3.ts';
import type { StatementHead, StatementKind } from './statement-kind.ts';
import type { BoundValue } from './value-encoders.ts';
import { mayBeRounded, parseIntegers } from './value-parsers.ts';

/** A prepared statement together with what was learned about it. */
export class PreparedStatement {
  readonly kind: StatementKind;
  readonly returnsRows: boolean;
  readonly #statement: RawStatement;
  /** What `affected` means for it: the rows it changed, or -1. */
  readonly #countsChanges: boolean;
  readonly #inserts: boolean;
  readonly #columnsMayChange: boolean;
  readonly #readExactRowid: () => number | bigint;
  #columns: readonly DriverColumn[] | null = null;
  #safeIntegers = false;

  constructor(statement: RawStatement, head: StatementHead, readExactRowid: () => number | bigint) {
    this.#statement = statement;
    this.#readExactRowid = readExactRowid;
    this.kind = head.kind ?? (statement.readonly ? 'read' : 'write');
    this.returnsRows = statement.reader;
    this.#countsChanges = this.kind === 'write' && dataKeywords.has(head.keyword);
    this.#inserts = this.kind === 'write' && insertKeywords.has(head.keyword);
    this.#columnsMayChange = statement.source.includes('*') && star.test(statement.source);
    if (!statement.reader) return;
    statement.raw(true);
    // What changed something cannot be asked again, so it must be exact the first time.
    if (!statement.readonly) this.#useSafeIntegers();
  }

  execute(values: readonly BoundValue[]): DriverResult {
    return this.returnsRows ? this.#read(values) : this.#run(values);
  }

  /** Steps through the rows; all integers come as bigint. The statement cannot be executed until the end. */
  iterate(values: readonly BoundValue[]): IterableIterator<unknown[]> {
    this.#useSafeIntegers();
    return this.#statement.iterate(values);
  }

  /**
   * The columns of the last execution: the same array as long as they are equal. SQLite prepares a statement again
   * after a change of the schema, and then `*` can stand for others.
   */
  columns(): readonly DriverColumn[] {
    if (this.#columns === null || this.#columnsMayChange) this.#columns = this.#currentColumns(this.#columns);
    return this.#columns;
  }

  #read(values: readonly BoundValue[]): DriverResult {
    let rows = this.#all(values);
    if (this.#safeIntegers) {
      parseIntegers(rows);
    } else if (mayBeRounded(rows)) {
      this.#useSafeIntegers();
      rows = this.#all(values);
      parseIntegers(rows);
    }
    return { columns: this.columns(), rows, affected: this.#countsChanges ? rows.length : -1, lastInsertId: undefined };
  }

  // An array of values costs the addon a hundred nanoseconds more than values.
  #all(values: readonly BoundValue[]): unknown[][] {
    const statement = this.#statement;
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

  #run(values: readonly BoundValue[]): DriverResult {
    const { changes, lastInsertRowid } = this.#statement.run(...values);
    return {
      columns: null,
      rows: [],
      affected: this.#countsChanges ? changes : -1,
      lastInsertId: this.#inserts && changes > 0 ? this.#exactRowid(lastInsertRowid) : undefined,
    };
  }

  #exactRowid(rowid: number | bigint): number | bigint {
    return Number.isSafeInteger(rowid) ? rowid : this.#readExactRowid();
  }

  #useSafeIntegers(): void {
    if (this.#safeIntegers) return;
    this.#safeIntegers = true;
    this.#statement.safeIntegers(true);
  }

  #currentColumns(known: readonly DriverColumn[] | null): readonly DriverColumn[] {
    const columns = this.#statement.columns();
    if (known !== null && known.length === columns.length && known.every((column, i) => column.name === columns[i]?.name))
      return known;
    return Object.freeze(columns.map(({ name }) => Object.freeze({ name })));
  }
}

/** After WITH stands SELECT, which does not write, or one of the others. */
const dataKeywords: ReadonlySet<string> = new Set(['INSERT', 'REPLACE', 'UPDATE', 'DELETE', 'WITH']);
const insertKeywords: ReadonlySet<string> = new Set(['INSERT', 'REPLACE', 'WITH']);

/** A `*` that may mean "all columns": not a product, not `count(*)`. In doubt (comments) it does. */
const star = /(?:\b(?:select|distinct|all|returning)|[,./])\s*\*|--[^]*\*/i;

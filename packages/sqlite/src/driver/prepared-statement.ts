import type { DriverColumn, DriverResult } from '@aludel/core/dialect';
import type { SqliteStatement, SqliteValue } from './sqlite-binding.ts';
import type { StatementHead, StatementKind } from './statement-kind.ts';
import { mayBeRounded, parseIntegers } from './value-parsers.ts';

/** What is known of a statement beside what SQLite says. */
export interface PreparedStatementOptions {
  readonly sql: string;
  readonly head: StatementHead;
  /** Asks for the key that was generated last. */
  readonly readExactRowid: () => number | bigint;
}

/** A prepared statement together with what was learned about it. */
export class PreparedStatement {
  readonly kind: StatementKind;
  readonly returnsRows: boolean;
  readonly #statement: SqliteStatement;
  /** What `affected` means for it: the rows it changed, or -1. */
  readonly #countsChanges: boolean;
  readonly #inserts: boolean;
  readonly #columnsMayChange: boolean;
  readonly #readExactRowid: () => number | bigint;
  #columns: readonly DriverColumn[];
  #readsBigInts = false;

  constructor(statement: SqliteStatement, { sql, head, readExactRowid }: PreparedStatementOptions) {
    this.#statement = statement;
    this.#columns = columnsNamed(statement.columnNames());
    this.#readExactRowid = readExactRowid;
    this.kind = head.kind ?? (statement.isReadOnly ? 'read' : 'write');
    this.returnsRows = this.#columns.length > 0;
    this.#countsChanges = this.kind === 'write' && dataKeywords.has(head.keyword);
    this.#inserts = this.kind === 'write' && insertKeywords.has(head.keyword);
    this.#columnsMayChange = sql.includes('*') && star.test(sql);
    // What changed something cannot be asked again, so it must be exact the first time.
    if (this.returnsRows && !statement.isReadOnly) this.#readBigInts();
  }

  execute(values: readonly SqliteValue[]): DriverResult {
    return this.returnsRows ? this.#read(values) : this.#run(values);
  }

  /** Steps through the rows; all integers come as bigint. The statement cannot be executed until the end. */
  iterate(values: readonly SqliteValue[]): Iterator<unknown[]> {
    this.#readBigInts();
    return this.#statement.iterate(values);
  }

  /**
   * The columns of the last execution: the same array as long as they are equal. SQLite prepares a statement again
   * after a change of the schema, and then `*` can stand for others.
   */
  columns(): readonly DriverColumn[] {
    if (this.#columnsMayChange) this.#columns = this.#currentColumns(this.#columns);
    return this.#columns;
  }

  #read(values: readonly SqliteValue[]): DriverResult {
    const rows = this.#exactRows(values);
    return { columns: this.columns(), rows, affected: this.#countsChanges ? rows.length : -1, lastInsertId: undefined };
  }

  #exactRows(values: readonly SqliteValue[]): unknown[][] {
    const numbers = this.#readsBigInts ? null : this.#rowsOfNumbers(values);
    if (numbers !== null) return numbers;
    this.#readBigInts();
    const rows = this.#statement.all(values);
    parseIntegers(rows);
    return rows;
  }

  /** Null if an integer is, or may be, beyond what numbers hold exactly. */
  #rowsOfNumbers(values: readonly SqliteValue[]): unknown[][] | null {
    try {
      const rows = this.#statement.all(values);
      return mayBeRounded(rows) ? null : rows;
    } catch (error) {
      // By name, not by class: errors may belong to another realm.
      if ((error as { readonly name?: unknown } | null)?.name === 'RangeError') return null;
      throw error;
    }
  }

  #run(values: readonly SqliteValue[]): DriverResult {
    const { changes, lastInsertRowid } = this.#statement.run(values);
    return {
      columns: null,
      rows: [],
      affected: this.#countsChanges ? Number(changes) : -1,
      lastInsertId: this.#inserts && changes > 0 ? this.#exactRowid(lastInsertRowid) : undefined,
    };
  }

  #exactRowid(rowid: number | bigint): number | bigint {
    return typeof rowid === 'bigint' || Number.isSafeInteger(rowid) ? rowid : this.#readExactRowid();
  }

  #readBigInts(): void {
    if (this.#readsBigInts) return;
    this.#readsBigInts = true;
    this.#statement.readBigInts();
  }

  #currentColumns(known: readonly DriverColumn[]): readonly DriverColumn[] {
    const names = this.#statement.columnNames();
    const areKnown = known.length === names.length && known.every(({ name }, i) => name === names[i]);
    return areKnown ? known : columnsNamed(names);
  }
}

function columnsNamed(names: readonly string[]): readonly DriverColumn[] {
  return Object.freeze(names.map((name) => Object.freeze({ name })));
}

/** After WITH stands SELECT, which does not write, or one of the others. */
const dataKeywords: ReadonlySet<string> = new Set(['INSERT', 'REPLACE', 'UPDATE', 'DELETE', 'WITH']);
const insertKeywords: ReadonlySet<string> = new Set(['INSERT', 'REPLACE', 'WITH']);

/** A `*` that may mean "all columns": not a product, not `count(*)`. In doubt (comments) it does. */
const star = /(?:\b(?:select|distinct|all|returning)|[,./])\s*\*|--[^]*\*/i;

import type { AnyType } from '../sql/nodes/sql-node.ts';

/** Which column of which row of VALUES a parameter is the value of. */
export interface ColumnPlace {
  readonly key: string;
  /** 0, unless the statement itself has several rows. */
  readonly row: number;
}

/** What the rule of an INSERT, UPDATE or DELETE learns of it for the engine. */
export interface DmlFacts {
  readonly kind: 'insert' | 'update' | 'delete';
  /** Whether it gives rows to the caller: it has a RETURNING of its own. */
  readonly returnsRows: boolean;
  /** The columns of the primary key, in order; empty where the table is none that Aludel knows, or has none. */
  readonly keys: readonly KeyFacts[];
  /** The keys of the columns that parameters of the execution can be values of. */
  readonly columnKeys: readonly string[];
  /** How many rows its VALUES have. */
  readonly rows: number;
  /** Whether the last column of RETURNING, which the caller did not ask for, is there because it grows with the rows of VALUES. */
  readonly hasSentinel: boolean;
  /** What order RETURNING gives the rows of several parameter sets in; `single`: one statement for each row. */
  readonly order: 'unordered' | 'ordered' | 'single';
  /** Whether the keys of several rows are to be counted from the number that the driver tells. */
  readonly countsKeys: boolean;
  /** Whether a row of VALUES ends with its number, from 0. */
  readonly countsRows: boolean;
  /** Whether a row may turn out to be there already. */
  readonly isUpsert: boolean;
  /** Keys of the columns whose default is sent with the statement, and of those that the database fills by itself. */
  readonly prefetchCols: readonly string[];
  readonly postfetchCols: readonly string[];
}

/** Where a part of an inserted primary key comes from, beside the parameters. */
export interface KeyFacts {
  readonly key: string;
  readonly type: AnyType;
  /** Which column of an implicit RETURNING it is; -1: none. */
  readonly returning: number;
  /** Whether the database numbers it. */
  readonly isGenerated: boolean;
}

/** The facts with what the finished SQL adds. */
export interface CompiledDml extends Omit<DmlFacts, 'keys'> {
  readonly keys: readonly CompiledKey[];
  /** Whether a part of the primary key is a parameter. */
  readonly keysAreGiven: boolean;
  /** Where the row of VALUES stands that can be repeated; null: none can. */
  readonly rowSpan: RowSpan | null;
}

export interface CompiledKey extends KeyFacts {
  /** Turns what the driver gives into a value; null: it is one. Never called with null. */
  readonly decode: ((value: unknown) => unknown) | null;
  /** The slot of its value in each row of VALUES; -1: none. */
  readonly slots: readonly number[];
}

/** A piece of the SQL, from its first character to behind its last one. */
export interface RowSpan {
  readonly start: LayoutPoint;
  readonly end: LayoutPoint;
}

/** A place in the SQL: how many parameters stand before it, and how far it is behind the last of them. */
export interface LayoutPoint {
  readonly reference: number;
  readonly offset: number;
}

const none: readonly never[] = Object.freeze([]);

/** What a statement knows of the rows it inserts that inserts none. */
export const insertsNothing = Object.freeze({
  keys: none,
  rows: 0,
  hasSentinel: false,
  order: 'unordered',
  countsKeys: false,
  countsRows: false,
  isUpsert: false,
  postfetchCols: none,
} as const) satisfies Partial<DmlFacts>;

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
  /** What the last columns of RETURNING are, that the caller did not ask for: they tell which row is which. */
  readonly sentinels: readonly SentinelFacts[];
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

/** A value of a key by which rows are told apart; never an object. */
export type ComparableKey = string | number | boolean;

/** Makes the same of a value as it is sent and as it comes back. Never called with null. */
export type CompareKey = (value: unknown) => ComparableKey;

/** A column by which the rows of RETURNING are put into the order of the parameter sets. */
export interface SentinelFacts {
  readonly key: string;
  /** How its values are compared with those given; null: none were, but the database's numbers grow with the rows. */
  readonly compare: CompareKey | null;
  /** Whether the database numbers it where no number is given. */
  readonly isGenerated: boolean;
}

/** The facts with what the finished SQL adds. */
export interface CompiledDml extends Omit<DmlFacts, 'keys' | 'sentinels'> {
  readonly keys: readonly CompiledKey[];
  readonly sentinels: readonly CompiledSentinel[];
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

export interface CompiledSentinel extends SentinelFacts {
  /** The slot of the value given; -1: none. */
  readonly slot: number;
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
  sentinels: none,
  order: 'unordered',
  countsKeys: false,
  countsRows: false,
  isUpsert: false,
  postfetchCols: none,
} as const) satisfies Partial<DmlFacts>;

import type { CompiledDml, ColumnPlace } from './dml-facts.ts';
import type { ColumnDefault } from '../schema/column-definition.ts';
import type { AnyType } from '../sql/nodes/sql-node.ts';
import type { ResultColumns } from '../sql/result-columns.ts';
import type { CompileOptions, EmptyList } from './compile-options.ts';

/** Turns one value into another: an encoder on its way to the driver, a decoder on its way back. Never called with null. */
export type Convert = (value: unknown) => unknown;

/** One value that is to be sent. */
export interface ParameterSlot {
  readonly name: string;
  /** Null: the driver gets the value as it is. */
  readonly encode: Convert | null;
  /** Its type, or that of the elements of an array; absent: not known. */
  readonly type?: AnyType | undefined;
  /** Whether the value is an array that stands for as many placeholders as it has elements. */
  readonly expanding: boolean;
  /** Whether its value, a whole number or what this makes of it, is written into the SQL of each execution. */
  readonly isInline?: boolean | ((value: unknown) => string) | undefined;
  /** Where each element of that array is a tuple: how its parts are encoded. */
  readonly parts?: readonly (Convert | null)[] | undefined;
  /** What stands for such an array without elements. */
  readonly emptyTuples?: string | undefined;
  /** Which of the statement's own parameters it is, in the order of its key; -1: it is found by its name. */
  readonly bindIndex: number;
  /** Its value, where it belongs to what a table was defined with rather than to the statement. */
  readonly fixed?: { readonly value: unknown } | undefined;
  /** What it is where neither the execution nor the statement gives a value. */
  readonly default?: { readonly value: ColumnDefault<unknown> } | undefined;
  /** The column that it is the value of, in INSERT and UPDATE. */
  readonly column?: ColumnPlace | undefined;
}

/** How to write the SQL once it is known how many elements the arrays have. */
export interface Expansion extends Layout, Pick<CompileOptions, 'tupleLists' | 'expandedList'> {
  readonly emptyList: EmptyList;
}

/** A column of the result for which the statement declared a type. */
export interface DecodedColumn {
  /** Null: as the database says. */
  readonly name: string | null;
  readonly decode: Convert | null;
}

/** What a statement comes to on one database, for all its executions. */
export class Compiled {
  /** The SQL as it is sent; with expanding parameters only a preview of it. */
  readonly sql: string;
  /** The values in the order they are sent. */
  readonly slots: readonly ParameterSlot[];
  /** Whether the SQL depends on the lengths of arrays: `expandParameters` then writes it for each execution. */
  readonly hasExpanding: boolean;
  readonly expansion: Expansion | null;
  /** The SQL around its parameters, and which parameter stands where. */
  readonly layout: Layout;
  /** What is known of an INSERT, UPDATE or DELETE; null for any other statement that was built from clauses. */
  readonly dml: CompiledDml | null;
  /** The statements that {@link sql} is made of, where they are several; null: it is one. */
  readonly script: readonly string[] | null;
  /** Whether it was given as text. */
  readonly isText: boolean;
  /** What makes objects of its rows, for those who lowered it; null: nobody did. */
  readonly plan: unknown;
  /** Which slots have a default, in order; empty: none, which is the rule. */
  readonly defaultSlots: readonly number[];
  readonly #columns: readonly DecodedColumn[] | null;
  readonly #isPositional: boolean;
  readonly #isPositionalIfComplete: boolean;

  /** @internal */
  constructor(fields: CompiledFields) {
    this.sql = fields.sql;
    this.slots = fields.slots;
    this.hasExpanding = fields.expansion !== null;
    this.expansion = fields.expansion;
    this.layout = fields.layout ?? noLayout;
    this.dml = fields.dml ?? null;
    this.plan = fields.plan ?? null;
    this.script = fields.script ?? null;
    this.isText = fields.dml === undefined;
    this.defaultSlots = fields.slots.flatMap((slot, index) => (slot.default === undefined ? [] : [index]));
    this.#columns = fields.columns;
    this.#isPositional = fields.isPositional;
    this.#isPositionalIfComplete = fields.isPositionalIfComplete ?? false;
    Object.freeze(this);
  }

  /** How to read each column of a result whose columns have these names; null: all of them as they are. */
  decodersFor(names: readonly string[]): readonly (Convert | null)[] | null {
    const columns = this.#columns;
    if (columns === null) return null;
    if (this.#goesByPlace(columns, names)) return names.map((_name, index) => columns[index]?.decode ?? null);
    const byName = new Map(columns.map(({ name, decode }) => [name, decode]));
    return names.map((name) => byName.get(name) ?? null);
  }

  #goesByPlace(columns: readonly DecodedColumn[], names: readonly string[]): boolean {
    return this.#isPositional && (!this.#isPositionalIfComplete || columns.length === names.length);
  }

  /** What the columns of a result are called in rows: as the database says, unless the statement named them by place. */
  keysFor(names: readonly string[]): readonly string[] {
    const columns = this.#columns;
    if (columns === null || !this.#goesByPlace(columns, names)) return names;
    return names.map((name, index) => columns[index]?.name ?? name);
  }
}

/** The SQL around the parameters, one piece more than there are references, and the slot of each reference. */
export interface Layout extends Pick<CompileOptions, 'placeholder' | 'placeholdersRepeat'> {
  readonly segments: readonly string[];
  readonly references: readonly number[];
}

const noLayout: Layout = Object.freeze({ segments: [''], references: [], placeholder: () => '?', placeholdersRepeat: false });

/** Everything a {@link Compiled} is made of. */
export interface CompiledFields extends Pick<ResultColumns, 'isPositional'> {
  readonly sql: string;
  readonly slots: readonly ParameterSlot[];
  readonly expansion: Expansion | null;
  readonly layout?: Layout;
  readonly columns: readonly DecodedColumn[] | null;
  /** Whether places count only where the result has exactly as many columns. */
  readonly isPositionalIfComplete?: boolean;
  readonly plan?: unknown;
  readonly script?: readonly string[] | null;
  /** Absent: it was given as text. */
  readonly dml?: CompiledDml | null;
}

import type { ColumnDefault } from '../schema/column-definition.ts';
import type { ResultColumns } from '../sql/result-columns.ts';

/** Turns one value into another: an encoder on its way to the driver, a decoder on its way back. Never called with null. */
export type Convert = (value: unknown) => unknown;

/** One value that is to be sent. */
export interface ParameterSlot {
  readonly name: string;
  /** Null: the driver gets the value as it is. */
  readonly encode: Convert | null;
  /** Whether the value is an array that stands for as many placeholders as it has elements. */
  readonly expanding: boolean;
  /** Which of the statement's own parameters it is, in the order of its key; -1: it is found by its name. */
  readonly bindIndex: number;
  /** What it is where neither the execution nor the statement gives a value. */
  readonly default?: { readonly value: ColumnDefault<unknown> } | undefined;
}

/** How to write the SQL once it is known how many elements the arrays have. */
export interface Expansion {
  /** The SQL around the parameters, one piece more than there are references. */
  readonly segments: readonly string[];
  /** The slot of each parameter in the SQL, in order. */
  readonly references: readonly number[];
  readonly placeholder: (index: number) => string;
  readonly placeholdersRepeat: boolean;
  readonly emptyList: EmptyList;
}

/** What stands for a list without elements. */
export interface EmptyList {
  /** A subquery without rows, in parentheses. */
  readonly subquery: string;
  /** What replaces `IN (…)` and `NOT IN (…)` where the subquery would need a type; absent: the subquery serves. */
  readonly in?: string | undefined;
  readonly notIn?: string | undefined;
}

/** A column of the result for which the statement declared a type. */
export interface DecodedColumn {
  readonly name: string;
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
  readonly #columns: readonly DecodedColumn[] | null;
  readonly #isPositional: boolean;

  constructor(fields: CompiledFields) {
    this.sql = fields.sql;
    this.slots = fields.slots;
    this.hasExpanding = fields.expansion !== null;
    this.expansion = fields.expansion;
    this.layout = fields.layout ?? noLayout;
    this.#columns = fields.columns;
    this.#isPositional = fields.isPositional;
    Object.freeze(this);
  }

  /** How to read each column of a result whose columns have these names; null: all of them as they are. */
  decodersFor(names: readonly string[]): readonly (Convert | null)[] | null {
    const columns = this.#columns;
    if (columns === null) return null;
    if (this.#isPositional) return names.map((_name, index) => columns[index]?.decode ?? null);
    const byName = new Map(columns.map(({ name, decode }) => [name, decode]));
    return names.map((name) => byName.get(name) ?? null);
  }

  /** What the columns of a result are called in rows: as the database says, unless the statement named them by place. */
  keysFor(names: readonly string[]): readonly string[] {
    const columns = this.#columns;
    if (columns === null || !this.#isPositional) return names;
    return names.map((name, index) => columns[index]?.name ?? name);
  }
}

/** The SQL around the parameters, one piece more than there are references, and the slot of each reference. */
export interface Layout {
  readonly segments: readonly string[];
  readonly references: readonly number[];
}

const noLayout: Layout = Object.freeze({ segments: [''], references: [] });

/** Everything a {@link Compiled} is made of. */
export interface CompiledFields extends Pick<ResultColumns, 'isPositional'> {
  readonly sql: string;
  readonly slots: readonly ParameterSlot[];
  readonly expansion: Expansion | null;
  readonly layout?: Layout;
  readonly columns: readonly DecodedColumn[] | null;
}

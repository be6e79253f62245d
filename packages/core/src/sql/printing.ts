import type { SqlNode } from './nodes/sql-node.ts';

/** What `compile()` gives: the SQL, and the values that the statement itself holds. */
export interface CompiledSql {
  readonly sql: string;
  /** The same, one statement each: DDL can be several. */
  readonly statements: readonly string[];
  /** By name; parameters that await their value are not in it. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The values in the order of the placeholders. */
  readonly positional: readonly unknown[];
  toString(): string;
}

/** How to compile for reading. */
export interface PrintOptions {
  /** A dialect, or anything that has one, such as an engine; without it standard SQL with named parameters. */
  readonly dialect?: object;
  /** Writes values into the SQL: for reading only, never for executing. */
  readonly literalBinds?: boolean;
}

/** Turns nodes into text. The compiler, which stands floors above, puts itself here when it is loaded. */
export const printer: { print: (node: SqlNode, options: PrintOptions) => CompiledSql } = {
  print() {
    throw new Error('The compiler was not loaded.');
  },
};

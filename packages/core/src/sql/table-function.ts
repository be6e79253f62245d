import { checkOptionNames } from '../util/check-options.ts';
import { type ColumnOutline, FromClause } from './from-clause.ts';
import type { NamedType, TableFunctionNode } from './nodes/from-nodes.ts';
import type { SqlNode } from './nodes/sql-node.ts';

/** What a function in FROM is made of. */
export interface TableFunctionParts {
  readonly function: SqlNode;
  readonly columns: readonly NamedType[];
  readonly name: string | null;
  readonly isLateral: boolean;
  readonly withOrdinality: string | null;
  readonly rendersColumns?: boolean;
  readonly rendersTypes?: boolean;
}

/** A function in FROM, with columns `R`. Made by `tableValued()` and `alias()` of a function; immutable. */
export class TableFunction<out R, out S extends string = string> extends FromClause<R, S> {
  readonly uid = 0;
  readonly node: TableFunctionNode;
  readonly #parts: TableFunctionParts;

  /** @internal */
  constructor(parts: TableFunctionParts) {
    super();
    const { rendersColumns = false, rendersTypes = false } = parts;
    this.#parts = parts;
    this.node = { kind: 'tableFunction', identity: this, ...parts, rendersColumns, rendersTypes };
  }

  /** Writes the names of its columns behind its own, with their types for a function that gives records: `AS x(a INTEGER)`. */
  renderDerived(options: { readonly name?: string; readonly withTypes?: boolean } = {}): TableFunction<R, S> {
    const { name = this.#parts.name, withTypes = false } = checkOptionNames(options, ['name', 'withTypes'], 'renderDerived()');
    return new TableFunction<R, S>({ ...this.#parts, name, rendersColumns: true, rendersTypes: withTypes });
  }

  /** The same, allowed to refer to what stands in front of it in FROM. */
  lateral(name?: string): TableFunction<R, S> {
    return new TableFunction<R, S>({ ...this.#parts, name: name ?? this.#parts.name, isLateral: true });
  }

  /** @internal */
  protected outlines(): readonly ColumnOutline[] {
    return this.node.columns.map(({ name, type }) => ({ key: name, name, type, origin: null }));
  }
}

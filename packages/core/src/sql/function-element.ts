import { ArgumentError } from '../errors/argument-errors.ts';
import { integer } from '../types/integer.ts';
import { nullType } from '../types/null-type.ts';
import type { TypeEngine, ValueOf } from '../types/type-engine.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { ColumnElement } from './column-element.ts';
import { orderedSetType } from './function-types.ts';
import type { FunctionColumnNode, FunctionNode, WithinGroupNode } from './nodes/expression-nodes.ts';
import type { NamedType } from './nodes/from-nodes.ts';
import type { ExpressionNode } from './nodes/sql-node.ts';
import { TableFunction } from './table-function.ts';
import { type Expressions, expressions, Windowable } from './windowable.ts';

/** Names of columns with their types. */
export type ColumnTypes = Readonly<Record<string, TypeEngine<unknown>>>;

/** The rows of columns that are named with their types. */
export type RowOfTypes<C> = [C] extends [string] ? { readonly [K in C]: unknown } : { readonly [K in keyof C]: ValueOf<C[K]> };

/** How a function stands in FROM. */
export interface TableValuedOptions<O extends string = never> {
  /** What it is called; made up where it is absent. */
  readonly name?: string;
  /** The name of the column that counts the rows: `WITH ORDINALITY`. */
  readonly withOrdinality?: O;
  readonly lateral?: boolean;
}

/** `name(…)`. Made by `func`; immutable. */
export class FunctionElement<out T, out S extends string = never> extends Windowable<T, S> {
  /** What it gives, where Aludel cannot know: `func.my_function(1).returns(t.Integer)`. */
  returns<R>(type: TypeEngine<R>): FunctionElement<R, S> {
    return new FunctionElement<R, S>({ ...(this.node as FunctionNode), type } as ExpressionNode);
  }

  /** `… WITHIN GROUP (ORDER BY …)`, for functions of an ordered set: `percentileCont`, `mode`. */
  withinGroup(...order: readonly ColumnElement<unknown, string>[]): Windowable<T, S> {
    if (order.length === 0) throw new ArgumentError('withinGroup() takes at least one expression to order by.');
    const orderBy = expressions(order, 'withinGroup()');
    const type = orderedSetType(this.#function(), orderBy);
    return new Windowable<T, S>({ kind: 'withinGroup', element: this.node, orderBy, type } as WithinGroupNode);
  }

  /** ORDER BY inside an aggregate: `string_agg(x, ',' ORDER BY y)`. */
  aggregateOrderBy(...order: readonly ColumnElement<unknown, string>[]): FunctionElement<T, S> {
    const orderBy = expressions(order as Expressions, 'aggregateOrderBy()');
    return new FunctionElement<T, S>({ ...this.#function(), orderBy } as FunctionNode);
  }

  /**
   * The function as a table, with these columns: names, or an object of types.
   *
   * @example func('json_each', item.c.document).tableValued({ key: t.String, value: t.JSON }, { name: 'entry' })
   */
  tableValued<const C extends string, O extends string = never>(
    ...columns: readonly [C, ...C[]]
  ): TableFunction<RowOfTypes<C> & { readonly [K in O]: number }>;
  tableValued<const C extends string | ColumnTypes, const O extends string = never>(
    columns: C | readonly Extract<C, string>[],
    options?: TableValuedOptions<O>,
  ): TableFunction<RowOfTypes<C> & { readonly [K in O]: number }>;
  tableValued(...given: readonly unknown[]): TableFunction<unknown> {
    const last = given.at(-1);
    const hasOptions = given.length > 1 && typeof last === 'object' && last !== null;
    const options = hasOptions ? (last as TableValuedOptions<string>) : {};
    const columns = namedTypes(hasOptions ? given.slice(0, -1) : given);
    checkOptionNames(options, ['name', 'withOrdinality', 'lateral'], 'tableValued()');
    const { withOrdinality = null, name = null, lateral = false } = options;
    const all = withOrdinality === null ? columns : [...columns, { name: withOrdinality, type: integer }];
    return new TableFunction({ function: this.#function(), columns: all, name, isLateral: lateral, withOrdinality });
  }

  /** The function in FROM, and its only column: `SELECT x FROM unnest(…) AS x`. */
  columnValued(name?: string): ColumnElement<T, S> {
    const table = this.alias(name);
    return new ColumnElement({ kind: 'tableValue', from: table.node, type: this.node.type } as unknown as ExpressionNode);
  }

  /** One column of what the function gives: `(f(…)).name`. */
  scalarTableValued<R = unknown>(name: string, type?: TypeEngine<R>): ColumnElement<R, S> {
    return new ColumnElement({
      kind: 'functionColumn',
      function: this.node,
      name,
      type: type ?? nullType,
    } as FunctionColumnNode as ExpressionNode);
  }

  /** The function in FROM under a name. */
  alias(name?: string): TableFunction<Readonly<Record<string, unknown>>> {
    return new TableFunction({
      function: this.#function(),
      columns: [],
      name: name ?? null,
      isLateral: false,
      withOrdinality: null,
    });
  }

  #function(): FunctionNode {
    return this.node as FunctionNode;
  }
}

function namedTypes(given: readonly unknown[]): readonly NamedType[] {
  const columns = given.flatMap((one): readonly NamedType[] => {
    if (typeof one === 'string') return [{ name: one, type: nullType }];
    if (Array.isArray(one)) return namedTypes(one);
    if (typeof one !== 'object' || one === null)
      throw new ArgumentError('tableValued() takes the names of columns, or an object of types: { value: t.Integer }.');
    return Object.entries(one as ColumnTypes).map(([name, type]) => ({ name, type }));
  });
  if (columns.length === 0) throw new ArgumentError('tableValued() takes the name of at least one column.');
  return columns;
}

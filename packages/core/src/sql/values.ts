import { checkedType } from '../types/checked-type.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { checkNamedValues } from './named-values.ts';
import { nameOrNull } from './checked-name.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { nullType } from '../types/null-type.ts';
import type { ValueOf } from '../types/type-engine.ts';
import { ClauseElement } from './clause-element.ts';
import { valueBind } from './coerce.ts';
import { type Cte, type CteOptions, cteOf } from './cte.ts';
import { type ColumnOutline, columnNode, FromClause } from './from-clause.ts';
import type { BindNode, TupleNode } from './nodes/expression-nodes.ts';
import type { ValuesNode } from './nodes/from-nodes.ts';
import { constantNode } from './nodes/make-nodes.ts';
import type { SqlNode, StatementNode } from './nodes/sql-node.ts';
import type { ColumnTypes } from './result-columns.ts';

/** The rows of `values()`. */
export type RowOfTypes<C extends ColumnTypes> = { readonly [K in keyof C]: ValueOf<C[K]> };

/**
 * Rows that are written in the statement, to select from: `VALUES (…), (…)`.
 *
 * @example values({ id: t.Integer, name: t.String }, 'v').data([[1, 'a'], [2, 'b']])
 */
export function values<const C extends ColumnTypes, const S extends string = 'anon'>(
  columns: C,
  name?: S,
): Values<RowOfTypes<C>, S> {
  checkNamedValues(columns, 'values()');
  const named = Object.entries(columns).map(([column, type]) => ({
    name: column,
    type: checkedType(type, `values({ ${column} })`),
  }));
  return new Values<RowOfTypes<C>, S>({
    name: nameOrNull(name, 'values()'),
    columns: named,
    rows: [],
    isLateral: false,
    isRepeated: false,
  });
}

/**
 * A table of values with one row of parameters. An UPDATE that looks into it is executed with a list of parameter sets by
 * statements with a row for each.
 */
export function repeatedValues(types: ColumnTypes, name: string, row: readonly ClauseElement[]): Values<Record<string, unknown>> {
  const { node } = values(types, name).data([row]);
  return new Values({ ...node, isRepeated: true });
}

type ValuesFields = Omit<ValuesNode, 'kind' | 'identity'>;

/** Made by `values()`. Immutable. */
export class Values<R, S extends string = string> extends FromClause<R, S> {
  readonly uid = 0;
  readonly node: ValuesNode;

  /** @internal */
  constructor(fields: ValuesFields) {
    super();
    this.node = { ...fields, kind: 'values', identity: this };
  }

  /** Rows behind those it has: values, or expressions, in the order of the columns. */
  data(rows: readonly (readonly unknown[])[]): Values<R, S> {
    if (!Array.isArray(rows)) throw new ArgumentError(`data() takes an array of rows; it got ${kindOfValue(rows)}.`);
    const added = rows.map((row, index) => this.#row(row, this.node.rows.length + index));
    return new Values<R, S>({ ...this.#fields, rows: [...this.node.rows, ...added] });
  }

  override alias<const A extends string = `${S}_1`>(name?: A): FromClause<R, A> {
    return new Values<R, A>({ ...this.#fields, name: nameOrNull(name, 'alias()') });
  }

  /** The same, able to refer to what stands in front of it in FROM. */
  lateral<const A extends string = S>(name?: A): Values<R, A> {
    return new Values<R, A>({ ...this.#fields, name: nameOrNull(name, 'lateral()') ?? this.node.name, isLateral: true });
  }

  /** `WITH name (columns) AS (VALUES …)` */
  cte<const A extends string = S>(name?: A, options: CteOptions = {}): Cte<R, A> {
    return cteOf<R, A>(this.node as StatementNode, name, options);
  }

  /** @internal */
  protected outlines(): readonly ColumnOutline[] {
    return this.node.columns.map(({ name, type }) => ({ key: name, name, type, origin: null }));
  }

  get #fields(): ValuesFields {
    const { name, columns, rows, isLateral, isRepeated } = this.node;
    return { name, columns, rows, isLateral, isRepeated };
  }

  #row(row: readonly unknown[], index: number): TupleNode {
    const { columns } = this.node;
    if (!Array.isArray(row) || row.length !== columns.length)
      throw new ArgumentError(
        `Row ${index + 1} of values() has ${Array.isArray(row) ? `${row.length} values` : 'no values'}; there are ${columns.length} columns: ${columns.map(({ name }) => name).join(', ')}.`,
      );
    return { kind: 'tuple', type: nullType, elements: row.map((value, place) => this.#element(value, place)) };
  }

  #element(value: unknown, place: number): SqlNode {
    if (ClauseElement.is(value)) return value.node;
    const { name, type } = this.node.columns[place] as ValuesNode['columns'][number];
    if (value === undefined)
      throw new ArgumentError(`A value of the column "${name}" in values() is undefined. Give null for SQL NULL.`);
    if (value === null) return constantNode(null);
    const bind = valueBind(value, columnNode(this.node, { key: name, name, type, origin: null }));
    return { ...bind, name: 'param' } as BindNode;
  }
}

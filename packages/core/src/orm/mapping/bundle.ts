import { ArgumentError } from '../../errors/argument-errors.ts';
import type { Row } from '../../result/row.ts';
import { ExpressionElement } from '../../sql/clause-element.ts';
import { checkedName } from '../../sql/checked-name.ts';
import type { BundleNode } from '../../sql/nodes/expression-nodes.ts';
import type { NamesOfSelected, ValuesOfSelected } from '../../sql/select-types.ts';
import { nullType } from '../../types/null-type.ts';

/** A column, or a bundle of columns. */
export type Bundled = ExpressionElement<unknown, string> & { readonly key: string };

/**
 * Columns that are one value in rows, a row of their own.
 *
 * @example
 * const names = new Bundle('names', User.c.name, User.c.fullname);
 * for (const row of await session.execute(select(names).where(names.c.name.eq('sandy')))) console.log(row.names.fullname);
 */
export class Bundle<const K extends string, const A extends readonly Bundled[]> extends ExpressionElement<
  Row<ValuesOfSelected<A, never>, NamesOfSelected<A, never>>,
  never
> {
  /** What rows call it. */
  readonly key: K;
  readonly node: BundleNode;
  /** What it is made of, by name. */
  readonly c: { readonly [E in A[number] as E['key']]: E };

  constructor(name: K, ...columns: A) {
    super();
    checkedName(name, 'new Bundle()');
    if (columns.length === 0) throw new ArgumentError(`new Bundle('${name}') takes columns behind the name.`);
    this.key = name;
    this.node = { kind: 'bundle', name, elements: columns.map(({ node }) => node), type: nullType };
    this.c = Object.freeze(Object.fromEntries(columns.map((column) => [column.key, column]))) as never;
  }
}

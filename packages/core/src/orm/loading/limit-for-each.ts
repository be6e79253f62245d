import { literalBind } from '../../sql/coerce.ts';
import type { FunctionNode, LabelNode, OverNode } from '../../sql/nodes/expression-nodes.ts';
import { binaryNode } from '../../sql/nodes/make-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { select } from '../../sql/select.ts';
import { subqueryOf } from '../../sql/subquery.ts';
import { boolean } from '../../types/boolean.ts';
import { integer } from '../../types/integer.ts';
import { Entity, plainColumn } from '../mapping/entity.ts';
import type { RelatedQuery } from './related-query.ts';

/** At most so many related objects for each parent, by `row_number() OVER (PARTITION BY …)`. */
export function limitedForEach({ keys, target }: RelatedQuery, node: SelectNode, limit: number): SelectNode {
  const own = target.mapper.columns
    .filter((property) => target.has(property))
    .map((property) => plainColumn(target.column(property)));
  const order = node.orderBy.length > 0 ? node.orderBy : target.mapper.primaryKey.map((key) => plainColumn(target.column(key)));
  const number: FunctionNode = { kind: 'function', path: ['row_number'], arguments: [], orderBy: [], type: integer };
  const place: OverNode = { kind: 'over', element: number, partitionBy: keys, orderBy: order, frame: null, type: integer };
  const label: LabelNode = { kind: 'label', name: 'place_of_row', element: place, type: integer };
  const columns: readonly SqlNode[] = [...new Set<SqlNode>([...keys, ...own]), label];
  const inner = subqueryOf({ ...node, columns, orderBy: [], options: undefined } as SelectNode, undefined);
  const { columnNodes } = inner;
  const placeNode = columnNodes.at(-1) as SqlNode;
  return {
    ...select().node,
    columns: [...columnNodes.slice(0, keys.length), Entity.over(target.mapper, inner, null).node],
    where: [binaryNode('le', placeNode, literalBind(limit), boolean)],
    orderBy: [placeNode],
    options: node.options,
  };
}

import { type Subquery, subqueryOf } from '../../sql/subquery.ts';
import type { ColumnNode, LabelReferenceNode } from '../../sql/nodes/expression-nodes.ts';
import type { EntityNode, JoinNode } from '../../sql/nodes/from-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { ForUpdateNode, PendingJoinNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { plainColumn } from '../mapping/entity.ts';

/** Whether joined collections would make LIMIT or DISTINCT count rows of theirs. */
export function isLimited({ limit, offset, isDistinct, distinctOn, groupBy }: SelectNode): boolean {
  return limit !== null || offset !== null || isDistinct || distinctOn.length + groupBy.length > 0;
}

/**
 * A limited SELECT as a subquery, with relationships joined to it.
 *
 * @param columns those of the statement itself first, `own` of them, then those of what is joined
 */
export function wrapLimited(
  select: SelectNode,
  columns: readonly SqlNode[],
  own: number,
  eager: { readonly nodes: readonly PendingJoinNode[]; readonly orderBy: readonly SqlNode[] },
): SelectNode {
  const wanted = columns.slice(0, own).map(plain);
  for (const node of [
    ...eager.nodes.flatMap(({ on }) => (on === null ? [] : columnsIn(on))),
    ...select.orderBy.flatMap(columnsIn),
  ])
    if (!wanted.includes(node) && isFromInside(node, eager.nodes)) wanted.push(node);
  const inner = subqueryOf({ ...select, columns: wanted, options: undefined } as SelectNode, undefined) as Subquery<unknown>;
  const outside = new Map<SqlNode, SqlNode>(wanted.map((node, index) => [node, inner.columnNodes[index] as SqlNode]));
  const byName = new Map(inner.columnNodes.map((node) => [node.key, node]));
  const adapt = (node: SqlNode): SqlNode => {
    const known = outside.get(plain(node));
    if (known !== undefined) return known;
    if (node.kind === 'labelReference') return byName.get((node as LabelReferenceNode).name) ?? node;
    return node.kind === 'column' ? node : mapChildren(node, adapt);
  };
  const joins = eager.nodes.map((join) => ({
    ...join,
    left: join.left !== null && eager.nodes.some(({ right }) => contains(right, join.left as SqlNode)) ? join.left : inner.node,
    right: mapChildren(join.right, (child) => (child.kind === 'list' || child.kind === 'binary' ? adapt(child) : child)),
    on: join.on === null ? null : adapt(join.on),
  }));
  const { forUpdate } = select;
  return {
    ...bare(select),
    columns: [...inner.columnNodes.slice(0, own), ...columns.slice(own)],
    froms: [inner.node],
    joins,
    orderBy: [...select.orderBy.map(adapt), ...eager.orderBy],
    forUpdate: forUpdate !== null && (forUpdate as ForUpdateNode).of.length === 0 ? forUpdate : null,
  };
}

function bare(select: SelectNode): SelectNode {
  return {
    ...select,
    where: [],
    groupBy: [],
    having: [],
    isDistinct: false,
    distinctOn: [],
    limit: null,
    offset: null,
    fetch: null,
    correlation: 'auto',
    correlated: [],
    prefixes: [],
    suffixes: [],
    hints: [],
    ctes: undefined,
    options: undefined,
  };
}

function plain(node: SqlNode): SqlNode {
  return node.kind === 'column' ? plainColumn(node as ColumnNode) : node;
}

function columnsIn(node: SqlNode): readonly SqlNode[] {
  const found: SqlNode[] = [];
  const visit = (one: SqlNode): SqlNode => {
    if (one.kind === 'column') found.push(plain(one));
    else if (one.kind !== 'select') mapChildren(one, visit);
    return one;
  };
  visit(node);
  return found;
}

/** Whether a column is none of what is joined outside. */
function isFromInside(node: SqlNode, joins: readonly PendingJoinNode[]): boolean {
  const { from } = node as ColumnNode;
  return from !== null && !joins.some(({ right }) => contains(right, from));
}

function contains(from: SqlNode, wanted: SqlNode): boolean {
  const node = lowered(from);
  if ((node as { identity?: unknown }).identity === (lowered(wanted) as { identity?: unknown }).identity) return true;
  if (node.kind !== 'join') return false;
  const { left, right } = node as JoinNode;
  return contains(left, wanted) || contains(right, wanted);
}

function lowered(node: SqlNode): SqlNode {
  return node.kind === 'entity' ? lowered((node as EntityNode).from) : node;
}

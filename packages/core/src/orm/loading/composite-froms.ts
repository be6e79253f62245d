import type { ColumnNode, ScalarSubqueryNode } from '../../sql/nodes/expression-nodes.ts';
import { childNodes } from '../../sql/nodes/child-nodes.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { Entity } from '../mapping/entity.ts';

/**
 * The classes that a SELECT names, where the columns alone do not tell what to select from: one has several tables, which
 * stand in FROM joined as the mapping says, or is named by a subquery that is an attribute of it. Else empty.
 */
export function compositeFroms({ columns, where, froms, joins }: SelectNode): readonly FromNode[] {
  const named = new Set<Entity>();
  for (const node of [...columns, ...where]) collect(node, named);
  if (![...named].some(({ node }) => node.from.kind === 'join') && ![...columns, ...where].some(hasSubquery)) return [];
  const present = new Set<unknown>([...froms, ...joins.map(({ right }) => right)].map(({ identity }) => identity));
  return [...named].filter((entity) => !present.has(entity)).map(({ node }) => node);
}

function collect(node: SqlNode, named: Set<Entity>): void {
  const entity = node.kind === 'entity' ? (node as EntityNode).identity : (node as Partial<ColumnNode>).entity;
  if (entity instanceof Entity) named.add(entity);
  else if (node.kind !== 'column' && !queries.has(node.kind)) for (const child of childNodes(node)) collect(child, named);
}

function hasSubquery(node: SqlNode): boolean {
  if (node.kind === 'scalarSubquery') return (node as ScalarSubqueryNode).entity !== undefined;
  return node.kind !== 'column' && node.kind !== 'entity' && !queries.has(node.kind) && childNodes(node).some(hasSubquery);
}

const queries: ReadonlySet<string> = new Set(['select', 'compound', 'textualSelect', 'subquery', 'cte']);

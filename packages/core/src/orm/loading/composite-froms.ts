import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { childNodes } from '../../sql/nodes/child-nodes.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { Entity } from '../mapping/entity.ts';

/**
 * The classes that a SELECT names, where one of them has several tables: those stand in FROM joined as the mapping says,
 * which the columns alone do not tell. Empty where each class has one table.
 */
export function compositeFroms({ columns, where, froms, joins }: SelectNode): readonly FromNode[] {
  const named = new Set<Entity>();
  for (const node of [...columns, ...where]) collect(node, named);
  if (![...named].some(({ node }) => node.from.kind === 'join')) return [];
  const present = new Set<unknown>([...froms, ...joins.map(({ right }) => right)].map(({ identity }) => identity));
  return [...named].filter((entity) => !present.has(entity)).map(({ node }) => node);
}

function collect(node: SqlNode, named: Set<Entity>): void {
  if (queries.has(node.kind)) return;
  const entity = node.kind === 'entity' ? (node as EntityNode).identity : (node as Partial<ColumnNode>).entity;
  if (entity instanceof Entity) named.add(entity);
  else if (node.kind !== 'column') for (const child of childNodes(node)) collect(child, named);
}

const queries: ReadonlySet<string> = new Set(['select', 'compound', 'textualSelect', 'subquery', 'cte']);

import { childNodes } from '../../sql/nodes/child-nodes.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { Entity, selectedEntity } from '../mapping/entity.ts';

/** The classes that clauses are about; a query inside has its own. */
export function namedClasses(nodes: readonly SqlNode[]): ReadonlySet<Entity> {
  const named = new Set<Entity>();
  for (const node of nodes) collect(node, named);
  return named;
}

function collect(node: SqlNode, named: Set<Entity>): void {
  const entity = selectedEntity(node) ?? (node as Partial<ColumnNode>).entity;
  if (entity instanceof Entity) named.add(entity);
  else if (node.kind !== 'column' && !queries.has(node.kind)) for (const child of childNodes(node)) collect(child, named);
}

const queries: ReadonlySet<string> = new Set(['select', 'compound', 'textualSelect', 'subquery', 'cte', 'scalarSubquery']);

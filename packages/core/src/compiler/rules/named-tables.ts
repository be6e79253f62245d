import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { JoinNode } from '../../sql/nodes/from-nodes.ts';
import { nodeFields } from '../../sql/nodes/node-fields.ts';
import type { FromIdentity, FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';

/** The tables that nodes name, each once, in order; those of subqueries are their own. */
export function namedTables(nodes: readonly SqlNode[]): readonly FromNode[] {
  const found = new Map<FromIdentity, FromNode>();
  for (const node of nodes) collect(node, found);
  return [...found.values()];
}

/** The tables that stand inside joins: they need not be written once more. */
export function joinedTables(froms: readonly FromNode[]): ReadonlySet<FromIdentity> {
  const sides = (from: FromNode): readonly FromIdentity[] => {
    if (from.kind !== 'join') return [from.identity];
    const { left, right } = from as JoinNode;
    return [...sides(left), ...sides(right)];
  };
  return new Set(froms.filter(({ kind }) => kind === 'join').flatMap(sides));
}

function collect(node: SqlNode, found: Map<FromIdentity, FromNode>): void {
  if (node.kind === 'column') {
    const { from } = node as ColumnNode;
    if (from !== null && !found.has(from.identity)) found.set(from.identity, from);
    return;
  }
  if ('identity' in node) {
    const from = node as FromNode;
    if (!found.has(from.identity)) found.set(from.identity, from);
    return;
  }
  if (node.kind === 'scalarSubquery' || node.kind === 'select' || node.kind === 'compound') return;
  for (const child of childrenOf(node)) collect(child, found);
}

function childrenOf(node: SqlNode): readonly SqlNode[] {
  const fields = Object.entries((nodeFields as Readonly<Record<string, Readonly<Record<string, string>>>>)[node.kind] ?? {});
  const values = node as unknown as Readonly<Record<string, SqlNode | readonly SqlNode[] | null>>;
  return fields.flatMap(([name, role]) => {
    const value = values[name];
    if (value === null || value === undefined) return [];
    if (role === 'nodes') return value as readonly SqlNode[];
    return role === 'node' ? [value as SqlNode] : [];
  });
}

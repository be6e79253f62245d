import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { nodeFields } from '../../sql/nodes/node-fields.ts';
import type { FromIdentity, FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';

/** What a SELECT selects from: what it was told, and whatever its columns and conditions belong to. */
export function fromsOf(node: SelectNode): readonly FromNode[] {
  const found = new Map<FromIdentity, FromNode>();
  const add = (from: FromNode): void => {
    if (!found.has(from.identity)) found.set(from.identity, from);
  };
  for (const column of node.columns) collect(column, add);
  for (const where of node.where) collect(where, add);
  for (const from of node.froms) add(from);
  return [...found.values()];
}

function collect(node: SqlNode, add: (from: FromNode) => void): void {
  if (node.kind === 'column') {
    const { from } = node as ColumnNode;
    if (from !== null) add(from);
    return;
  }
  if ('identity' in node) return add(node as FromNode);
  if (node.kind === 'scalarSubquery') return;
  for (const child of childrenOf(node)) collect(child, add);
}

function childrenOf(node: SqlNode): readonly SqlNode[] {
  const fields = Object.entries((nodeFields as Readonly<Record<string, Readonly<Record<string, string>>>>)[node.kind] ?? {});
  const values = node as unknown as Readonly<Record<string, SqlNode | readonly SqlNode[] | null>>;
  return fields.flatMap(([name, role]) => {
    if (role === 'nodes') return values[name] as readonly SqlNode[];
    return role === 'node' && values[name] != null ? [values[name] as SqlNode] : [];
  });
}

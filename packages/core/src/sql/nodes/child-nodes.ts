import { nodeFields } from './node-fields.ts';
import type { SqlNode } from './sql-node.ts';

const fieldsByKind = new Map(
  Object.entries(nodeFields).map(([kind, fields]) => [
    kind,
    Object.entries(fields as Readonly<Record<string, string>>).filter(([, role]) => role === 'node' || role === 'nodes'),
  ]),
);

/** The nodes that a node is made of, in the order of its fields. What a column is a column of counts as one. */
export function childNodes(node: SqlNode): readonly SqlNode[] {
  const values = node as unknown as Readonly<Record<string, SqlNode | readonly SqlNode[] | null | undefined>>;
  return (fieldsByKind.get(node.kind) ?? []).flatMap(([name]) => values[name] ?? []);
}

import { nodeFields } from './node-fields.ts';
import type { SqlNode } from './sql-node.ts';

const fieldsByKind = new Map(
  Object.entries(nodeFields).map(([kind, fields]) => [
    kind,
    Object.entries(fields as Readonly<Record<string, string>>).filter(([, role]) => role === 'node' || role === 'nodes'),
  ]),
);

/** The node with other children; the node itself where all of them stay as they are. */
export function mapChildren<Node extends SqlNode>(node: Node, change: (child: SqlNode) => SqlNode): Node {
  let changed: Record<string, unknown> | null = null;
  for (const [name] of fieldsByKind.get(node.kind) ?? []) {
    const before = (node as unknown as Readonly<Record<string, unknown>>)[name];
    const after = Array.isArray(before) ? mapped(before, change) : isNode(before) ? change(before) : before;
    if (after === before) continue;
    changed ??= { ...(node as object) } as Record<string, unknown>;
    changed[name] = after;
  }
  return (changed ?? node) as unknown as Node;
}

function mapped(nodes: readonly SqlNode[], change: (child: SqlNode) => SqlNode): readonly SqlNode[] {
  const after = nodes.map(change);
  return after.every((node, index) => node === nodes[index]) ? nodes : after;
}

function isNode(value: unknown): value is SqlNode {
  return typeof value === 'object' && value !== null;
}

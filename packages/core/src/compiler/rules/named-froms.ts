import type { ColumnNode, TableValueNode } from '../../sql/nodes/expression-nodes.ts';
import { nodeFields } from '../../sql/nodes/node-fields.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';

/** The FROM clauses that an expression names by its columns; those of a subquery inside are its own. */
export function fromsNamedBy(node: SqlNode): readonly FromNode[] {
  const found: FromNode[] = [];
  collect(node, found);
  return found;
}

/** The columns in an expression, those of subqueries inside left out. */
export function columnsIn(node: SqlNode): readonly ColumnNode[] {
  if (node.kind === 'column') return [node as ColumnNode];
  return isQuery(node) ? [] : childrenOf(node).flatMap(columnsIn);
}

function collect(node: SqlNode, found: FromNode[]): void {
  if (node.kind === 'column' || node.kind === 'tableValue') {
    const { from } = node as ColumnNode | TableValueNode;
    if (from !== null) found.push(from);
  } else if ('identity' in node) found.push(node as FromNode);
  else if (!isQuery(node)) for (const child of childrenOf(node)) collect(child, found);
}

/** Whether it is a query of its own. */
export function isQuery({ kind }: SqlNode): boolean {
  return queries.has(kind);
}

const queries: ReadonlySet<string> = new Set([
  'scalarSubquery',
  'select',
  'compound',
  'textualSelect',
  'insert',
  'update',
  'delete',
]);

interface ChildField {
  readonly name: string;
  readonly isList: boolean;
}

const childFields = new Map<string, readonly ChildField[]>(
  Object.entries(nodeFields).map(([kind, fields]) => [
    kind,
    Object.entries(fields)
      .filter(([, role]) => role === 'node' || role === 'nodes')
      .map(([name, role]) => ({ name, isList: role === 'nodes' })),
  ]),
);

/** The nodes that a node is made of. */
export function childrenOf(node: SqlNode): readonly SqlNode[] {
  const values = node as unknown as Readonly<Record<string, unknown>>;
  return (childFields.get(node.kind) ?? []).flatMap(({ name, isList }) => {
    const value = values[name];
    if (value === null || value === undefined) return [];
    return isList ? (value as readonly SqlNode[]) : [value as SqlNode];
  });
}

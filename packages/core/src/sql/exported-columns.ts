import { typeOf } from './coerce.ts';
import type { ColumnOutline } from './from-clause.ts';
import type { ColumnNode, LabelNode } from './nodes/expression-nodes.ts';
import type { CompoundNode, SelectNode, TextualSelectNode } from './nodes/statement-nodes.ts';
import type { FromNode, SqlNode, StatementNode } from './nodes/sql-node.ts';

/** The columns that a query gives to what selects from it. */
export function exportedColumns(query: StatementNode): readonly ColumnOutline[] {
  switch (query.kind) {
    case 'select':
      return (query as SelectNode).columns.flatMap(outlinesOf);
    case 'compound':
      return exportedColumns((query as CompoundNode).queries[0] as StatementNode);
    case 'textualSelect':
      return (query as TextualSelectNode).columns.map(({ name, type }) => ({ key: name, name, type, origin: null }));
    default:
      return ((query as { readonly returning?: readonly SqlNode[] }).returning ?? []).flatMap(outlinesOf);
  }
}

function outlinesOf(node: SqlNode): readonly ColumnOutline[] {
  if ('identity' in node) return (node as FromNode).identity.columnNodes.flatMap(outlinesOf);
  if (node.kind === 'column') {
    const column = node as ColumnNode;
    return [{ key: column.key, name: column.name, type: column.type, origin: column }];
  }
  if (node.kind === 'label' && (node as LabelNode).name !== null) {
    const { name, element, type } = node as LabelNode & { readonly name: string };
    return [{ key: name, name, type, origin: element.kind === 'column' ? (element as ColumnNode) : null }];
  }
  return [{ key: 'anon', name: 'anon', type: typeOf(node), origin: null }];
}

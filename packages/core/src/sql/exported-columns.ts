import type { ColumnOutline } from './from-clause.ts';
import type { ColumnNode, LabelNode } from './nodes/expression-nodes.ts';
import type { ValuesNode } from './nodes/from-nodes.ts';
import type { SqlNode, StatementNode } from './nodes/sql-node.ts';
import type { CompoundNode, SelectNode, TextualSelectNode } from './nodes/statement-nodes.ts';
import { type SelectedColumn, selectedColumns, selectedType } from './selected-columns.ts';

/** The columns that a query gives to what selects from it. */
export function exportedColumns(query: StatementNode): readonly ColumnOutline[] {
  switch (query.kind) {
    case 'select':
      return outlines(selectedColumns(query as SelectNode));
    case 'compound':
      return exportedColumns((query as CompoundNode).queries[0] as StatementNode);
    case 'textualSelect':
    case 'values':
      return (query as TextualSelectNode | (ValuesNode & StatementNode)).columns.map(({ name, type }) => ({
        key: name,
        name,
        type,
        origin: null,
      }));
    default:
      return outlines(returningColumns((query as { readonly returning?: readonly SqlNode[] }).returning ?? []));
  }
}

function outlines(columns: readonly SelectedColumn[]): readonly ColumnOutline[] {
  return columns.flatMap((column) => {
    const { key, isRepeated, node } = column;
    if (key === null) return [];
    // A repeated column is the same one, by its first name.
    const named = isRepeated ? columns.find((other) => other.node === node && !other.isRepeated) : undefined;
    return [outlineOf(named ?? column, key)];
  });
}

function outlineOf(column: SelectedColumn, key: string): ColumnOutline {
  const { node, label } = column;
  const known = { key, type: selectedType(column), origin: originOf(node) };
  switch (label.kind) {
    case 'madeUp':
      return { ...known, name: column.key ?? key, madeUp: { owner: label.owner, stem: label.stem, from: label.from } };
    case 'none':
      return { ...known, name: key };
    case 'name':
      return { ...known, name: label.name };
    case 'own':
      return { ...known, ...(node.kind === 'column' ? nameOfColumn(node as ColumnNode) : { name: label.name }) };
  }
}

/** A column of a subquery may itself have a name that is not known yet. */
function nameOfColumn({ name, madeUp }: ColumnNode): Pick<ColumnOutline, 'name' | 'madeUp'> {
  return madeUp === undefined ? { name } : { name, madeUp };
}

/** The column that it passes on, by which joins find foreign keys. */
function originOf(node: SqlNode): ColumnNode | null {
  if (node.kind === 'column') return node as ColumnNode;
  if (node.kind === 'label') return originOf((node as LabelNode).element);
  return null;
}

function returningColumns(columns: readonly SqlNode[]): readonly SelectedColumn[] {
  return selectedColumns({ columns, labelStyle: 'disambiguate' } as unknown as SelectNode);
}

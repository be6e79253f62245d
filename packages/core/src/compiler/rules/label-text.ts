import type { ColumnNode, MadeUpName } from '../../sql/nodes/expression-nodes.ts';
import type { SelectedColumn } from '../../sql/selected-columns.ts';
import type { SqlWriter } from '../rules.ts';

/** What a selected column is called in the SQL; null: whatever the database calls it. */
export function labelText({ node, label }: SelectedColumn, sql: SqlWriter): string | null {
  switch (label.kind) {
    case 'none':
      return null;
    case 'madeUp':
      return sql.identifier(madeUpText(label, sql));
    case 'name':
      return sql.identifier(label.name);
    case 'own':
      return node.kind === 'column' ? columnName(node as ColumnNode, sql) : sql.identifier(label.name);
  }
}

/** The name of a column, without that of its table. */
export function columnName({ name, madeUp }: ColumnNode, sql: SqlWriter): string {
  return sql.identifier(madeUp === undefined ? name : madeUpText(madeUp, sql));
}

function madeUpText({ owner, stem, from }: MadeUpName, sql: SqlWriter): string {
  return from === undefined ? sql.madeUpName(owner, stem) : `${sql.fromName(from)}_${stem}`;
}

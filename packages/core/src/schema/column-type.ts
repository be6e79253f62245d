import { ArgumentError } from '../errors/argument-errors.ts';
import type { AnyType } from '../sql/nodes/sql-node.ts';
import type { ColumnDefinition } from './column-definition.ts';
import type { ForeignKey } from './foreign-key.ts';
import { findTarget } from './find-target.ts';
import type { SchemaTable } from './schema-table.ts';

/**
 * The type of a column: the one it was given, or that of the column that its foreign key refers to.
 *
 * @throws NoReferencedTableError where that is not defined yet
 */
export function columnType(table: SchemaTable, key: string): AnyType {
  return typeAlong(table, key, []);
}

function typeAlong(table: SchemaTable, key: string, path: readonly string[]): AnyType {
  const { type, foreignKeys } = table.columnDefinition(key) as ColumnDefinition<unknown>;
  const step = `${table.fullname}.${key}`;
  if (path.includes(step))
    throw new ArgumentError(
      `The columns ${[...path, step].join(' → ')} take their types from one another. Give one of them a type: column(t.Integer, foreignKey(…)).`,
    );
  if (type !== null) return type;
  const { target } = foreignKeys[0] as ForeignKey;
  if (typeof target !== 'string') return target.type;
  const found = findTarget(table, key, target);
  return typeAlong(found.table, found.key, [...path, step]);
}

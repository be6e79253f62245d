import { ArgumentError } from '../errors/argument-errors.ts';
import type { AnyColumn } from './column.ts';
import type { SchemaTable } from './schema-table.ts';

/**
 * The column whose values the database makes by itself, or null: the one that says `autoincrement: true`, or else a
 * primary key of one whole number without default and foreign key.
 */
export function autoincrementColumn(table: SchemaTable): AnyColumn | null {
  const { columns } = table.primaryKey;
  const [only] = columns;
  if (columns.length === 1 && only !== undefined && only.autoincrement === 'auto') return isAutomatic(only) ? only : null;
  const asked = columns.filter(({ autoincrement }) => autoincrement === true);
  if (asked.length > 1)
    throw new ArgumentError(
      `Only one column of table "${table.fullname}" may be { autoincrement: true }; these are: ${asked.map(({ name }) => name).join(', ')}.`,
    );
  const column = asked[0] ?? null;
  if (column !== null && !isWholeNumber(column))
    throw new ArgumentError(
      `The column "${column.name}" of table "${table.fullname}" is ${String(column.type)}, which cannot be { autoincrement: true }. Use t.Integer.`,
    );
  return column;
}

function isAutomatic(column: AnyColumn): boolean {
  return (
    isWholeNumber(column) &&
    column.default === undefined &&
    column.serverDefault === null &&
    column.computed === null &&
    column.foreignKeys.length === 0
  );
}

const wholeNumbers: ReadonlySet<string> = new Set([
  'Integer',
  'SmallInteger',
  'BigInteger',
  'INTEGER',
  'SMALLINT',
  'BIGINT',
  'TINYINT',
  'MEDIUMINT',
]);

function isWholeNumber({ type }: AnyColumn): boolean {
  if (wholeNumbers.has(type.typeName)) return true;
  const { scale } = type as { readonly scale?: number | null };
  return (type.typeName === 'Numeric' || type.typeName === 'NUMERIC' || type.typeName === 'DECIMAL') && scale === 0;
}

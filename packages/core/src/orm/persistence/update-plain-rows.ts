import type { Connection } from '../../engine/connection.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { Row } from './row-executor.ts';
import { updateRows } from './update-rows.ts';

/** Updates rows without objects, those of a table between: each is found by all its values. */
export function updatePlainRows(
  connection: Connection,
  table: SchemaTable,
  columns: readonly AnyColumn[],
  rows: readonly { readonly before: Row; readonly after: Row }[],
): Promise<number> {
  return updateRows(
    connection,
    { table, found: columns, set: columns },
    rows.map(({ before, after }) => ({
      found: columns.map(({ key }) => before[key]),
      set: columns.map(({ key }) => after[key]),
    })),
  );
}

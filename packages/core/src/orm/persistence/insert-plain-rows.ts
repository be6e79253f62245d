import type { Connection } from '../../engine/connection.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { insert } from '../../sql/insert.ts';
import { asFrom, type Row, run } from './row-executor.ts';

/** Inserts rows of which nothing is to come back. */
export async function insertPlainRows(connection: Connection, table: SchemaTable, rows: readonly Row[]): Promise<void> {
  await run(connection, insert(asFrom(table)).inline(), rows);
}

import type { Connection } from '../../engine/connection.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { and } from '../../sql/and-or-not.ts';
import { bindparam } from '../../sql/bind-parameter.ts';
import { type Delete, delete_ } from '../../sql/delete.ts';
import { tuple } from '../../sql/tuple.ts';
import { KeptStatements } from './kept-statements.ts';
import { asFrom, conditionName, type Row, run } from './row-executor.ts';

/** Fewer rows are deleted one by one. */
const fewestForSets = 4;
/** How many values one list has at most: the text of a longer one costs more than it saves. */
const valuesPerList = 1024;

/**
 * Deletes the rows that have these values in these columns: by a list of keys in one statement where the database is good at
 * that, else one by one.
 *
 * @returns how many rows there were; -1 where the database does not tell
 */
export async function deleteRows(
  connection: Connection,
  table: SchemaTable,
  columns: readonly AnyColumn[],
  rows: readonly (readonly unknown[])[],
): Promise<number> {
  const { setWiseDelete = false, rowcount, multiRowcount, maxParameters } = connection.dialect.capabilities;
  if (!setWiseDelete || rows.length < fewestForSets) {
    const names = columns.map(({ key }) => conditionName(table, key));
    const params = rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])) as Row);
    const result = await run(connection, oneByOne(table, columns), params);
    return (rows.length === 1 ? rowcount : multiRowcount) ? result.rowcount : -1;
  }
  const size = Math.floor(Math.min(valuesPerList, maxParameters) / columns.length);
  let matched = 0;
  for (let first = 0; first < rows.length; first += size) {
    const keys = rows.slice(first, first + size);
    const result = await run(connection, byList(table, columns), {
      keys: columns.length === 1 ? keys.map(([key]) => key) : keys,
    });
    matched += result.rowcount;
  }
  return rowcount ? matched : -1;
}

const statements = new KeptStatements<SchemaTable, AnyDelete>();
type AnyDelete = Delete<Record<string, unknown>>;

function oneByOne(table: SchemaTable, columns: readonly AnyColumn[]): AnyDelete {
  return statements.get(table, ['one', ...columns.map(({ key }) => key)], () =>
    delete_(asFrom(table)).where(
      and(...columns.map((column) => column.eq(bindparam(conditionName(table, column.key), { type: column.type }) as never))),
    ),
  );
}

function byList(table: SchemaTable, columns: readonly AnyColumn[]): AnyDelete {
  const [only] = columns;
  return statements.get(table, ['list', ...columns.map(({ key }) => key)], () => {
    const keys = bindparam('keys', { expanding: true });
    const subject = columns.length === 1 && only !== undefined ? only : tuple(...(columns as never));
    return delete_(asFrom(table)).where(subject.in(keys as never));
  });
}

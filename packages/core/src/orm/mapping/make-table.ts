import type { ColumnDefinition } from '../../schema/column-definition.ts';
import type { MetaData } from '../../schema/metadata.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { Table } from '../../schema/table.ts';
import { ArgumentError } from '../../errors/argument-errors.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import type { MapperOptions } from './mapper-options.ts';

/** The table of a class. */
export function makeTable(
  name: string,
  columns: Readonly<Record<string, ColumnDefinition<unknown>>>,
  { tableArgs = [], schema, comment }: MapperOptions,
  metadata: MetaData,
): SchemaTable {
  const options = { ...(schema === undefined ? {} : { schema }), ...(comment === undefined ? {} : { comment }) };
  return new Table(name, metadata, columns, tableArgs, options) as unknown as SchemaTable;
}

/** @param where what the application called @throws ArgumentError for what is no name */
export function checkTableName(name: unknown, where: string): string {
  if (typeof name === 'string' && name !== '') return name;
  throw new ArgumentError(
    `${where} takes the name of a table, then what its class has; it got ${name === '' ? 'an empty name' : kindOfValue(name)}.`,
  );
}

import type { ColumnDefinition } from '../../schema/column-definition.ts';
import type { MetaData } from '../../schema/metadata.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { Table } from '../../schema/table.ts';
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

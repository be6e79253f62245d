import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { ColumnProperty } from './column-property.ts';
import type { MapperOptions } from './mapper-options.ts';

/** That an attribute holds the value of a column of the class's own table. */
export interface ColumnPlace {
  /** What the attribute is called. */
  readonly key: string;
  /** What the table calls the column. */
  readonly columnKey: string;
  /** Whether SELECT leaves it out until it is asked for. */
  readonly deferred: boolean;
  readonly deferredGroup: string | null;
}

/** A mapper that has columns in places. */
interface PlacingMapper {
  readonly table: SchemaTable;
  readonly options: MapperOptions;
  /** The mapper whose rows tell themselves apart as its own do: itself, unless it shares them with a parent. */
  readonly base: unknown;
  slotOf(key: string): number;
}

/** The attribute of a column of the mapper's own. */
export function placedColumn(mapper: PlacingMapper, { columnKey, ...place }: ColumnPlace): ColumnProperty {
  const column = (mapper.table.c as Readonly<Record<string, unknown>>)[columnKey] as AnyColumn;
  const { primaryKey = [] } = mapper.options;
  const isKey = primaryKey.length > 0 ? primaryKey.includes(place.key) : column.primaryKey;
  const slot = mapper.slotOf(place.key);
  return { kind: 'column', ...place, slot, column, columns: [column], isPrimaryKey: isKey && mapper.base === mapper };
}

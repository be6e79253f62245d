import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { ClauseElement } from '../../sql/clause-element.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { MapperOptions } from '../mapping/mapper-options.ts';

/** What INSERT does with a column that an object has no value for. */
export type Absence = 'key' | 'default' | 'server' | 'null';

/** A column of a table, and the attribute that has its value. */
export interface WrittenColumn {
  readonly column: AnyColumn;
  readonly key: string;
  readonly slot: number;
  /** A value that is missing: is part of the key, has a default that Aludel sends or the database knows, or is NULL. */
  readonly absence: Absence;
  /** Whether Aludel sends a value of its own at UPDATE. */
  readonly hasOnupdate: boolean;
  /** Whether the database changes it by itself at UPDATE. */
  readonly changesByItself: boolean;
}

/** A table of a class, as far as the class maps it. */
export interface MappedTable {
  readonly table: SchemaTable;
  readonly columns: readonly WrittenColumn[];
  readonly hasOnupdates: boolean;
  readonly bySlot: ReadonlyMap<number, WrittenColumn>;
  readonly primaryKey: readonly WrittenColumn[];
  /** The column that counts versions; null: it is in another table, or there is none. */
  readonly version: WrittenColumn | null;
  /** Makes a version of the one before, which is null at INSERT; null: the application sets it, or the database makes it. */
  readonly nextVersion: ((before: unknown) => unknown) | null;
  /** Slots of keys that follow from those of the tables before: of joined-table inheritance. */
  readonly inherited: readonly { readonly from: number; readonly to: number }[];
}

const known = new WeakMap<Mapper, readonly MappedTable[]>();

/** The tables that the rows of a class are in, the root's first. */
export function mappedTables(mapper: Mapper): readonly MappedTable[] {
  const found = known.get(mapper) ?? mapper.tables.map((table) => mappedTable(mapper, table));
  known.set(mapper, found);
  return found;
}

/** The same table of a class that may not have it. */
export function findMappedTable(mapper: Mapper, table: SchemaTable): MappedTable | undefined {
  return mappedTables(mapper).find((one) => one.table === table);
}

/** All tables of classes that share their identity, in an order in which rows can be inserted. */
export function tablesOf(mappers: Iterable<Mapper>): readonly SchemaTable[] {
  const tables = new Set<SchemaTable>();
  for (const mapper of mappers) for (const { table } of mappedTables(mapper)) tables.add(table);
  return [...tables];
}

/** An option of a class, or of one that it inherits from. */
function inheritedOption<K extends 'versionId' | 'versionIdGenerator'>(mapper: Mapper, name: K): MapperOptions[K] {
  for (let one: Mapper | null = mapper; one !== null; one = one.inherits)
    if (one.options[name] !== undefined) return one.options[name];
  return undefined;
}

function countUp(before: unknown): unknown {
  return ((before as number | null) ?? 0) + 1;
}

function mappedTable(mapper: Mapper, table: SchemaTable): MappedTable {
  const columns = mapper.columns.flatMap(({ slot, columns: all }) =>
    all.filter((column) => column.table === table).map((column) => writtenColumn(column, slot)),
  );
  const sorted = columns.toSorted((a, b) => table.columnList.indexOf(a.column) - table.columnList.indexOf(b.column));
  const inherited = inheritedKeys(mapper, table);
  const primaryKey = keyColumns(mapper, table).map((column) => writtenColumn(column, rootSlot(mapper, column)));
  const version = inheritedOption(mapper, 'versionId');
  const versionSlot = version === undefined ? -1 : mapper.requireProperty(version).slot;
  const generator = inheritedOption(mapper, 'versionIdGenerator') ?? countUp;
  return {
    table,
    columns: sorted,
    hasOnupdates: sorted.some(({ hasOnupdate }) => hasOnupdate),
    bySlot: new Map(sorted.map((column) => [column.slot, column])),
    primaryKey,
    version: sorted.find(({ slot }) => slot === versionSlot) ?? null,
    nextVersion: generator === false ? null : generator,
    inherited,
  };
}

/** What a row is found by: the key of the table, and the attributes that the class says. Never nothing: that would be all rows. */
function keyColumns(mapper: Mapper, table: SchemaTable): readonly AnyColumn[] {
  const named = mapper.primaryKey.flatMap(({ columns }) => columns.filter((column) => column.table === table));
  return [...new Set([...table.primaryKey.columns, ...named])];
}

function writtenColumn(column: AnyColumn, slot: number): WrittenColumn {
  const { default: given, onupdate, serverDefault, computed, identity, serverOnupdate } = column;
  const isServer =
    serverDefault !== null || computed !== null || identity !== null || ClauseElement.is(given) || column.sequence !== null;
  return {
    column,
    key: column.key,
    slot,
    absence:
      given !== undefined && !ClauseElement.is(given) ? 'default' : column.primaryKey ? 'key' : isServer ? 'server' : 'null',
    hasOnupdate: onupdate !== undefined && !ClauseElement.is(onupdate),
    changesByItself: serverOnupdate || computed !== null || ClauseElement.is(onupdate),
  };
}

/** The attribute that a key follows from: it is loaded with every object. */
function rootSlot(mapper: Mapper, column: AnyColumn): number {
  const before = mapper.tables.slice(0, mapper.tables.indexOf(column.table as SchemaTable));
  const parent = column.foreignKeys.find((key) => before.includes(key.column.table as SchemaTable));
  return parent === undefined ? mapper.requireColumn(column).slot : rootSlot(mapper, parent.column);
}

function inheritedKeys(mapper: Mapper, table: SchemaTable): MappedTable['inherited'] {
  const tables = mapper.tables;
  const before = tables.slice(0, tables.indexOf(table));
  return keyColumns(mapper, table).flatMap((column) =>
    column.foreignKeys
      .filter((key) => before.includes(key.column.table as SchemaTable))
      .map((key) => ({ from: mapper.requireColumn(key.column).slot, to: mapper.requireColumn(column).slot }))
      .filter(({ from, to }) => from !== to),
  );
}

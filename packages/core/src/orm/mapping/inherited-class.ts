import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { ColumnDefinition } from '../../schema/column-definition.ts';
import { foreignKey } from '../../schema/foreign-key.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { sortedDefinition } from './class-definition.ts';
import { makeMappedClass, placesOf } from './make-mapped-class.ts';
import { checkTableName, makeTable } from './make-table.ts';
import { MappedColumn } from './mapped-column.ts';
import { requireMapper } from './mapper-of.ts';
import type { Construct } from './mapped-construct.ts';
import type { Mapper } from './mapper.ts';
import type { MapperOptions } from './mapper-options.ts';
import type { Registry } from './registry.ts';

/** What `Base.inherits(…)` was given. */
export interface InheritedClassParts {
  readonly parent: unknown;
  /** Null: rows are in the parent's table. */
  readonly table: string | null;
  readonly definition: object;
  readonly options: MapperOptions;
  readonly registry: Registry;
}

type Columns = Readonly<Record<string, ColumnDefinition<unknown>>>;

/** A class whose objects are objects of another mapped class too. */
export function makeInheritedClass({ parent, table: name, definition, options, registry }: InheritedClassParts): Construct {
  const inherits = requireMapper(parent, 'Base.inherits()');
  if (name !== null) checkTableName(name, `Base.inherits(${inherits.name}, …)`);
  const where = `Base.inherits(${inherits.name}, ${name === null ? 'null' : `'${name}'`})`;
  const { columns, renamed, thunks } = sortedDefinition(where, definition);
  const [other] = renamed.keys();
  if (other !== undefined)
    throw new ArgumentError(`"${other}" of ${where} is a column of a table that is there. Write mappedColumn(…).`);
  const shared = { where, options, registry, inherits };
  if (name === null) {
    const table = extendedTable(where, inherits, columns, options);
    return makeMappedClass({ ...shared, table, places: placesOf(columns), thunks, inheritance: 'single' });
  }
  const isConcrete = options.concrete === true;
  const all = isConcrete ? { ...columnsOf(inherits), ...columns } : withKey(where, inherits, columns, options);
  return makeMappedClass({
    ...shared,
    table: makeTable(name, all, options, registry.metadata),
    places: placesOf(all),
    thunks,
    inheritance: isConcrete ? 'concrete' : 'joined',
  });
}

// Single table ---------------------------------------------------------------------------------------------------

function extendedTable(where: string, { table }: Mapper, columns: Columns, options: MapperOptions): SchemaTable {
  for (const option of ['tableArgs', 'schema', 'comment', 'concrete'] as const)
    if (options[option] !== undefined)
      throw new ArgumentError(`The option "${option}" of ${where} is one of a table, and it has none. Give it to the parent.`);
  const added = Object.entries(columns).filter(([key, definition]) => !usesExisting(where, table, key, definition));
  table.appendColumns(Object.fromEntries(added.map(([key, definition]) => [key, nullable(definition)])));
  return table;
}

function usesExisting(where: string, table: SchemaTable, key: string, definition: ColumnDefinition<unknown>): boolean {
  if (table.columnDefinition(key) === undefined) return false;
  if (definition instanceof MappedColumn && definition.useExistingColumn) return true;
  throw new ArgumentError(
    `Column '${key}' of ${where} conflicts with existing column '${table.fullname}.${key}'. If the classes are to share it, give it { useExistingColumn: true }.`,
  );
}

// Rows of other classes have nothing in it: NOT NULL would refuse them.
function nullable(definition: ColumnDefinition<unknown>): ColumnDefinition<unknown> {
  const { name, type, foreignKeys, options } = definition;
  if (options.primaryKey === true || options.serverDefault !== undefined) return definition;
  return new ColumnDefinition(name, type, foreignKeys, { ...options, nullable: true });
}

// Joined tables --------------------------------------------------------------------------------------------------

/** With the parent's primary key, where the class has none: a foreign key to it. */
function withKey(where: string, inherits: Mapper, columns: Columns, { tableArgs = [] }: MapperOptions): Columns {
  const isGiven = Object.values(columns).some(({ options }) => options.primaryKey === true);
  if (isGiven || tableArgs.some(({ description }) => description.kind === 'primaryKey')) return columns;
  const parent = withTable(inherits);
  const { table } = parent;
  const keys = parent.ownColumns.filter(({ columnKey }) => table.columnDefinition(columnKey)?.options.primaryKey === true);
  const [key] = keys;
  if (key === undefined || keys.length > 1)
    throw new InvalidRequestError(
      `${where} has no primary key, and that of ${inherits.name} has several columns. Define them, with a foreignKeyConstraint() in tableArgs.`,
    );
  const name = table.columnName(key.columnKey);
  // By its name: types of the parent's columns may follow from tables that are defined later.
  const definition = new ColumnDefinition<unknown>(name, null, [foreignKey(`${table.fullname}.${name}`)], { primaryKey: true });
  return { [key.key]: definition, ...columns };
}

function withTable(mapper: Mapper): Mapper {
  return mapper.inheritance === 'single' && mapper.inherits !== null ? withTable(mapper.inherits) : mapper;
}

// Concrete tables ------------------------------------------------------------------------------------------------

function columnsOf(mapper: Mapper): Columns {
  return Object.fromEntries(mapper.columns.map(({ key, column }) => [key, column.definition]));
}

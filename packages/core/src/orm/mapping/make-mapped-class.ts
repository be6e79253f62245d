import { ArgumentError } from '../../errors/argument-errors.ts';
import type { ColumnDefinition } from '../../schema/column-definition.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { dispatch } from '../../event/event-target.ts';
import { mappedClause } from '../../sql/clause-element.ts';
import type { SortedDefinition } from './class-definition.ts';
import type { ColumnPlace } from './column-place.ts';
import { configureMapper } from './configure-mapper.ts';
import { entityOf } from './entity.ts';
import type { InheritanceKind } from './inheritance.ts';
import { instrumented, MappedObject } from './instance-slot.ts';
import { installAttributes } from './instrumentation.ts';
import { MappedColumn } from './mapped-column.ts';
import type { Construct } from './mapped-construct.ts';
import { Mapper } from './mapper.ts';
import { dispatcherOf } from './mapper-events.ts';
import type { MapperOptions } from './mapper-options.ts';
import { objectTexts } from './object-texts.ts';
import type { Registry } from './registry.ts';

/** What a class is mapped with. */
export interface MappedClassParts {
  /** What the application called, for messages. */
  readonly where: string;
  readonly table: SchemaTable;
  readonly places: readonly ColumnPlace[];
  readonly thunks: SortedDefinition['thunks'];
  readonly options: MapperOptions;
  readonly registry: Registry;
  readonly inherits?: Mapper | null;
  readonly inheritance?: InheritanceKind;
}

/** A class for the application to extend, whose objects are rows of a table. */
export function makeMappedClass({ where, inherits = null, ...parts }: MappedClassParts): Construct {
  const Mapped = unmappedClass(where, inherits?.construct);
  mapClass(Mapped, { inherits, ...parts }, Mapped.prototype as object);
  return Mapped;
}

/** The same before it is mapped. */
export function unmappedClass(where: string, parent?: Construct): Construct {
  const Made = class extends (parent ?? (MappedObject as Construct)) {};
  Object.defineProperty(Made, 'name', { value: where, configurable: true });
  if (parent === undefined) giveStatics(Made);
  return Made;
}

/** A class of the application, mapped as it is. */
export function mapExistingClass(construct: Construct, parts: Omit<MappedClassParts, 'where'>): void {
  giveStatics(construct);
  objectTexts.install(construct.prototype as object);
  mapClass(construct, { isImperative: true, ...parts }, construct.prototype as object);
}

/** Gives a class its mapper, and its attributes. */
export function mapClass(
  construct: Construct,
  { places, registry, inherits = null, ...parts }: Omit<MappedClassParts, 'where'> & { readonly isImperative?: boolean },
  prototype: object,
): void {
  const mapper = new Mapper({
    inheritance: 'root',
    ...parts,
    inherits,
    construct,
    columns: places,
    newState: registry.newState,
    configure: configureMapper,
  });
  Object.defineProperty(construct, instrumented, { value: mapper });
  installAttributes(prototype, mapper);
  registry.add(mapper);
}

/** What a mapped class has beside what the application gives it. */
function giveStatics(construct: object): void {
  for (const [key, read] of statics)
    Object.defineProperty(construct, key, {
      get(this: object): unknown {
        return read(seen(this));
      },
      configurable: true,
    });
}

const statics: readonly (readonly [string | symbol, (mapper: Mapper) => unknown])[] = [
  ['c', (mapper) => entityOf(mapper).c],
  ['table', ({ table }) => table],
  [mappedClause, (mapper) => entityOf(mapper)],
  [dispatch, dispatcherOf],
];

/** The mapper of a class that was used: the class is the one that the application made. */
function seen(construct: object): Mapper {
  const mapper = (construct as { readonly [instrumented]: Mapper })[instrumented];
  mapper.extendedBy(construct);
  return mapper;
}

/** The attributes of columns as they were defined. */
export function placesOf(definitions: Readonly<Record<string, ColumnDefinition<unknown>>>): readonly ColumnPlace[] {
  return Object.entries(definitions).map(([key, definition]) => placeOf(key, key, definition));
}

/** Attributes for all columns of a table that is there: under their own names, but for those that are named otherwise. */
export function placesOfTable(where: string, table: SchemaTable, { columns, renamed }: SortedDefinition): readonly ColumnPlace[] {
  const [added] = Object.keys(columns);
  if (added !== undefined)
    throw new ArgumentError(`"${added}" of ${where} is a new column, but the table is there already. Define it with the table.`);
  const names = new Map([...renamed].map(([key, column]) => [column, key]));
  for (const [key, column] of renamed) checkRenamed(where, table, { key, column, known: names.get(column) as string });
  return table.columnList.map((column) => placeOf(names.get(column) ?? column.key, column.key, column.definition));
}

function checkRenamed(where: string, table: SchemaTable, { key, column, known }: Renamed): void {
  if (!(table.columnList as readonly unknown[]).includes(column))
    throw new ArgumentError(`"${key}" of ${where} is a column of another table. Name one of "${table.fullname}".`);
  if (key !== known)
    throw new ArgumentError(
      `"${key}" and "${known}" of ${where} are the same column. Map it once, and write ${key}: synonym('${known}').`,
    );
}

/** A column under another name; `known`: the last one that it was given. */
interface Renamed {
  readonly key: string;
  readonly column: unknown;
  readonly known: string;
}

function placeOf(key: string, columnKey: string, definition: ColumnDefinition<unknown>): ColumnPlace {
  const { deferred, deferredGroup } = definition instanceof MappedColumn ? definition : notDeferred;
  return { key, columnKey, deferred, deferredGroup };
}

const notDeferred = { deferred: false, deferredGroup: null };

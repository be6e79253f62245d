import { checkOptionNames } from '../../util/check-options.ts';
import { ArgumentError } from '../../errors/argument-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import { ColumnDefinition } from '../../schema/column-definition.ts';
import { MetaData } from '../../schema/metadata.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { Table } from '../../schema/table.ts';
import { mappedClause } from '../../sql/clause-element.ts';
import { configureMapper } from './configure-mapper.ts';
import type { ColumnProperty } from './column-property.ts';
import { entityOf } from './entity.ts';
import { instrumented, MappedObject } from './instance-slot.ts';
import { installAttributes } from './instrumentation.ts';
import type { MappedClass } from './mapped-class.ts';
import { MappedColumn } from './mapped-column.ts';
import { type Construct, Mapper, type StateFactory } from './mapper.ts';
import { type MapperOptions, mapperOptionNames } from './mapper-options.ts';
import type { PropertyDefinition } from './property-definition.ts';
import { Registry } from './registry.ts';

/** What a class can be defined with: columns, and functions that give relationships and the like. */
export type ClassDefinition = Readonly<Record<string, ColumnDefinition<unknown> | (() => PropertyDefinition<unknown>)>>;

/** Options of a declarative base. */
export interface DeclarativeBaseOptions {
  readonly metadata?: MetaData;
}

/** Makes mapped classes: `class User extends Base('user_account', { … }) {}`. */
export interface DeclarativeBase {
  <const S extends string, D extends object>(table: S, definition: D, options?: MapperOptions): MappedClass<D, S>;
  readonly metadata: MetaData;
  readonly registry: Registry;
}

/** A base whose classes keep their state in what `newState` makes. */
export function makeDeclarativeBase(options: DeclarativeBaseOptions, newState: StateFactory): DeclarativeBase {
  checkOptionNames(options, ['metadata'], 'declarativeBase()');
  const metadata = options.metadata ?? new MetaData();
  const registry = new Registry(metadata);
  const base = (table: string, definition: object, mapperOptions: MapperOptions = {}) =>
    mappedClass({ table, definition: definition as ClassDefinition, options: mapperOptions, registry, newState });
  return Object.assign(base, { metadata, registry }) as unknown as DeclarativeBase;
}

interface ClassParts {
  readonly table: string;
  readonly definition: ClassDefinition;
  readonly options: MapperOptions;
  readonly registry: Registry;
  readonly newState: StateFactory;
}

function mappedClass({ table: name, definition, options, registry, newState }: ClassParts): Construct {
  checkOptionNames(options, mapperOptionNames, `Base('${name}')`);
  const Mapped = class extends MappedObject {
    static get c(): unknown {
      return entityOf(seen(this)).c;
    }
    static get table(): SchemaTable {
      return seen(this).table;
    }
    static get [mappedClause](): unknown {
      return entityOf(seen(this));
    }
  };
  const { columns, thunks } = sorted(name, definition);
  const table = tableOf(name, columns, options, registry.metadata);
  const mapper = new Mapper({
    construct: Mapped as unknown as Construct,
    table,
    columns: columnProperties(table, columns),
    thunks,
    options,
    inherits: null,
    newState,
    configure: configureMapper,
  });
  Object.defineProperty(Mapped, instrumented, { value: mapper });
  installAttributes(Mapped.prototype, mapper);
  registry.add(mapper);
  return Mapped as unknown as Construct;
}

/** The mapper of a class that was used: the class is the one that the application made. */
function seen(construct: object): Mapper {
  const mapper = (construct as { readonly [instrumented]: Mapper })[instrumented];
  mapper.extendedBy(construct);
  return mapper;
}

function sorted(name: string, definition: ClassDefinition) {
  const columns: Record<string, ColumnDefinition<unknown>> = {};
  const thunks = new Map<string, () => PropertyDefinition<unknown>>();
  for (const [key, value] of Object.entries(definition)) {
    if (ColumnDefinition.is(value)) columns[key] = value;
    else if (typeof value === 'function') thunks.set(key, value);
    else
      throw new ArgumentError(
        `"${key}" of Base('${name}') is no attribute. Write ${key}: mappedColumn(t.Integer), or ${key}: () => relationship(Other).`,
      );
  }
  return { columns, thunks };
}

function tableOf(
  name: string,
  columns: Readonly<Record<string, ColumnDefinition<unknown>>>,
  { tableArgs = [], schema, comment }: MapperOptions,
  metadata: MetaData,
): SchemaTable {
  const options = { ...(schema === undefined ? {} : { schema }), ...(comment === undefined ? {} : { comment }) };
  return new Table(name, metadata, columns, tableArgs, options) as unknown as SchemaTable;
}

function columnProperties(
  table: SchemaTable,
  definitions: Readonly<Record<string, ColumnDefinition<unknown>>>,
): readonly ColumnProperty[] {
  const columns = table.c as unknown as Readonly<Record<string, AnyColumn>>;
  return Object.keys(definitions).map((key, slot) => {
    const column = columns[key] as AnyColumn;
    const definition = definitions[key];
    const { deferred, deferredGroup } =
      definition instanceof MappedColumn ? definition : { deferred: false, deferredGroup: null };
    return { kind: 'column', key, slot, column, columns: [column], isPrimaryKey: column.primaryKey, deferred, deferredGroup };
  });
}

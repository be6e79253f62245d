import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { Table } from '../../schema/table.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { sortedDefinition } from './class-definition.ts';
import { instrumented, MappedObject } from './instance-slot.ts';
import { mapExistingClass, placesOfTable } from './make-mapped-class.ts';
import type { Construct } from './mapped-construct.ts';
import { type MapperOptions, mapperOptionNames } from './mapper-options.ts';
import type { Registry } from './registry.ts';

/** How a class of the application is mapped: attributes that are no columns, columns under other names, options. */
export interface ImperativeOptions<D = object> extends MapperOptions {
  readonly properties?: D;
}

/** Maps a class that knows nothing of it: its attributes are those of the table, and `properties`. */
export function mapImperatively(registry: Registry, construct: unknown, given: unknown, options: ImperativeOptions): unknown {
  checkOptionNames(options, [...mapperOptionNames, 'properties'], 'mapImperatively()');
  if (typeof construct !== 'function' || typeof construct.prototype !== 'object')
    throw new ArgumentError(`mapImperatively() takes a class; it got ${kindOfValue(construct)}.`);
  if (!Table.is(given)) throw new ArgumentError('mapImperatively() takes a Table behind the class: new Table(…).');
  if (Object.hasOwn(construct, instrumented) || construct.prototype instanceof MappedObject)
    throw new InvalidRequestError(`Class '${construct.name}' already has a primary mapper defined. Map a class once.`);
  const { properties = {}, ...mapperOptions } = options;
  const where = `mapImperatively(${construct.name})`;
  const table = given as unknown as SchemaTable;
  const sorted = sortedDefinition(where, properties);
  const places = placesOfTable(where, table, sorted);
  mapExistingClass(construct as Construct, { table, places, thunks: sorted.thunks, options: mapperOptions, registry });
  return construct;
}

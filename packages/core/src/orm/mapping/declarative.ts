import { ArgumentError } from '../../errors/argument-errors.ts';
import { dispatch } from '../../event/event-target.ts';
import { MetaData } from '../../schema/metadata.ts';
import type { ReflectionBind } from '../../schema/reflection-bind.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { Table } from '../../schema/table.ts';
import { isTypeEngine } from '../../types/define-type.ts';
import type { TypeEngine } from '../../types/type-engine.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import type { ValidatorsOf } from './attribute-types.ts';
import { sortedDefinition } from './class-definition.ts';
import { DeferredReflection } from './deferred-reflection.ts';
import { makeInheritedClass } from './inherited-class.ts';
import { makeMappedClass, placesOf, placesOfTable } from './make-mapped-class.ts';
import { listensBelow, makeListeners } from './mapper-listeners.ts';
import { mapperOf } from './mapper-of.ts';
import { checkTableName, makeTable } from './make-table.ts';
import { type ImperativeOptions, mapImperatively } from './map-imperatively.ts';
import type { ImperativeClass, InheritedClass, InstanceOf, MappedClass, MappedParent } from './mapped-class.ts';
import type { MapperEvents } from './mapper-events.ts';
import type { MappedTarget } from './phantoms.ts';
import type { Construct } from './mapped-construct.ts';
import type { StateFactory } from './mapper.ts';
import { type MapperOptions, mapperOptionNames } from './mapper-options.ts';
import { Registry } from './registry.ts';

/** Names that an application has for types. */
export type TypeMap = Readonly<Record<string, TypeEngine<unknown>>>;

/** Options of a declarative base. */
export interface DeclarativeBaseOptions<T extends TypeMap = TypeMap> {
  readonly metadata?: MetaData;
  /** Types by the names that columns are to use for them: `{ typeMap: { str50: t.String(50) } }` gives `Base.type.str50`. */
  readonly typeMap?: T;
}

type None = Record<never, never>;

/**
 * Makes mapped classes: `class User extends Base('user_account', { … }) {}`. `B` is what all of them have, `T` the types by
 * name, `G` the attributes that mappers fill by themselves.
 */
export interface DeclarativeBase<B = unknown, T = None, G = never> {
  <const S extends string, D extends object, const F extends keyof (B & D) & string = never>(
    table: S,
    definition: D,
    options?: MapperOptions<F, ValidatorsOf<NoInfer<B & D>>>,
  ): MappedClass<B & D, S, F | G>;
  /**
   * A class whose objects are objects of another one too. Its columns are in a table of its own, joined to the parent's; in
   * the parent's table where `null` is given; or in one with all columns of the parent: `{ concrete: true }`.
   *
   * @example
   * class Engineer extends Base.inherits(Employee, 'engineer', { level: mappedColumn(t.Integer) }, { polymorphicIdentity: 'engineer' }) {}
   */
  inherits<
    P extends MappedParent,
    D extends object,
    const N extends string = string,
    const F extends keyof (P['_definition'] & D) & string = never,
  >(
    parent: P,
    table: N | null,
    definition: D,
    options?: MapperOptions<F, ValidatorsOf<NoInfer<P['_definition'] & D>>>,
  ): InheritedClass<P, D, N, F>;
  /** A base whose classes all have these attributes as well; SQLAlchemy's mixins and `__abstract__`. Options go for all classes, too. */
  with<W extends object, const F extends keyof (B & W) & string = never>(
    definition: W,
    options?: MapperOptions<F, ValidatorsOf<NoInfer<W>>>,
  ): DeclarativeBase<B & W, T, F | G>;
  /**
   * A class for a table that is there, one that was reflected for instance. Columns are attributes by their own names, unless
   * the definition names them otherwise: `{ userName: userTable.c.user_name }`.
   */
  fromTable<const S extends string, C extends object, D extends object = None, const F extends keyof (C & D) & string = never>(
    table: Table<S, C>,
    definition?: D,
    options?: MapperOptions<F>,
  ): MappedClass<C & D, S, F>;
  /**
   * A class for a table that is read from the database later, by {@link prepare}. Columns may be given that are known better;
   * of the others the compiler does not know.
   *
   * @example
   * class User extends Base.reflected('user_account', { id: mappedColumn(t.Integer, { primaryKey: true }) }) {}
   * await Base.prepare(engine);
   */
  reflected<const S extends string, D extends object = None>(
    table: S,
    definition?: D,
    options?: MapperOptions,
  ): MappedClass<D, S>;
  /** Reads the tables of all classes that `reflected()` made. */
  prepare(bind: ReflectionBind): Promise<void>;
  /**
   * Maps a class of the application as it is; SQLAlchemy's `map_imperatively()`. Its constructor runs for new objects, never
   * for rows; fields that it sets are attributes from then on.
   *
   * @example
   * const Point = Base.mapImperatively(PlainPoint, pointTable, { properties: { line: () => relationship(Line) } });
   */
  mapImperatively<C extends MappedTarget, const S extends string, R extends object, D extends object = None>(
    target: C,
    table: Table<S, R>,
    options?: ImperativeOptions<D>,
  ): ImperativeClass<C, R & D, S>;
  readonly metadata: MetaData;
  readonly registry: Registry;
  /** Only for the compiler: `event.listen(Base, 'beforeInsert', …)` hears of all its classes. */
  readonly _events: MapperEvents<InstanceOf<B>>;
  /** The types of `typeMap`. */
  readonly type: T;
}

/** A base whose classes keep their state in what `newState` makes. */
export function makeDeclarativeBase<T extends TypeMap>(
  options: DeclarativeBaseOptions<T>,
  newState: StateFactory,
): DeclarativeBase<unknown, T> {
  const { metadata = new MetaData(), typeMap = {} } = checkOptionNames(options, ['metadata', 'typeMap'], 'declarativeBase()');
  for (const [name, type] of Object.entries(typeMap))
    if (!isTypeEngine(type)) throw new ArgumentError(`"${name}" of typeMap is no type. Write ${name}: t.String(50).`);
  const registry = new Registry(metadata, newState);
  const deferred = new DeferredReflection(registry);
  const parts = { registry, deferred, type: Object.freeze({ ...typeMap }), shared: {}, options: {}, listeners: registry };
  return baseOf(parts) as unknown as DeclarativeBase<unknown, T>;
}

interface BaseParts {
  readonly registry: Registry;
  readonly deferred: DeferredReflection;
  readonly type: object;
  readonly shared: object;
  readonly options: MapperOptions;
  /** Where those listen who want to hear of all its classes. */
  readonly listeners: object;
}

/** A declarative base: a function with all that it has beside. */
function baseOf(parts: BaseParts): unknown {
  const { registry, type, shared } = parts;
  const base = (table: string, definition: object, options: MapperOptions = {}) =>
    declaredClass(table, { ...shared, ...definition }, { ...parts, options: optionsOf(parts, options, `Base('${table}')`) });
  Object.defineProperty(base, dispatch, { get: () => makeListeners(parts.listeners) });
  return Object.assign(base, {
    registry,
    metadata: registry.metadata,
    type,
    inherits: (parent: unknown, table: string | null, definition: object, options: MapperOptions = {}) => {
      checkOptionNames(options, mapperOptionNames, 'Base.inherits()');
      return makeInheritedClass({ parent, table, definition, options, registry });
    },
    with: (definition: object, options: MapperOptions = {}) => {
      const listeners = {};
      listensBelow(parts.listeners, listeners);
      return baseOf({
        ...parts,
        shared: { ...shared, ...definition },
        options: optionsOf(parts, options, 'Base.with()'),
        listeners,
      });
    },
    reflected: (table: string, definition: object = {}, options: MapperOptions = {}) =>
      parts.deferred.add(
        checkTableName(table, 'Base.reflected()'),
        { ...shared, ...definition },
        optionsOf(parts, options, 'Base.reflected()'),
      ),
    prepare: (bind: ReflectionBind) => parts.deferred.prepare(bind),
    mapImperatively: (construct: unknown, table: unknown, options: ImperativeOptions = {}) =>
      mapImperatively(registry, construct, table, options),
    fromTable: (table: unknown, definition: object = {}, options: MapperOptions = {}) =>
      classOfTable(table, { ...shared, ...definition }, { ...parts, options: optionsOf(parts, options, 'Base.fromTable()') }),
  });
}

/** Options of a class after those that its base has for all. */
function optionsOf({ options: all }: BaseParts, options: MapperOptions, where: string): MapperOptions {
  checkOptionNames(options, mapperOptionNames, where);
  const tableArgs = [...(all.tableArgs ?? []), ...(options.tableArgs ?? [])];
  return { ...all, ...options, ...(tableArgs.length === 0 ? {} : { tableArgs }) };
}

function declaredClass(name: string, definition: object, { options, registry, listeners }: BaseParts): Construct {
  const where = `Base('${checkTableName(name, 'Base()')}')`;
  const { columns, renamed, thunks } = sortedDefinition(where, definition);
  const [other] = renamed.keys();
  if (other !== undefined)
    throw new ArgumentError(
      `"${other}" of ${where} is a column of a table that is there. Write mappedColumn(…), or Base.fromTable(…).`,
    );
  const table = makeTable(name, columns, options, registry.metadata);
  return heardBy(listeners, makeMappedClass({ where, table, places: placesOf(columns), thunks, options, registry }));
}

function classOfTable(given: unknown, definition: object, { options, registry, listeners }: BaseParts): Construct {
  if (!Table.is(given)) throw new ArgumentError('Base.fromTable() takes a Table: new Table(…), or await Table.reflect(…).');
  const table = given as unknown as SchemaTable;
  const where = `Base.fromTable(${table.fullname})`;
  for (const option of ['tableArgs', 'schema', 'comment'] as const)
    if (options[option] !== undefined)
      throw new ArgumentError(
        `The option "${option}" of ${where} is one of the table, which is there already. Give it to new Table().`,
      );
  const sorted = sortedDefinition(where, definition);
  const places = placesOfTable(where, table, sorted);
  return heardBy(listeners, makeMappedClass({ where, table, places, thunks: sorted.thunks, options, registry }));
}

function heardBy(listeners: object, construct: Construct): Construct {
  listensBelow(listeners, mapperOf(construct) as object);
  return construct;
}

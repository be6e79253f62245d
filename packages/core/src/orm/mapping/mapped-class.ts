import type { MapperEvents } from './mapper-events.ts';
import type { ColumnDefinition } from '../../schema/column-definition.ts';
import type { Table } from '../../schema/table.ts';
import type { EntitySource } from '../../sql/clause-element.ts';
import type { AttributesOf, CompositeKey, ValueOfProperty } from './attribute-types.ts';
import type { MappedTarget } from './phantoms.ts';

/** The attributes of an object. */
export type InstanceOf<D> = { -readonly [P in keyof D]: ValueOfProperty<D[P], D> };

type RequiredKey<D> = Exclude<
  { [P in keyof D]: D[P] extends ColumnDefinition<unknown, true> ? P : never }[keyof D],
  CompositeKey<D>
>;

/**
 * What the constructor takes: every column that is NOT NULL, has no default and does not refer to another class must be
 * there. `F` are those that the mapper fills by itself.
 */
export type InitOf<D, F = never> = { -readonly [P in Exclude<RequiredKey<D>, F>]: ValueOfProperty<D[P], D> } & OptionalInit<D>;

type OptionalInit<D> = { -readonly [P in keyof D]?: ValueOfProperty<D[P], D> };

/** The arguments of the constructor: none are needed where everything may be left out. */
export type InitArguments<D, F = never> = [Exclude<RequiredKey<D>, F>] extends [never]
  ? [attributes?: OptionalInit<D>]
  : [attributes: InitOf<D, F>];

type ColumnKey<D> = { [P in keyof D]: D[P] extends ColumnDefinition<unknown> ? P : never }[keyof D];

/** The rows of the table, by the names of the attributes. */
export type RowsOf<D> = { readonly [P in ColumnKey<D>]: ValueOfProperty<D[P]> };

/** The columns of the table, as they were defined. */
export type ColumnsOfDefinition<D> = { readonly [P in ColumnKey<D>]: D[P] };

/**
 * A mapped class: what `Base(…)` gives, to be extended. `D` is what it was defined with, `S` what it is called in
 * statements, `F` the attributes that the mapper fills by itself.
 */
export interface MappedClass<D, S extends string = string, F = never> extends EntitySource<InstanceOf<D>, RowsOf<D>, S> {
  new (...given: InitArguments<D, F>): InstanceOf<D> & { readonly _entityName?: S; readonly _definition?: D };
  /** Its attributes, for statements: columns and relationships alike. */
  readonly c: AttributesOf<D, S>;
  /** SQLAlchemy's `__table__`. */
  readonly table: Table<S, ColumnsOfDefinition<D>>;
  readonly _definition: D;
  readonly _filledKeys?: F;
  /** Where `event.listen(User, 'beforeInsert', …)` adds its listeners. */
  readonly _events: MapperEvents<InstanceOf<D>>;
}

/** A mapped class that another one inherits from. */
export interface MappedParent {
  readonly prototype: unknown;
  readonly _definition: unknown;
  readonly _filledKeys?: unknown;
}

type FilledKeys<P extends MappedParent> = Exclude<P['_filledKeys'], undefined>;
type SourceName<P> = P extends { readonly prototype: { readonly _entityName?: infer S extends string } } ? S : string;

/**
 * What `Base.inherits(…)` gives: objects are those of the parent `P`, with all that its class adds, and the attributes of
 * `D`. In statements it goes by the name of the parent, whose table is part of it.
 */
export interface InheritedClass<P extends MappedParent, D, N extends string, F = never>
  extends EntitySource<P['prototype'] & InstanceOf<D>, RowsOf<P['_definition'] & D>, SourceName<P>> {
  new (
    ...given: InitArguments<P['_definition'] & D, F | FilledKeys<P>>
  ): P['prototype'] & InstanceOf<D> & { readonly _definition?: P['_definition'] & D };
  readonly c: AttributesOf<P['_definition'] & D, SourceName<P>>;
  readonly table: Table<N, ColumnsOfDefinition<D>>;
  readonly _definition: P['_definition'] & D;
  /** Only for the compiler: its primary key is that of its parent, whatever it is called. */
  readonly _inherited: true;
  readonly _filledKeys?: F | FilledKeys<P>;
  readonly _events: MapperEvents<P['prototype']>;
}

/** A class of the application that was mapped as it is: with its own constructor and types, and what statements need. */
export type ImperativeClass<C extends MappedTarget, D, S extends string> = C &
  EntitySource<C['prototype'], RowsOf<D>, S> & {
    readonly c: AttributesOf<D, S>;
    readonly _definition: D;
    readonly _events: MapperEvents<C['prototype']>;
  };

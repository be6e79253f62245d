import type { ColumnDefinition } from '../../schema/column-definition.ts';
import type { Table } from '../../schema/table.ts';
import type { EntitySource } from '../../sql/clause-element.ts';
import type { NamedColumn } from '../../sql/column-element.ts';
import type { classDefinition, entityName } from './phantoms.ts';
import type { PropertyDefinition } from './property-definition.ts';
import type { RelationshipAttribute } from './relationship-attribute.ts';

/** What an attribute holds. */
export type ValueOfProperty<P> = P extends ColumnDefinition<infer T> ? T : P extends () => PropertyDefinition<infer T> ? T : P;

/** The attributes of an object. */
export type InstanceOf<D> = { -readonly [K in keyof D]: ValueOfProperty<D[K]> };

type RequiredKey<D> = { [K in keyof D]: D[K] extends ColumnDefinition<unknown, true> ? K : never }[keyof D];

/** What the constructor takes: every column that is NOT NULL and has no default must be there. */
export type InitOf<D> = { -readonly [K in RequiredKey<D>]: ValueOfProperty<D[K]> } & {
  -readonly [K in keyof D]?: ValueOfProperty<D[K]>;
};

/** The rows of the table, by the names of the attributes. */
export type RowsOf<D> = { readonly [K in keyof D as D[K] extends ColumnDefinition<unknown> ? K : never]: ValueOfProperty<D[K]> };

type ColumnsOfDefinition<D> = { readonly [K in keyof D as D[K] extends ColumnDefinition<unknown> ? K : never]: D[K] };

/** What stands for an attribute in statements. */
export type AttributeOf<K, P, S extends string> =
  P extends ColumnDefinition<infer T>
    ? NamedColumn<K & string, T, S>
    : P extends () => PropertyDefinition<infer T>
      ? RelationshipAttribute<T>
      : never;

/** The attributes of a class: `User.c.name`. */
export type AttributesOf<D, S extends string> = { readonly [K in keyof D]: AttributeOf<K, D[K], S> };

/** A mapped class: what `Base(…)` gives, to be extended. */
export interface MappedClass<D, S extends string = string> extends EntitySource<InstanceOf<D>, RowsOf<D>, S> {
  new (init: InitOf<D>): InstanceOf<D> & { readonly [entityName]?: S };
  /** Its attributes, for statements: columns and relationships alike. */
  readonly c: AttributesOf<D, S>;
  /** SQLAlchemy's `__table__`. */
  readonly table: Table<S, ColumnsOfDefinition<D>>;
  readonly [classDefinition]: D;
}

import type { Column } from '../../schema/column.ts';
import type { ColumnDefinition, Requirement } from '../../schema/column-definition.ts';
import type { ValueOfProperty } from './attribute-types.ts';
import type { MappedColumn } from './mapped-column.ts';
import type { MappedTarget } from './phantoms.ts';

/**
 * What `session.get(construct, key)` takes: the value of the primary key, or `{ id: 5 }`; of a composite one a list in its
 * order, or an object by the names of the attributes. Where the compiler cannot know the key, anything.
 */
export type PrimaryKeyOf<C> = C extends { readonly _definition: infer D } ? KeyBy<C, D, KeysOf<D>> : unknown;

/** A class of which the compiler does not know how it was defined: that of a function for any class. */
export type UnknownClass = MappedTarget & { readonly _definition?: never };

/** The names of the attributes; `unknown` where it is not certain which they are. */
type KeysOf<D> = {
  [P in keyof D]: D[P] extends MappedColumn<unknown, infer R>
    ? Requirement extends R
      ? unknown
      : R extends 'key'
        ? P
        : never
    : D[P] extends ColumnDefinition<unknown> | Column<string, unknown>
      ? unknown
      : never;
}[keyof D];

type KeyBy<C, D, K> = [K] extends [never]
  ? unknown
  : [K] extends [keyof D]
    ? KeyFor<ValuesOf<D, K>> | InheritedKey<C, ValuesOf<D, K>>
    : unknown;

type KeyFor<K, V = K[keyof K]> = K | (IsUnion<keyof K> extends true ? readonly V[] : V | readonly [V]);

type ValuesOf<D, K extends keyof D> = { readonly [P in K]: Wide<ValueOfProperty<D[P], D>> };

// Whichever of them a column gives, it finds the same row by both.
type Wide<V> = V extends number | bigint ? number | bigint : V;

type IsUnion<K, All = K> = K extends unknown ? ([All] extends [K] ? false : true) : never;

// A class that inherits may have a key of its own beside that of its parent: they are one.
type InheritedKey<C, K> = C extends { readonly _inherited: true } ? K[keyof K] : never;

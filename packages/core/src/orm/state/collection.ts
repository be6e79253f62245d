import { ArgumentError } from '../../errors/argument-errors.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { instrumentedList } from './instrumented-list.ts';

/** The object that a collection belongs to. */
export interface CollectionHost {
  /** Before a change, so that what was there is remembered. */
  collectionChanges(property: RelationshipProperty<Mapper>): void;
  collectionAdded(property: RelationshipProperty<Mapper>, object: object): void;
  collectionRemoved(property: RelationshipProperty<Mapper>, object: object): void;
}

/** How a collection is used by those who do not know whether it is an array, a Set or a Map. SQLAlchemy's adapter. */
export interface CollectionAdapter {
  /** What the application sees. */
  readonly collection: object;
  objects(): readonly object[];
  has(object: object): boolean;
  /** Without telling anybody: a row was loaded, or the other side of the relationship was changed. */
  addSilently(object: object): void;
  removeSilently(object: object): void;
}

const adapters = new WeakMap<object, CollectionAdapter>();

/** How to use a collection; null: the value is none of a mapped object. */
export function adapterOf(value: unknown): CollectionAdapter | null {
  return typeof value === 'object' && value !== null ? (adapters.get(value) ?? null) : null;
}

/** A collection of a relationship; it tells its host of every change that the application makes. */
export function makeCollection(
  host: CollectionHost,
  property: RelationshipProperty<Mapper>,
  objects: readonly object[],
): CollectionAdapter {
  const adapter = instrumentedList(
    {
      changes: () => host.collectionChanges(property),
      added: (object) => host.collectionAdded(property, object),
      removed: (object) => host.collectionRemoved(property, object),
    },
    objects,
  );
  adapters.set(adapter.collection, adapter);
  return adapter;
}

/** The objects that an application gave for a whole collection. */
export function objectsGiven(value: unknown, subject: string): readonly object[] {
  if (Array.isArray(value) || value instanceof Set) return [...(value as Iterable<object>)];
  if (value instanceof Map) return [...(value.values() as Iterable<object>)];
  throw new ArgumentError(`${subject} holds a collection; it was set to ${kindOfValue(value)}. Give an array.`);
}

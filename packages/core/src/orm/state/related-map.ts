import { ArgumentError } from '../../errors/argument-errors.ts';
import { reprValue } from '../../util/repr-value.ts';
import type { KeyedCollection } from '../mapping/keyed-collection.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { type CollectionAdapter, collectionAdapter } from './collection-adapter.ts';
import { keyInMap, unpopulated } from './collection-key.ts';
import { CollectionEvents } from './collection-events.ts';
import type { RelatedState } from './related-state.ts';

const { set: rawSet, clear: rawClear, delete: rawDelete } = Map.prototype as Map<unknown, object>;

/** Related objects in a Map, by a key that each gives, that tells its object of every change. */
export class RelatedMap extends Map<unknown, object> {
  readonly #adapter: MapAdapter;

  constructor(state: RelatedState, property: RelationshipProperty<Mapper>, objects: Iterable<object>) {
    super();
    this.#adapter = new MapAdapter(this, new CollectionEvents(state, property, this));
    for (const object of objects) this.#adapter.addSilently(object);
  }

  get [collectionAdapter](): CollectionAdapter {
    return this.#adapter;
  }

  /** Whether the keys of a Map that was given are those that its objects give. @throws ArgumentError */
  checkKeys(given: ReadonlyMap<unknown, unknown>): void {
    for (const [key, object] of given) this.#adapter.checkKey(key, object as object);
  }

  /** @throws ArgumentError where the object itself gives another key: it would be found by that once it is loaded */
  override set(key: unknown, given: object): this {
    const { events } = this.#adapter;
    const before = this.get(key);
    if (before === given) return this;
    const [object] = events.admitted([given]) as [object];
    this.#adapter.checkKey(key, object);
    events.changing();
    rawSet.call(this, key, object);
    if (before !== undefined) events.removed(before);
    events.added(object);
    return this;
  }

  override delete(key: unknown): boolean {
    const before = this.get(key);
    if (before === undefined) return false;
    const { events } = this.#adapter;
    events.changing();
    rawDelete.call(this, key);
    events.removed(before);
    return true;
  }

  override clear(): void {
    for (const key of [...this.keys()]) this.delete(key);
  }
}

// It prints as a Map does.
Object.defineProperty(RelatedMap.prototype, 'constructor', { value: Map, writable: true, configurable: true });

class MapAdapter implements CollectionAdapter {
  readonly collection: Map<unknown, object>;
  readonly events: CollectionEvents;

  constructor(collection: Map<unknown, object>, events: CollectionEvents) {
    this.collection = collection;
    this.events = events;
  }

  objects(): readonly object[] {
    return [...this.collection.values()];
  }

  has(object: object): boolean {
    return this.#keyIn(object) !== null;
  }

  addSilently(object: object): void {
    const key = keyInMap(object, this.events.property);
    if (key !== unpopulated) rawSet.call(this.collection, key, object);
  }

  removeSilently(object: object): void {
    const found = this.#keyIn(object);
    if (found !== null) rawDelete.call(this.collection, found.key);
  }

  replaceSilently(objects: readonly object[]): void {
    const all = [...objects];
    rawClear.call(this.collection);
    for (const object of all) this.addSilently(object);
  }

  displacedBy(object: object): object | null {
    const before = this.collection.get(keyInMap(object, this.events.property));
    return before === undefined || before === object ? null : before;
  }

  /** What gives no key yet is kept under any. */
  checkKey(key: unknown, object: object): void {
    const { name, options } = this.events.property;
    const keyed = options.collectionClass as KeyedCollection<unknown>;
    const own = keyed.keyOf(object as never);
    if (own === undefined || own === null || own === key) return;
    throw new ArgumentError(
      `${name} was told to keep an object under ${reprValue(key)}; the ${keyed.source} gives ${reprValue(own)}. Use that as the key.`,
    );
  }

  /** Also where its key has changed since. */
  #keyIn(object: object): { readonly key: unknown } | null {
    for (const [key, one] of this.collection) if (one === object) return { key };
    return null;
  }
}

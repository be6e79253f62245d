import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { type CollectionAdapter, collectionAdapter } from './collection-adapter.ts';
import { CollectionEvents } from './collection-events.ts';
import type { RelatedState } from './related-state.ts';

const { add: rawAdd, clear: rawClear, delete: rawDelete } = Set.prototype as Set<object>;

/** Related objects in a Set that tells its object of every change. */
export class RelatedSet extends Set<object> {
  readonly #adapter: SetAdapter;

  constructor(state: RelatedState, property: RelationshipProperty<Mapper>, objects: Iterable<object>) {
    super();
    this.#adapter = new SetAdapter(this, new CollectionEvents(state, property, this));
    for (const object of objects) rawAdd.call(this, object);
  }

  get [collectionAdapter](): CollectionAdapter {
    return this.#adapter;
  }

  override add(given: object): this {
    if (this.has(given)) return this;
    const { events } = this.#adapter;
    const [object] = events.admitted([given]) as [object];
    events.changing();
    rawAdd.call(this, object);
    events.added(object);
    return this;
  }

  override delete(object: object): boolean {
    if (!this.has(object)) return false;
    const { events } = this.#adapter;
    events.changing();
    rawDelete.call(this, object);
    events.removed(object);
    return true;
  }

  override clear(): void {
    for (const object of [...this]) this.delete(object);
  }
}

// It prints as a Set does, and what is derived from it is one.
Object.defineProperty(RelatedSet.prototype, 'constructor', { value: Set, writable: true, configurable: true });

class SetAdapter implements CollectionAdapter {
  readonly collection: Set<object>;
  readonly events: CollectionEvents;

  constructor(collection: Set<object>, events: CollectionEvents) {
    this.collection = collection;
    this.events = events;
  }

  objects(): readonly object[] {
    return [...this.collection];
  }

  has(object: object): boolean {
    return this.collection.has(object);
  }

  addSilently(object: object): void {
    rawAdd.call(this.collection, object);
  }

  removeSilently(object: object): void {
    rawDelete.call(this.collection, object);
  }

  replaceSilently(objects: readonly object[]): void {
    const all = [...objects];
    rawClear.call(this.collection);
    for (const object of all) rawAdd.call(this.collection, object);
  }
}

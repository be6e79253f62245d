import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { ArgumentError } from '../../errors/argument-errors.ts';
import { type CollectionAdapter, collectionAdapter } from './collection-adapter.ts';
import { CollectionEvents } from './collection-events.ts';
import { MemberCounts } from './member-counts.ts';
import type { RelatedState } from './related-state.ts';

/**
 * An array that tells its object of every change, by whatever means it is made: methods know exactly what they add and
 * remove, and assignments to an index or to `length` are caught. What `map()` and the like give are plain arrays. It is a
 * Proxy, which `structuredClone()` refuses: clone `[...collection]`.
 *
 * @param objects taken over: the array becomes the collection
 */
export function instrumentedList(state: RelatedState, property: RelationshipProperty<Mapper>, objects: object[]): object[] {
  // Far cheaper than a subclass of Array whose constructor copies: 0.1 µs a collection.
  Object.setPrototypeOf(objects, listPrototype);
  const handler = new ListHandler(objects, state, property);
  handler.collection = new Proxy(objects, handler);
  return handler.collection;
}

/** Asked of a collection by an assignment, since only the traps of a Proxy know what is behind it. */
const ask = Symbol('adapter');
let answer: ListAdapter | null = null;

function adapterFor(collection: object): ListAdapter {
  (collection as { [ask]?: null })[ask] = null;
  return answer as ListAdapter;
}

class ListHandler implements ProxyHandler<object[]> {
  readonly list: object[];
  readonly state: RelatedState;
  readonly property: RelationshipProperty<Mapper>;
  declare collection: object[];
  #adapter: ListAdapter | null = null;

  constructor(list: object[], state: RelatedState, property: RelationshipProperty<Mapper>) {
    this.list = list;
    this.state = state;
    this.property = property;
  }

  get adapter(): ListAdapter {
    this.#adapter ??= new ListAdapter(
      this.list,
      this.collection,
      new CollectionEvents(this.state, this.property, this.collection),
    );
    return this.#adapter;
  }

  set(list: object[], name: string | symbol, value: unknown): boolean {
    const { adapter } = this;
    const index = indexOf(name);
    if (name === ask) answer = adapter;
    else if (name === 'length') adapter.truncate(Number(value));
    else if (index === null) return Reflect.set(list, name, value);
    else adapter.assign(index, value);
    return true;
  }

  defineProperty(list: object[], name: string | symbol, attributes: PropertyDescriptor): boolean {
    if (name !== 'length' && indexOf(name) === null) return Reflect.defineProperty(list, name, attributes);
    if (!('value' in attributes)) throw holes(this.adapter, `collection[${String(name)}] = object`);
    return this.set(list, name, attributes.value);
  }

  deleteProperty(list: object[], name: string | symbol): boolean {
    const index = indexOf(name);
    if (index === null || index >= list.length) return Reflect.deleteProperty(list, name);
    if (index !== list.length - 1) throw holes(this.adapter, `collection.splice(${index}, 1)`);
    this.adapter.replace(index, 1, []);
    return true;
  }

  setPrototypeOf(): boolean {
    return false;
  }

  preventExtensions(): boolean {
    return false;
  }
}

function indexOf(name: string | symbol): number | null {
  const index = typeof name === 'string' ? Number(name) : -1;
  return index >= 0 && Number.isInteger(index) && String(index) === name ? index : null;
}

class ListAdapter implements CollectionAdapter {
  readonly list: object[];
  readonly collection: object[];
  readonly events: CollectionEvents;
  /** Only of a long list, once it is asked who is in it. */
  #counts: MemberCounts | null = null;

  constructor(list: object[], collection: object[], events: CollectionEvents) {
    this.list = list;
    this.collection = collection;
    this.events = events;
  }

  objects(): readonly object[] {
    return Array.from(this.list);
  }

  has(object: object): boolean {
    if (this.list.length <= shortList) return placeOf(this.list, object) >= 0;
    this.#counts ??= new MemberCounts(this.list);
    return this.#counts.has(object);
  }

  addSilently(object: object): void {
    rawPush.call(this.list, object);
    this.#counts?.add(object);
  }

  removeSilently(object: object): void {
    const { list } = this;
    let kept = 0;
    for (let index = 0; index < list.length; index++) if (list[index] !== object) list[kept++] = list[index] as object;
    list.length = kept;
    this.#counts?.removeAll(object);
  }

  replaceSilently(objects: readonly object[]): void {
    const all = [...objects];
    this.#counts = null;
    this.list.length = 0;
    for (const object of all) rawPush.call(this.list, object);
  }

  /** Replaces some objects by others, and tells of those that are new and of those that are gone. */
  replace(start: number, count: number, given: readonly unknown[]): object[] {
    const { list, events } = this;
    if (count === 0 && given.length === 0) return [];
    const added = events.admitted(given);
    events.changing();
    const taken = count === 1 && added.length === 0 ? [removeAt(list, start)] : rawSplice.call(list, start, count, ...added);
    for (const object of added) this.#counts?.add(object);
    for (const object of taken) this.#counts?.remove(object);
    const gone = new Set(taken);
    for (const object of [...gone].filter((one) => !this.has(one))) events.removed(object);
    for (const object of new Set(added)) if (!gone.has(object)) events.added(object);
    return taken;
  }

  assign(index: number, value: unknown): void {
    if (index > this.list.length) throw holes(this, 'collection.push(object)');
    this.replace(index, 1, [value]);
  }

  truncate(length: number): void {
    if (!Number.isInteger(length) || length < 0) throw new RangeError('Invalid array length');
    if (length > this.list.length) throw holes(this, 'collection.push(object)');
    this.replace(length, this.list.length - length, []);
  }
}

function holes({ events }: ListAdapter, instead: string): ArgumentError {
  return new ArgumentError(`A collection of a mapped object has no holes: ${events.property.name}. Write ${instead}.`);
}

/** A list of up to so many objects is looked through. */
const shortList = 32;

// Array's own methods are slow on an array with another prototype: V8 has no fast path for it.
function placeOf(list: readonly object[], object: object): number {
  for (let index = list.length - 1; index >= 0; index--) if (list[index] === object) return index;
  return -1;
}

function removeAt(list: object[], start: number): object {
  const taken = list[start] as object;
  const last = list.length - 1;
  for (let index = start; index < last; index++) list[index] = list[index + 1] as object;
  list.length = last;
  return taken;
}

const rawPush = Array.prototype.push;
const rawSplice = Array.prototype.splice as (start: number, deleteCount: number, ...objects: object[]) => object[];

/** Where an index that may count from the end is. */
function position(given: number | undefined, length: number, absent: number): number {
  if (given === undefined) return absent;
  const whole = Math.trunc(given) || 0;
  return whole < 0 ? Math.max(length + whole, 0) : Math.min(whole, length);
}

/** What changes a list, in terms of what leaves it and what comes. `this` is the Proxy. */
const mutators = {
  push(this: object[], ...objects: unknown[]): number {
    adapterFor(this).replace(this.length, 0, objects);
    return this.length;
  },

  unshift(this: object[], ...objects: unknown[]): number {
    adapterFor(this).replace(0, 0, objects);
    return this.length;
  },

  pop(this: object[]): object | undefined {
    return this.length === 0 ? undefined : adapterFor(this).replace(this.length - 1, 1, [])[0];
  },

  shift(this: object[]): object | undefined {
    return this.length === 0 ? undefined : adapterFor(this).replace(0, 1, [])[0];
  },

  // Given arguments count: splice(1) takes all the rest, splice() nothing, splice(1, undefined) nothing.
  splice(this: object[], ...given: unknown[]): object[] {
    const [start, deleteCount, ...objects] = given as [number?, number?, ...unknown[]];
    const from = position(start, this.length, 0);
    const wanted = given.length === 0 ? 0 : given.length === 1 ? this.length : Math.trunc(Number(deleteCount)) || 0;
    return adapterFor(this).replace(from, Math.max(0, Math.min(wanted, this.length - from)), objects);
  },

  sort(this: object[], compare?: (a: object, b: object) => number): object[] {
    Array.prototype.sort.call(adapterFor(this).list, compare as never);
    return this;
  },

  reverse(this: object[]): object[] {
    Array.prototype.reverse.call(adapterFor(this).list);
    return this;
  },

  fill(this: object[], object: unknown, start?: number, end?: number): object[] {
    const from = position(start, this.length, 0);
    const count = Math.max(0, position(end, this.length, this.length) - from);
    adapterFor(this).replace(from, count, new Array<unknown>(count).fill(object));
    return this;
  },

  copyWithin(this: object[], target: number, start: number, end?: number): object[] {
    const { list } = adapterFor(this);
    const to = position(target, list.length, 0);
    const copied = list.slice(start, end).slice(0, list.length - to);
    adapterFor(this).replace(to, copied.length, copied);
    return this;
  },
};

// Its constructor is Array: what is derived from it is plain, and it prints as an array does.
const listPrototype: object = Object.create(Array.prototype, {
  ...Object.fromEntries(Object.entries(mutators).map(([name, value]) => [name, { value, writable: true, configurable: true }])),
  [collectionAdapter]: {
    get(this: object): CollectionAdapter {
      return adapterFor(this);
    },
  },
});

/** What hears of the changes of a list. */
export interface ListListener {
  changes(): void;
  added(object: object): void;
  removed(object: object): void;
}

/**
 * An array that tells a listener of every change, by whatever means it is made: methods know exactly what they add and
 * remove, and assignments to an index or to `length` are caught. What `map()` and the like give are plain arrays.
 */
export function instrumentedList(listener: ListListener, objects: readonly object[]) {
  const list = new InstrumentedList();
  for (const object of objects) Array.prototype.push.call(list, object);
  const collection = new Proxy(list, handler);
  rawLists.set(collection, { list, listener });
  return {
    collection,
    objects: (): readonly object[] => Array.from(list),
    has: (object: object): boolean => list.includes(object),
    addSilently: (object: object): void => {
      rawPush.call(list, object);
    },
    removeSilently: (object: object): void => {
      const index = list.indexOf(object);
      if (index >= 0) rawSplice.call(list, index, 1);
    },
  };
}

interface RawList {
  readonly list: InstrumentedList;
  readonly listener: ListListener;
}

/** By what the application sees. */
const rawLists = new WeakMap<object, RawList>();
const rawPush = Array.prototype.push;
const rawSplice = Array.prototype.splice as (start: number, deleteCount?: number, ...objects: object[]) => object[];

class InstrumentedList extends Array<object> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  override push(...objects: object[]): number {
    return replaced(this, this.length, 0, objects).list.length;
  }

  override unshift(...objects: object[]): number {
    return replaced(this, 0, 0, objects).list.length;
  }

  override pop(): object | undefined {
    return this.length === 0 ? undefined : replaced(this, this.length - 1, 1, []).taken[0];
  }

  override shift(): object | undefined {
    return replaced(this, 0, 1, []).taken[0];
  }

  override splice(start: number, deleteCount?: number, ...objects: object[]): object[] {
    const from = start < 0 ? Math.max(this.length + start, 0) : Math.min(start, this.length);
    const count = deleteCount === undefined ? this.length - from : Math.max(0, Math.min(deleteCount, this.length - from));
    return replaced(this, from, count, objects).taken;
  }

  override sort(compare?: (a: object, b: object) => number): this {
    Array.prototype.sort.call(rawOf(this).list, compare as never);
    return this;
  }

  override reverse(): object[] {
    Array.prototype.reverse.call(rawOf(this).list);
    return this;
  }

  override fill(object: object, start = 0, end = this.length): this {
    const count = Math.max(0, end - start);
    replaced(this, start, count, new Array<object>(count).fill(object));
    return this;
  }

  override copyWithin(target: number, start: number, end = this.length): this {
    const copied = rawOf(this).list.slice(start, end);
    replaced(this, target, Math.min(copied.length, this.length - target), copied.slice(0, this.length - target));
    return this;
  }
}

function rawOf(collection: InstrumentedList): RawList {
  return rawLists.get(collection) as RawList;
}

/** Replaces some objects by others, and tells of those that are new and of those that are gone. */
function replaced(collection: InstrumentedList, start: number, count: number, objects: readonly object[]) {
  const { list, listener } = rawOf(collection);
  listener.changes();
  const taken = rawSplice.call(list, start, count, ...objects);
  for (const object of taken) if (!list.includes(object)) listener.removed(object);
  for (const object of objects) if (!taken.includes(object)) listener.added(object);
  return { list, taken };
}

const handler: ProxyHandler<InstrumentedList> = {
  set(list, name, value, collection) {
    const index = typeof name === 'string' ? Number(name) : Number.NaN;
    if (name === 'length') replaced(collection as InstrumentedList, Number(value), list.length, []);
    else if (Number.isInteger(index) && index >= 0) replaced(collection as InstrumentedList, index, 1, [value as object]);
    else return Reflect.set(list, name, value);
    return true;
  },
  deleteProperty(list, name) {
    const index = Number(String(name));
    if (!Number.isInteger(index) || index >= list.length) return Reflect.deleteProperty(list, name);
    throw new TypeError(`A collection of a mapped object has no holes. Write collection.splice(${index}, 1).`);
  },
};

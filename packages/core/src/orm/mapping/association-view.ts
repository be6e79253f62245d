import { inspect } from 'node:util';

/** What an association proxy goes through. */
export interface Association {
  /** The attribute that leads to the objects between. */
  readonly relationship: string;
  /** The attribute of those that is shown. */
  readonly attribute: string;
  readonly create: (value: unknown, key?: unknown) => object;
  /** `User.keywords`, for messages. */
  readonly name: string;
}

type Between = Record<string, unknown>;

/**
 * A collection as an association proxy shows it: it has nothing of its own, so that it always shows what is there. The same
 * one for an object as long as that lives; null: the relationship leads to one object, not to many.
 */
export function associationView(object: object, association: Association): object | null {
  const held = (object as Between)[association.relationship];
  if (!Array.isArray(held) && !(held instanceof Set) && !(held instanceof Map)) return null;
  const views = known.get(object) ?? new Map<Association, object>();
  known.set(object, views);
  const view = views.get(association) ?? viewOf(held, object, association);
  views.set(association, view);
  return view;
}

const known = new WeakMap<object, Map<Association, object>>();

function viewOf(held: object, object: object, association: Association): object {
  const current = () => (object as Between)[association.relationship];
  if (Array.isArray(held)) return listView(current as () => Between[], association);
  if (held instanceof Set) return new AssociationSet(current as () => Set<Between>, association);
  return new AssociationMap(current as () => Map<unknown, Between>, association);
}

// Arrays -----------------------------------------------------------------------------------------------------------

function listView(objects: () => Between[], { attribute, create }: Association): unknown[] {
  const splice = (start: number, count: number, values: readonly unknown[]): unknown[] =>
    objects()
      .splice(start, count, ...values.map((value) => create(value) as Between))
      .map((one) => one[attribute]);
  const mutators: Readonly<Record<string, unknown>> = {
    push: (...values: unknown[]) => {
      splice(objects().length, 0, values);
      return objects().length;
    },
    unshift: (...values: unknown[]) => {
      splice(0, 0, values);
      return objects().length;
    },
    pop: () => (objects().length === 0 ? undefined : splice(objects().length - 1, 1, [])[0]),
    shift: () => splice(0, 1, [])[0],
    splice: (start = 0, count = objects().length, ...values: unknown[]) => splice(start, count, values),
    sort(compare?: (a: unknown, b: unknown) => number) {
      const ordered = objects().map((one) => one[attribute]);
      ordered.sort(compare);
      const place = (one: Between) => ordered.indexOf(one[attribute]);
      objects().sort((a, b) => place(a) - place(b));
      return this;
    },
    reverse() {
      objects().reverse();
      return this;
    },
  };
  const synced = (target: unknown[]): unknown[] => {
    target.length = 0;
    target.push(...objects().map((one) => one[attribute]));
    return target;
  };
  return new Proxy<unknown[]>(new ListTarget(), {
    get(target, key, view) {
      if (key === 'length') return objects().length;
      const index = indexOf(key);
      if (index !== null) return objects()[index]?.[attribute];
      return typeof key === 'string' && Object.hasOwn(mutators, key) ? mutators[key] : Reflect.get(target, key, view);
    },
    set(_target, key, value) {
      const index = indexOf(key);
      if (key === 'length') splice(Number(value), objects().length, []);
      else if (index === null || index > objects().length) return false;
      else splice(index, 1, [value]);
      return true;
    },
    deleteProperty: () => false,
    has(target, key) {
      const index = indexOf(key);
      return index === null ? Reflect.has(target, key) : index < objects().length;
    },
    ownKeys: (target) => Reflect.ownKeys(synced(target)),
    getOwnPropertyDescriptor: (target, key) => Reflect.getOwnPropertyDescriptor(synced(target), key),
  });
}

/** What stands behind the view; printing one prints the values that it shows. */
class ListTarget extends Array<unknown> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  [inspect.custom](): unknown[] {
    return Array.from(this);
  }
}

function indexOf(key: string | symbol): number | null {
  const index = typeof key === 'string' ? Number(key) : Number.NaN;
  return Number.isInteger(index) && index >= 0 ? index : null;
}

// Sets and Maps ----------------------------------------------------------------------------------------------------

class AssociationSet extends Set<unknown> {
  readonly #objects: () => Set<Between>;
  readonly #association: Association;

  constructor(objects: () => Set<Between>, association: Association) {
    super();
    this.#objects = objects;
    this.#association = association;
  }

  override get size(): number {
    return this.#values().size;
  }

  override has(value: unknown): boolean {
    return this.#values().has(value);
  }

  override add(value: unknown): this {
    if (!this.has(value)) this.#objects().add(this.#association.create(value) as Between);
    return this;
  }

  override delete(value: unknown): boolean {
    const found = [...this.#objects()].find((one) => one[this.#association.attribute] === value);
    return found !== undefined && this.#objects().delete(found);
  }

  override clear(): void {
    this.#objects().clear();
  }

  override forEach(each: (value: unknown, again: unknown, set: Set<unknown>) => void, self?: unknown): void {
    for (const value of this.#values()) each.call(self, value, value, this);
  }

  override values(): SetIterator<unknown> {
    return this.#values().values();
  }

  override keys(): SetIterator<unknown> {
    return this.values();
  }

  override entries(): SetIterator<[unknown, unknown]> {
    return this.#values().entries();
  }

  override [Symbol.iterator](): SetIterator<unknown> {
    return this.values();
  }

  [inspect.custom](): unknown {
    return this.#values();
  }

  /** What it shows, as a Set of its own. */
  #values(): Set<unknown> {
    return new Set([...this.#objects()].map((one) => one[this.#association.attribute]));
  }
}

// These read what a Set has of its own, which is nothing here.
const setMethods = [
  'union',
  'intersection',
  'difference',
  'symmetricDifference',
  'isSubsetOf',
  'isSupersetOf',
  'isDisjointFrom',
] as const;
for (const name of setMethods) {
  const value = function (this: AssociationSet, other: Set<unknown>): unknown {
    return new Set(this)[name](other);
  };
  Object.defineProperty(AssociationSet.prototype, name, { value, writable: true, configurable: true });
}

class AssociationMap extends Map<unknown, unknown> {
  readonly #objects: () => Map<unknown, Between>;
  readonly #association: Association;

  constructor(objects: () => Map<unknown, Between>, association: Association) {
    super();
    this.#objects = objects;
    this.#association = association;
  }

  override get size(): number {
    return this.#objects().size;
  }

  override has(key: unknown): boolean {
    return this.#objects().has(key);
  }

  override get(key: unknown): unknown {
    return this.#objects().get(key)?.[this.#association.attribute];
  }

  override set(key: unknown, value: unknown): this {
    const found = this.#objects().get(key);
    if (found === undefined) this.#objects().set(key, this.#association.create(value, key) as Between);
    else found[this.#association.attribute] = value;
    return this;
  }

  override delete(key: unknown): boolean {
    return this.#objects().delete(key);
  }

  override clear(): void {
    this.#objects().clear();
  }

  override forEach(each: (value: unknown, key: unknown, map: Map<unknown, unknown>) => void, self?: unknown): void {
    for (const [key, value] of this.#entries()) each.call(self, value, key, this);
  }

  override keys(): MapIterator<unknown> {
    return this.#objects().keys();
  }

  override values(): MapIterator<unknown> {
    return this.#entries().values();
  }

  override entries(): MapIterator<[unknown, unknown]> {
    return this.#entries().entries();
  }

  override [Symbol.iterator](): MapIterator<[unknown, unknown]> {
    return this.entries();
  }

  [inspect.custom](): unknown {
    return this.#entries();
  }

  #entries(): Map<unknown, unknown> {
    return new Map([...this.#objects()].map(([key, one]) => [key, one[this.#association.attribute]]));
  }
}

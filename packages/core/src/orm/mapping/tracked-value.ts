import type { InstanceSlot } from './instance-slot.ts';

/** An object as one sees it whose value was changed in place. */
interface TrackingSlot extends InstanceSlot {
  /** What attributes were, by slot. */
  readonly changes: ReadonlyMap<number, unknown> | null;
  remember(slot: number): void;
  touch(): void;
}

type Container = Record<PropertyKey, unknown>;

interface Tracked {
  readonly root: object;
  readonly seen: object;
}

const trackedOf = new WeakMap<InstanceSlot, Map<number, Tracked>>();
const rawOf = new WeakMap<object, Container>();

/**
 * A value as the application sees it: JSON and arrays are handed out so that a change in place, at any depth, is a change
 * of the attribute. Everything else is given as it is.
 */
export function trackedValue(state: InstanceSlot, slot: number, value: object): unknown {
  if (!isContainer(value)) return value;
  const known = trackedOf.get(state) ?? new Map<number, Tracked>();
  trackedOf.set(state, known);
  const before = known.get(slot);
  if (before?.root === value) return before.seen;
  const seen = watched(value, () => remember(state as TrackingSlot, slot, value));
  known.set(slot, { root: value, seen });
  return seen;
}

/** What is kept of a value that was set: nothing in it tells another object, or this one, of its changes. */
export function untracked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const raw = rawOf.get(value);
  if (raw !== undefined) return copied(raw);
  return isContainer(value) && holdsTracked(value) ? copied(value) : value;
}

// The old value is a copy, since the value itself is what changes.
function remember(state: TrackingSlot, slot: number, root: object): void {
  if (state.values[slot] !== root) return;
  if (state.changes?.has(slot) !== true) {
    state.values[slot] = copied(root);
    state.remember(slot);
    state.values[slot] = root;
  }
  state.touch();
}

function watched(root: Container, changes: () => void): object {
  const known = new WeakMap<object, object>();
  const wrap = (value: unknown): unknown => {
    if (!isContainer(value)) return value;
    const before = known.get(value);
    if (before !== undefined) return before;
    const proxy = new Proxy(value, handler);
    known.set(value, proxy);
    rawOf.set(proxy, value);
    return proxy;
  };
  const handler: ProxyHandler<Container> = {
    get(target, key) {
      const value = target[key];
      return isContainer(value) && !isFixed(target, key) ? wrap(value) : value;
    },
    set(target, key, value) {
      const raw = untracked(value);
      if (target[key] === raw && Object.hasOwn(target, key)) return true;
      changes();
      return Reflect.set(target, key, raw);
    },
    deleteProperty(target, key) {
      if (Object.hasOwn(target, key)) changes();
      return Reflect.deleteProperty(target, key);
    },
    defineProperty(target, key, descriptor) {
      changes();
      return Reflect.defineProperty(target, key, descriptor);
    },
  };
  return wrap(root) as object;
}

/** Of what is frozen a Proxy must give exactly what is there. */
function isFixed(target: Container, key: PropertyKey): boolean {
  const property = Reflect.getOwnPropertyDescriptor(target, key);
  return property?.configurable === false && property.writable === false;
}

function isContainer(value: unknown): value is Container {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

function holdsTracked(value: Container): boolean {
  return Object.values(value).some((one) => isContainer(one) && (rawOf.has(one) || holdsTracked(one)));
}

function copied(value: unknown): unknown {
  if (!isContainer(value)) return value;
  if (Array.isArray(value)) return value.map(copied);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copied(one)]));
}

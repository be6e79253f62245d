import type { InstanceSlot } from './instance-slot.ts';

/** An object as one sees it whose value was changed in place. */
interface TrackingSlot extends InstanceSlot {
  /** What attributes were, by slot. */
  readonly changes: ReadonlyMap<number, unknown> | null;
  remember(slot: number): void;
  touch(): void;
}

type Container = Record<PropertyKey, unknown>;
/** What is handed out of the values of one attribute of one object, by what stands behind it. */
type HandedOut = WeakMap<object, object>;

const trackers = new WeakMap<InstanceSlot, Map<number, Tracker>>();
const rawOf = new WeakMap<object, Container>();

/**
 * A value as the application sees it: JSON and arrays are handed out so that a change in place, at any depth, is a change
 * of the attribute. Everything else is given as it is.
 */
export function trackedValue(state: InstanceSlot, slot: number, value: object): unknown {
  if (!isContainer(value)) return value;
  const ofState = trackers.get(state) ?? new Map<number, Tracker>();
  trackers.set(state, ofState);
  const tracker = ofState.get(slot) ?? new Tracker(state as TrackingSlot, slot);
  ofState.set(slot, tracker);
  return tracker.seen(value);
}

/**
 * What is kept of a value that is set: nothing in it tells another object of its changes. Parts that were handed out of
 * this attribute stay themselves, so that who holds one goes on changing it.
 */
export function untracked(state: InstanceSlot, slot: number, value: unknown): unknown {
  if (!isContainer(value)) return value;
  const tracker = trackers.get(state)?.get(slot);
  if (tracker === undefined) return released(value, none);
  const kept = released(value, tracker.handedOut);
  // What the value was is told apart from what its parts become.
  if (kept !== value) tracker.remember();
  return kept;
}

class Tracker {
  readonly handedOut: HandedOut = new WeakMap();
  readonly #state: TrackingSlot;
  readonly #slot: number;
  readonly #handler: ProxyHandler<Container>;

  constructor(state: TrackingSlot, slot: number) {
    this.#state = state;
    this.#slot = slot;
    this.#handler = handlerOf(this);
  }

  seen(value: unknown): unknown {
    if (!isContainer(value)) return value;
    const known = this.handedOut.get(value);
    if (known !== undefined) return known;
    const proxy = new Proxy(value, this.#handler);
    this.handedOut.set(value, proxy);
    rawOf.set(proxy, value);
    return proxy;
  }

  /** A part of the value is about to be changed; one that is no part of it any more is nobody's concern. */
  changes(part: object): void {
    const isKnown = this.#state.changes?.has(this.#slot) === true;
    if (!isKnown && !holds(this.#state.values[this.#slot], part)) return;
    this.remember();
    this.#state.touch();
  }

  /** The old value is a copy, since the value itself is what changes. */
  remember(): void {
    const state = this.#state;
    const root = state.values[this.#slot];
    if (state.changes?.has(this.#slot) === true) return;
    state.values[this.#slot] = copied(root);
    state.remember(this.#slot);
    state.values[this.#slot] = root;
  }
}

function handlerOf(tracker: Tracker): ProxyHandler<Container> {
  return {
    get(target, key) {
      const value = target[key];
      if (typeof value === 'function' && Array.isArray(target) && searches.has(key)) return search(target, key);
      return isContainer(value) && !isFixed(target, key) ? tracker.seen(value) : value;
    },
    set(target, key, value) {
      const raw = released(value, tracker.handedOut);
      if (target[key] === raw && Object.hasOwn(target, key)) return true;
      tracker.changes(target);
      return Reflect.set(target, key, raw);
    },
    deleteProperty(target, key) {
      if (Object.hasOwn(target, key)) tracker.changes(target);
      return Reflect.deleteProperty(target, key);
    },
    defineProperty(target, key, descriptor) {
      tracker.changes(target);
      return Reflect.defineProperty(target, key, descriptor);
    },
  };
}

const searches: ReadonlySet<PropertyKey> = new Set(['includes', 'indexOf', 'lastIndexOf']);

/** Finds what was put in as well as what was handed out of it. */
function search(target: readonly unknown[] & Container, key: PropertyKey): unknown {
  return (wanted: object, ...from: unknown[]) =>
    (target[key] as (...given: unknown[]) => unknown)(rawOf.get(wanted) ?? wanted, ...from);
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

/** A value without anything handed out in it: what this attribute did is what stands behind it, all else a copy. */
function released(value: unknown, own: HandedOut): unknown {
  if (!isContainer(value)) return value;
  const raw = rawOf.get(value);
  if (raw !== undefined) return own.get(raw) === value ? raw : copied(raw);
  return holdsTracked(value) ? mapped(value, (part) => released(part, own)) : value;
}

function holdsTracked(value: Container): boolean {
  return Object.values(value).some((one) => isContainer(one) && (rawOf.has(one) || holdsTracked(one)));
}

function holds(value: unknown, part: object): boolean {
  return value === part || (isContainer(value) && Object.values(value).some((one) => holds(one, part)));
}

function copied(value: unknown): unknown {
  return isContainer(value) ? mapped(value, copied) : value;
}

function mapped(value: Container, change: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)]));
}

const none: HandedOut = new WeakMap();

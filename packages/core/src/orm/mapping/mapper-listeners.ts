import { Dispatcher, type ListenOptions } from '../../event/dispatcher.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';

const names = [
  'beforeInsert',
  'afterInsert',
  'beforeUpdate',
  'afterUpdate',
  'beforeDelete',
  'afterDelete',
  'load',
  'refresh',
  'expire',
  'init',
] as const;

type Name = (typeof names)[number];
type Listener = (...args: unknown[]) => void;
type Listeners = { readonly [N in Name]: Listener };

/** Those who hear of a class. */
export interface ClassAudience {
  has(name: Name): boolean;
  emit(name: Name, ...args: unknown[]): void;
  emitInTurn(name: Name, ...args: unknown[]): MaybePromise<void>;
}

const dispatchers = new WeakMap<object, ClassListeners>();
const above = new WeakMap<object, object>();
let audiences = new WeakMap<object, { readonly audience: ClassAudience | null }>();
let isUsed = false;

/** The listeners of a class, by its mapper, or of a declarative base; there from now on. */
export function makeListeners(subject: object): Dispatcher<Listeners> {
  const known = dispatchers.get(subject);
  if (known !== undefined) return known;
  const made = new ClassListeners('inherits' in subject);
  dispatchers.set(subject, made);
  isUsed = true;
  return made;
}

/** What is told of a class, or a base, is told of those above it as well, if they want to hear of those below. */
export function listensBelow(parent: object, subject: object): void {
  above.set(subject, parent);
}

/** Those who hear of a class; null: nobody. */
export function listenersOf(mapper: object): ClassAudience | null {
  if (!isUsed) return null;
  const known = audiences.get(mapper);
  if (known !== undefined) return known.audience;
  const audience = audienceOf(mapper);
  audiences.set(mapper, { audience });
  return audience;
}

/** Whether anybody ever listened to any class: the cheapest guard. */
export function anyMapperListens(): boolean {
  return isUsed;
}

/** The listeners of a class: to its own objects alone, or with `propagate` to those of all classes below it. */
class ClassListeners extends Dispatcher<Listeners> {
  readonly propagating = new Dispatcher<Listeners>(names);
  readonly #isClass: boolean;

  constructor(isClass: boolean) {
    super(names);
    this.#isClass = isClass;
  }

  override listen(name: Name, fn: Listener, { propagate, ...options }: ListenOptions = {}): void {
    audiences = new WeakMap();
    // A base has no objects of its own.
    if (propagate === true || !this.#isClass) this.propagating.listen(name, fn, options);
    else super.listen(name, fn, options);
  }

  override remove(name: Name, fn: Listener): void {
    audiences = new WeakMap();
    if (this.propagating.contains(name, fn)) this.propagating.remove(name, fn);
    else super.remove(name, fn);
  }

  override contains(name: Name, fn: Listener): boolean {
    return super.contains(name, fn) || this.propagating.contains(name, fn);
  }
}

/** Several of them, in order. */
class Audience implements ClassAudience {
  readonly #all: readonly ClassAudience[];

  constructor(all: readonly ClassAudience[]) {
    this.#all = all;
  }

  has(name: Name): boolean {
    return this.#all.some((one) => one.has(name));
  }

  emit(name: Name, ...args: unknown[]): void {
    for (const one of this.#all) one.emit(name, ...args);
  }

  emitInTurn(name: Name, ...args: unknown[]): MaybePromise<void> {
    return this.#all.reduce<MaybePromise<void>>((before, one) => chain(before, () => one.emitInTurn(name, ...args)), undefined);
  }
}

// Those of what is above come first.
function audienceOf(mapper: object): ClassAudience | null {
  const own = dispatchers.get(mapper);
  const all: ClassAudience[] = own === undefined ? [] : [own];
  for (let subject: object | null | undefined = mapper; subject != null; subject = parentOf(subject)) {
    const found = dispatchers.get(subject);
    if (found !== undefined) all.unshift(found.propagating);
  }
  const heard = all.filter((one) => names.some((name) => one.has(name)));
  return heard.length > 1 ? new Audience(heard) : (heard[0] ?? null);
}

function parentOf(subject: object): object | null | undefined {
  return (subject as { readonly inherits?: object | null }).inherits ?? above.get(subject);
}

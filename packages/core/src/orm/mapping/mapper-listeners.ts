import { Dispatcher } from '../../event/dispatcher.ts';

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

type Listeners = { readonly [Name in (typeof names)[number]]: (...args: unknown[]) => void };

const dispatchers = new WeakMap<object, Dispatcher<Listeners>>();
let isUsed = false;

/** The listeners of a class, by its mapper; there from now on. */
export function makeListeners(mapper: object): Dispatcher<Listeners> {
  const known = dispatchers.get(mapper);
  if (known !== undefined) return known;
  const made = new Dispatcher<Listeners>(names);
  dispatchers.set(mapper, made);
  isUsed = true;
  return made;
}

/** The same; null: nobody listens. */
export function listenersOf(mapper: object): Dispatcher<Listeners> | null {
  if (!isUsed) return null;
  const events = dispatchers.get(mapper);
  return events === undefined || events.isSilent ? null : events;
}

/** Whether anybody ever listened to any class: the cheapest guard. */
export function anyMapperListens(): boolean {
  return isUsed;
}

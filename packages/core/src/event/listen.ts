import type { EventMap, EventName, ListenOptions } from './dispatcher.ts';
import { dispatch, type EventClass, type EventTarget } from './event-target.ts';

/**
 * Calls `fn` whenever `name` happens to `target`. Throws `InvalidRequestError` for a name the target does not know.
 * Of an attribute of a mapped class, `User.c.name`, there are `set`, `append` and `remove`.
 *
 * @example listen(pool, 'checkout', (resource, record, pooled) => console.log(record.info));
 */
export function listen(
  attribute: AttributeTarget,
  name: 'set' | 'append' | 'remove',
  fn: AttributeListener['call'],
  options?: ListenOptions,
): void;
// The last one is what errors are about.
export function listen<Events extends EventMap<Events>, Name extends EventName<Events>>(
  target: EventTarget<Events> | EventClass<Events>,
  name: Name,
  fn: Events[Name],
  options?: ListenOptions,
): void;
export function listen(target: object, name: string, fn: unknown, options?: ListenOptions): void {
  (target as AnyTarget)[dispatch].listen(name, fn as never, options);
}

/** Ends what {@link listen} began; takes the same function. Throws `InvalidRequestError` if it does not listen. */
export function remove(attribute: AttributeTarget, name: 'set' | 'append' | 'remove', fn: AttributeListener['call']): void;
export function remove<Events extends EventMap<Events>, Name extends EventName<Events>>(
  target: EventTarget<Events> | EventClass<Events>,
  name: Name,
  fn: Events[Name],
): void;
export function remove(target: object, name: string, fn: unknown): void {
  (target as AnyTarget)[dispatch].remove(name, fn as never);
}

/** An attribute of a mapped class; this floor knows no more of it. */
interface AttributeTarget {
  readonly key: string;
  readonly node: object;
}

/** What hears of an attribute. */
interface AttributeListener {
  // A method, so that a listener may say which objects and values it expects.
  call(target: object, value: unknown, oldValue: unknown): unknown;
}

type AnyTarget = EventTarget<Record<string, (...args: never[]) => unknown>>;

/** Whether `fn` listens. */
export function contains<Events extends EventMap<Events>, Name extends EventName<Events>>(
  target: EventTarget<Events> | EventClass<Events>,
  name: Name,
  fn: Events[Name],
): boolean {
  return (target as AnyTarget)[dispatch].contains(name, fn as never);
}

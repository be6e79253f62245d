import type { EventMap, EventName, ListenOptions } from './dispatcher.ts';
import { dispatch, type EventTarget } from './event-target.ts';

/**
 * Calls `fn` whenever `name` happens to `target`. Throws `InvalidRequestError` for a name the target does not know.
 *
 * @example listen(pool, 'checkout', (resource, record, pooled) => console.log(record.info));
 */
export function listen<Events extends EventMap<Events>, Name extends EventName<Events>>(
  target: EventTarget<Events>,
  name: Name,
  fn: Events[Name],
  options?: ListenOptions,
): void {
  target[dispatch].listen(name, fn, options);
}

/** Ends what {@link listen} began; takes the same function. Throws `InvalidRequestError` if it does not listen. */
export function remove<Events extends EventMap<Events>, Name extends EventName<Events>>(
  target: EventTarget<Events>,
  name: Name,
  fn: Events[Name],
): void {
  target[dispatch].remove(name, fn);
}

/** Whether `fn` listens. */
export function contains<Events extends EventMap<Events>, Name extends EventName<Events>>(
  target: EventTarget<Events>,
  name: Name,
  fn: Events[Name],
): boolean {
  return target[dispatch].contains(name, fn);
}

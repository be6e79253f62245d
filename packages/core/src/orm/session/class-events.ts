import { Dispatcher } from '../../event/dispatcher.ts';
import { type SessionEvents, sessionEventNames } from './session-events.ts';

type AnyEvents = Dispatcher<SessionEvents<unknown, unknown>>;

const dispatchers = new WeakMap<object, AnyEvents>();
let isUsed = false;
const none: readonly AnyEvents[] = Object.freeze([]);

/** Where a class of Sessions keeps the listeners to all its sessions; found by its prototype, which its proxies share. */
export function eventsOfClass(prototype: object): AnyEvents {
  const known = dispatchers.get(prototype);
  if (known !== undefined) return known;
  const made: AnyEvents = new Dispatcher(sessionEventNames);
  dispatchers.set(prototype, made);
  isUsed = true;
  return made;
}

/** The listeners of a session's class and of the classes it extends, the outermost first. */
export function classEventsOf(session: object): readonly AnyEvents[] {
  if (!isUsed) return none;
  const found: AnyEvents[] = [];
  for (let prototype = Object.getPrototypeOf(session); prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    const events = dispatchers.get(prototype);
    if (events !== undefined) found.unshift(events);
  }
  return found;
}

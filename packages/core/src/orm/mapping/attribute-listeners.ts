import { Dispatcher } from '../../event/dispatcher.ts';
import { dispatch } from '../../event/event-target.ts';

/** What is told of an attribute of objects, by SQLAlchemy's names: `event.listen(User.c.name, 'set', …)`. */
export type AttributeEvents = {
  /** Before the application sets it; with `retval: true` the listener returns `[value]`, which is set instead. */
  set: (target: object, value: unknown, oldValue: unknown) => void | readonly [unknown];
  /** The application gave an object to a collection. */
  append: (target: object, value: unknown) => void;
  remove: (target: object, value: unknown) => void;
};

const dispatchers = new WeakMap<object, Dispatcher<AttributeEvents>>();
let isUsed = false;

/** Makes an attribute of a class something that one can listen to. @param property what it stands for */
export function withListeners<A extends object>(attribute: A, property: object): A {
  return Object.defineProperty(attribute, dispatch, { get: () => listenersOf(property) });
}

/** The listeners of an attribute; null: nobody listens. */
export function attributeListeners(property: object): Dispatcher<AttributeEvents> | null {
  if (!isUsed) return null;
  const events = dispatchers.get(property);
  return events === undefined || events.isSilent ? null : events;
}

function listenersOf(property: object): Dispatcher<AttributeEvents> {
  isUsed = true;
  const known = dispatchers.get(property);
  if (known !== undefined) return known;
  const made = new Dispatcher<AttributeEvents>(['set', 'append', 'remove'], ['set']);
  dispatchers.set(property, made);
  return made;
}

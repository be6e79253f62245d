import type { Dispatcher, EventMap } from './dispatcher.ts';

/** Where an object keeps its listeners. */
export const dispatch: unique symbol = Symbol('aludel.dispatch');

/** Something one can listen to with {@link listen}: an engine, a pool, a session. */
export interface EventTarget<Events extends EventMap<Events>> {
  readonly [dispatch]: Dispatcher<Events>;
}

/** A mapped class: it has a dispatcher too, which types do not show, since declarations of applications could not name its key. */
export interface EventClass<out Events> {
  /** Only for the compiler: what there is to listen to. Never there at run time. */
  readonly _events: Events;
}

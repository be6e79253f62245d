import type { Dispatcher, EventMap } from './dispatcher.ts';

/** Where an object keeps its listeners. */
export const dispatch: unique symbol = Symbol('aludel.dispatch');

/** Something one can listen to with {@link listen}: an engine, a pool, a session. */
export interface EventTarget<Events extends EventMap<Events>> {
  readonly [dispatch]: Dispatcher<Events>;
}

import type { Connection } from '../../engine/connection.ts';
import type { Dispatcher } from '../../event/dispatcher.ts';
import { type ClassAudience, listenersOf, makeListeners } from './mapper-listeners.ts';
import type { Mapper } from './mapper.ts';

/** What is told of the objects of a class, by SQLAlchemy's names. `O` are the objects. */
export type MapperEvents<O> = {
  /** Inside a flush; attributes may be set, of this object alone. A promise is waited for. */
  beforeInsert: (mapper: Mapper, connection: Connection, target: O) => void | Promise<void>;
  afterInsert: (mapper: Mapper, connection: Connection, target: O) => void | Promise<void>;
  beforeUpdate: (mapper: Mapper, connection: Connection, target: O) => void | Promise<void>;
  afterUpdate: (mapper: Mapper, connection: Connection, target: O) => void | Promise<void>;
  beforeDelete: (mapper: Mapper, connection: Connection, target: O) => void | Promise<void>;
  afterDelete: (mapper: Mapper, connection: Connection, target: O) => void | Promise<void>;
  /** An object was made of a row. */
  load: (target: O) => void;
  /** A row gave an object new values. @param attrs the keys of the attributes; null: all that the query selected */
  refresh: (target: O, attrs: readonly string[] | null) => void;
  /** An object was expired by itself, not with all those of its session. @param attrs the keys; null: all */
  expire: (target: O, attrs: readonly string[] | null) => void;
  /** The application makes an object; `init` is what its constructor was given. */
  init: (target: O, init: unknown) => void;
};

/** Where `event.listen(User, …)` adds its listeners. */
export function dispatcherOf(mapper: Mapper): Dispatcher<MapperEvents<unknown>> {
  return makeListeners(mapper) as unknown as Dispatcher<MapperEvents<unknown>>;
}

/** The listeners of a class; null: nobody listens. */
export function mapperEventsOf(mapper: Mapper): ClassAudience | null {
  return listenersOf(mapper);
}

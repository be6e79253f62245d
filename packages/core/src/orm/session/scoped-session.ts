import { AsyncLocalStorage } from 'node:async_hooks';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { Session } from './session.ts';

/** The session of the current scope, under the methods of a session. */
export type ScopedSession<S extends Session> = ScopeRegistry<S> & Omit<S, keyof ScopeRegistry<S>> & (() => S);

/** How the current scope is found. */
export interface ScopedSessionOptions {
  /** Gives a key for the current scope, such as the request at hand; default: the innermost `run` around the caller. */
  readonly scopefunc?: () => object;
}

/** The sessions of the scopes. */
export interface ScopeRegistry<S extends Session> {
  /** Runs `callback` in a scope of its own: everything it calls, and awaits, gets the same session, which is closed at its end. */
  run<T>(callback: () => T | Promise<T>): Promise<T>;
  /** Opens a scope for the rest of the caller's asynchronous flow; end it with `remove()`. For middleware without a callback. */
  enter(): void;
  /** Closes the session of the current scope; the next use makes a new one. */
  remove(): Promise<void>;
  /** Whether the current scope has made its session; with an object: whether that is in it. */
  has(object?: object): boolean;
  /** The session of the current scope. */
  readonly registry: () => S;
}

/**
 * Gives each asynchronous flow a Session of its own, so that functions need not pass it on.
 *
 * @example
 * const session = scopedSession(sessionmaker(engine));
 * app.use((request, response, next) => session.run(next));
 * const rows = await session.execute(text('SELECT 1')).all();
 */
export function scopedSession<S extends Session>(factory: () => S, options: ScopedSessionOptions = {}): ScopedSession<S> {
  const scopes = new Scopes(factory, options.scopefunc);
  const call = (): S => scopes.session();
  return new Proxy(call, { get: (_target, name) => memberOf(scopes, name) }) as unknown as ScopedSession<S>;
}

function memberOf<S extends Session>(scopes: Scopes<S>, name: string | symbol): unknown {
  if (name === 'registry') return () => scopes.session();
  // `await` asks for it, and must not open a session.
  if (name === 'then') return undefined;
  if (name in scopes) return bound(scopes, name);
  return bound(scopes.session(), name);
}

function bound(owner: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(owner, name);
  return typeof value === 'function' ? value.bind(owner) : value;
}

class Scopes<S extends Session> {
  readonly #factory: () => S;
  readonly #scopefunc: (() => object) | undefined;
  readonly #flows = new AsyncLocalStorage<object>();
  readonly #sessions = new WeakMap<object, S>();

  constructor(factory: () => S, scopefunc: (() => object) | undefined) {
    this.#factory = factory;
    this.#scopefunc = scopefunc;
  }

  session(): S {
    const scope = this.#scope();
    const known = this.#sessions.get(scope);
    if (known !== undefined) return known;
    const session = this.#factory();
    this.#sessions.set(scope, session);
    return session;
  }

  run<T>(callback: () => T | Promise<T>): Promise<T> {
    return this.#flows.run({}, async () => {
      try {
        return await callback();
      } finally {
        await this.remove();
      }
    });
  }

  enter(): void {
    this.#flows.enterWith({});
  }

  async remove(): Promise<void> {
    const scope = this.#scope();
    const session = this.#sessions.get(scope);
    this.#sessions.delete(scope);
    await session?.close();
  }

  has(object?: object): boolean {
    const session = this.#sessions.get(this.#scope());
    return session !== undefined && (object === undefined || session.has(object));
  }

  #scope(): object {
    const scope = this.#scopefunc?.() ?? this.#flows.getStore();
    if (scope !== undefined) return scope;
    throw new InvalidRequestError(
      'No scope is open here. Wrap the request in session.run(callback), or give scopedSession a scopefunc.',
    );
  }
}

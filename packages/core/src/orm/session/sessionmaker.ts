import { inspect } from 'node:util';
import { checkCallback } from '../../errors/check-callback.ts';
import type { Dispatcher } from '../../event/dispatcher.ts';
import type { dispatch } from '../../event/event-target.ts';
import { isBind } from './bind-arguments.ts';
import { Session } from './session.ts';
import type { SessionEvents } from './session-events.ts';
import { given, optionsOnly, sessionArguments } from './session-arguments.ts';
import type { SessionOptions } from './session-options.ts';
import type { Bind, SessionTransaction } from './session-transaction.ts';

/** A class of Sessions that are made alike. `new SessionLocal()` and `SessionLocal()` are the same. */
export interface SessionMaker<S extends Session> {
  new (options?: SessionOptions): S;
  (options?: SessionOptions): S;
  readonly prototype: S;
  /** Where `event.listen(SessionLocal, …)` adds listeners to all its sessions. */
  readonly [dispatch]: Dispatcher<SessionEvents<Session, SessionTransaction>>;
  /**
   * Makes a session, gives it to the callback inside a transaction, and closes it: commits when the callback resolves,
   * rolls back when it rejects.
   */
  begin<T>(callback: (session: S) => T | Promise<T>): Promise<T>;
  /** Changes the options of the sessions to come. */
  configure(options: SessionOptions): void;
  /** The options of the sessions to come. */
  readonly kw: Readonly<SessionOptions>;
}

/** The options of a sessionmaker. */
export interface SessionMakerOptions<S extends Session> extends SessionOptions {
  /** The class of the sessions; default Session. */
  readonly class_?: new (
    options?: SessionOptions,
  ) => S;
}

// With overloads of its own the common case stays readable where TypeScript infers through it: scopedSession(sessionmaker(engine)).
type PlainOptions = SessionOptions & { readonly class_?: undefined };

/**
 * Makes a class of Sessions with an engine and options of its own, to be called wherever a session is needed.
 *
 * @example
 * const SessionLocal = sessionmaker({ bind: engine });
 * await SessionLocal.begin(async (session) => {
 *   await session.execute(text('DELETE FROM point'));
 * });
 * await using session = SessionLocal();
 */
export function sessionmaker(bind: Bind, options?: PlainOptions): SessionMaker<Session>;
export function sessionmaker(options?: PlainOptions): SessionMaker<Session>;
export function sessionmaker<S extends Session>(bind: Bind, options: SessionMakerOptions<S>): SessionMaker<S>;
export function sessionmaker<S extends Session>(options: SessionMakerOptions<S>): SessionMaker<S>;
export function sessionmaker(
  bindOrOptions: Bind | SessionMakerOptions<Session> = {},
  more: SessionMakerOptions<Session> = {},
): SessionMaker<Session> {
  const { class_: Base = Session, ...options } = isBind(bindOrOptions)
    ? { ...more, bind: bindOrOptions }
    : { ...optionsOnly(bindOrOptions), ...more };
  let kw = Object.freeze(sessionArguments(options, {}, 'sessionmaker'));

  class MadeSession extends Base {
    constructor(local: SessionOptions = {}) {
      super(merged(kw, local));
    }

    static async begin<T>(callback: (session: Session) => T | Promise<T>): Promise<T> {
      checkCallback(callback, 'SessionLocal.begin()');
      const session = new MadeSession();
      try {
        return await session.begin(() => callback(session));
      } finally {
        await session.close();
      }
    }

    static configure(options: SessionOptions): void {
      kw = Object.freeze({ ...kw, ...sessionArguments(options, {}, 'sessionmaker') });
    }

    static get kw(): Readonly<SessionOptions> {
      return kw;
    }

    static override toString(): string {
      const { bind = null, autoflush = true, expireOnCommit = true } = kw;
      return `sessionmaker(class_=${Base.name}, bind=${String(bind)}, autoflush=${autoflush}, expireOnCommit=${expireOnCommit})`;
    }

    static [inspect.custom](): string {
      return MadeSession.toString();
    }
  }

  Object.defineProperty(MadeSession, 'name', { value: Base.name });
  return callable(MadeSession) as unknown as SessionMaker<Session>;
}

// A class cannot be called without `new`; SQLAlchemy's makers are called, so ours can be, too.
function callable<C extends new (options?: SessionOptions) => Session>(Class: C): C {
  return new Proxy(Class, { apply: (target, _this, [options]: [SessionOptions?]) => new target(options) });
}

function merged(kw: SessionOptions, local: SessionOptions): SessionOptions {
  const info = kw.info === undefined && local.info === undefined ? {} : { info: { ...kw.info, ...local.info } };
  return { ...kw, ...given(local), ...info };
}

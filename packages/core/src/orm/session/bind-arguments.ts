import { Connection } from '../../engine/connection.ts';
import { Engine } from '../../engine/engine.ts';
import { ArgumentError } from '../../errors/argument-errors.ts';
import { UnboundExecutionError } from '../../errors/invalid-request-errors.ts';
import type { SessionOptions } from './session-options.ts';
import type { Bind } from './session-transaction.ts';

/** Says which of a Session's databases a statement is for. */
export interface BindArguments {
  /** The engine or connection itself. */
  readonly bind?: Bind;
  /** A key of the Session's `binds`. */
  readonly mapper?: object;
}

/** Whether this is something a Session can work on. */
export function isBind(value: unknown): value is Bind {
  return value instanceof Engine || value instanceof Connection;
}

/** Refuses what is neither an engine nor a connection, a URL string most of all. */
export function checkBind(value: unknown): Bind {
  if (isBind(value)) return value;
  throw new ArgumentError(
    `A Session works on an Engine or a Connection; this is ${typeof value === 'string' ? 'a string: call createEngine(url) first' : `a ${typeof value}`}.`,
  );
}

/** The engine or connection for one statement. */
export function resolveBind(options: SessionOptions, { bind, mapper }: BindArguments): Bind {
  if (bind !== undefined) return checkBind(bind);
  const own = mapper === undefined ? undefined : options.binds?.get(mapper);
  const found = own ?? options.bind;
  if (found !== undefined) return found;
  throw new UnboundExecutionError(
    'This Session has no engine to send the statement to. Give it one: new Session(engine), sessionmaker({ bind: engine }), or bindArguments: { bind: engine }.',
  );
}

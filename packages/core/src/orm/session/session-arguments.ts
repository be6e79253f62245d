import { checkBind, isBind } from './bind-arguments.ts';
import { checkSessionOptions, type SessionOptions } from './session-options.ts';
import type { Bind } from './session-transaction.ts';

/** Reads the arguments of a Session or a sessionmaker, `(bind, options)` or `(options)`, and checks them; what is undefined was not given. */
export function sessionArguments(bindOrOptions: Bind | SessionOptions, more: SessionOptions, subject: string): SessionOptions {
  const options = isBind(bindOrOptions)
    ? { ...given(more), bind: bindOrOptions }
    : { ...given(optionsOnly(bindOrOptions)), ...given(more) };
  checkSessionOptions(options, subject);
  if (options.bind !== undefined) checkBind(options.bind);
  return options;
}

/** Options that say something. */
export function given(options: SessionOptions): SessionOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Refuses what is no object: it was meant as an engine. */
export function optionsOnly<O extends SessionOptions>(options: O): O {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) checkBind(options);
  return options;
}

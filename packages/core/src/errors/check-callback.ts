import { ArgumentError } from './argument-errors.ts';

/** Refuses a `begin` without a callback where its connection or session could never be closed. */
export function checkCallback(callback: unknown, method: string): void {
  if (typeof callback === 'function') return;
  throw new ArgumentError(
    `${method} takes a callback, which gets the transaction: await ${method.slice(0, -1)}async (it) => { … }).`,
  );
}

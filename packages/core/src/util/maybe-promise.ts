/**
 * A value that is there now, or later. In-process databases answer at once, servers later; code that goes through
 * {@link chain} costs the former no turn of the event loop.
 */
export type MaybePromise<T> = T | Promise<T>;

/**
 * Whether it is to be waited for. A promise may come from another realm: inside jest those of Node's own modules are no
 * instances of the Promise that tests and code see.
 */
export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  if (value instanceof Promise) return true;
  return typeof value === 'object' && value !== null && typeof (value as { readonly then?: unknown }).then === 'function';
}

/** Goes on with `next` when `value` is there: at once, if it is there already. */
export function chain<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return isPromise(value) ? value.then(next) : next(value);
}

/** Runs `action`; an error, thrown or rejected, goes to `recover`, whose answer replaces it. */
export function recover<T, U>(action: () => MaybePromise<T>, recover: (error: unknown) => MaybePromise<U>): MaybePromise<T | U> {
  try {
    const value = action();
    return isPromise(value) ? value.then(undefined, recover) : value;
  } catch (error) {
    return recover(error);
  }
}

import { isPromise, type MaybePromise } from '../../util/maybe-promise.ts';

/** One after the other; at once, where nothing has to be waited for. */
export function inTurn<T>(things: readonly T[], step: (thing: T) => MaybePromise<void>): MaybePromise<void> {
  for (let i = 0; i < things.length; i++) {
    const done = step(things[i] as T);
    if (isPromise(done)) return done.then(() => inTurn(things.slice(i + 1), step));
  }
}

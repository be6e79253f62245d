import type { MaybePromise } from '../../util/maybe-promise.ts';
import { settle } from '../../util/settle.ts';
import { inside } from './inside.ts';
import type { SessionState } from './session-state.ts';

/** Runs an operation of a session in its turn, and gives its outcome as a promise that rejects with whatever it throws. */
export function perform<T>(
  session: { readonly [inside]: SessionState },
  operation: (session: SessionState) => MaybePromise<T>,
): Promise<T> {
  return settle(() => session[inside].run(() => operation(session[inside])));
}

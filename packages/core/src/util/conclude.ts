import { isPromise, type MaybePromise } from './maybe-promise.ts';

/** Runs `action`, then `always`, whether it failed or not, then, if it did not fail, `onSuccess`. */
export function conclude(action: () => MaybePromise<void>, always: () => void, onSuccess?: () => void): MaybePromise<void> {
  let outcome: MaybePromise<void>;
  try {
    outcome = action();
  } catch (error) {
    always();
    throw error;
  }
  if (isPromise(outcome)) return outcome.finally(always).then(onSuccess);
  always();
  onSuccess?.();
}

import { isPromise, type MaybePromise } from './maybe-promise.ts';

/** Gives the outcome of `action`, thrown or returned, at once or later, as one promise. */
export function settle<T>(action: () => MaybePromise<T>): Promise<T> {
  try {
    const value = action();
    return isPromise(value) ? value : Promise.resolve(value);
  } catch (error) {
    return Promise.reject(error);
  }
}

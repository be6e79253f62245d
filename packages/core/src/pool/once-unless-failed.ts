import { chain, isPromise, recover, type MaybePromise } from '../util/maybe-promise.ts';

/** Runs an action the first time only. Others wait while it runs; if it fails, the next one runs it again. */
export class OnceUnlessFailed {
  #state: 'not yet' | 'done' | Promise<void> = 'not yet';

  run(action: () => MaybePromise<void>): MaybePromise<void> {
    if (this.#state === 'done') return undefined;
    const again = (): MaybePromise<void> => this.run(action);
    if (this.#state !== 'not yet') return this.#state.then(again, again);
    return this.#runNow(action);
  }

  #runNow(action: () => MaybePromise<void>): MaybePromise<void> {
    const outcome = recover(
      () => chain(action(), () => this.#settle('done')),
      (error) => {
        this.#settle('not yet');
        throw error;
      },
    );
    if (isPromise(outcome)) this.#state = outcome;
    return outcome;
  }

  #settle(state: 'not yet' | 'done'): void {
    this.#state = state;
  }
}

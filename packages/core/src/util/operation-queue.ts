import type { MaybePromise } from './maybe-promise.ts';

/**
 * Runs operations one after the other, in the order they were asked for. While nothing is under way an operation
 * starts at once, and one that answers at once costs no turn of the event loop.
 */
export class OperationQueue {
  #tail: Promise<unknown> | null = null;

  /** Whether an operation is under way or waiting. */
  get isBusy(): boolean {
    return this.#tail !== null;
  }

  run<T>(operation: () => MaybePromise<T>): MaybePromise<T> {
    const outcome = this.#tail === null ? operation() : this.#tail.then(operation);
    if (outcome instanceof Promise) this.#follow(outcome);
    return outcome;
  }

  #follow(outcome: Promise<unknown>): void {
    const settled: Promise<unknown> = outcome.then(
      () => this.#leave(settled),
      () => this.#leave(settled),
    );
    this.#tail = settled;
  }

  #leave(settled: Promise<unknown>): void {
    if (this.#tail === settled) this.#tail = null;
  }
}

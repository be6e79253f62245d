import { isPromise, type MaybePromise } from './maybe-promise.ts';

/**
 * Runs operations one after the other, in the order they were asked for. While nothing is under way an operation
 * starts at once, and one that answers at once costs no turn of the event loop.
 */
export class OperationQueue {
  #tail: Promise<unknown> | null = null;
  /** Whether an operation is in its first, synchronous, part. */
  #isStarting = false;

  /** Whether an operation is under way or waiting. */
  get isBusy(): boolean {
    return this.#tail !== null;
  }

  run<T>(operation: () => MaybePromise<T>): MaybePromise<T> {
    if (this.#isStarting) return this.#runLater(operation);
    const outcome = this.#tail === null ? this.#start(operation) : this.#tail.then(operation);
    if (isPromise(outcome)) this.#follow(outcome);
    return outcome;
  }

  #start<T>(operation: () => MaybePromise<T>): MaybePromise<T> {
    this.#isStarting = true;
    try {
      return operation();
    } finally {
      this.#isStarting = false;
    }
  }

  // Asked for by the operation itself, from a listener that it calls: its turn comes when that one is done.
  async #runLater<T>(operation: () => MaybePromise<T>): Promise<T> {
    await undefined;
    return this.run(operation);
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

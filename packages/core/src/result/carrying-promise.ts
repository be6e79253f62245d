import { isPromise, type MaybePromise } from '../util/maybe-promise.ts';
import { settle } from '../util/settle.ts';

type Executor<R> = (resolve: (value: R) => void, reject: (reason: unknown) => void) => void;

/**
 * A promise of a result that has the result's methods too, so that one `await` is enough. It is a native promise: what
 * `then` gives is a plain one, and awaiting it takes one turn of the event loop.
 */
export abstract class CarryingPromise<R> extends Promise<R> {
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  static {
    awaitsAtOnce(this);
  }

  /** The result, if it was there at once: its methods then need not wait. */
  readonly #result: R | undefined;

  constructor(executor: Executor<R>, result?: R) {
    super(executor);
    this.#result = result;
  }

  /** @internal Calls a method of the result as soon as it is there. */
  protected reach<U>(method: (result: R) => MaybePromise<U>): MaybePromise<U> {
    return this.#result === undefined ? this.then(method) : method(this.#result);
  }

  /** @internal The same as a promise, also of what it throws. */
  protected read<U>(method: (result: R) => MaybePromise<U>): Promise<U> {
    return settle(() => this.reach(method));
  }
}

/** Runs an action and puts its outcome, thrown or returned, at once or later, into a promise of that class. */
export function carried<R, P>(Carrier: new (executor: Executor<R>, result?: R) => P, action: () => MaybePromise<R>): P {
  try {
    const result = action();
    if (isPromise(result)) return new Carrier((resolve, reject) => void result.then(resolve, reject));
    return new Carrier((resolve) => resolve(result), result);
  } catch (error) {
    return new Carrier((_resolve, reject) => reject(error));
  }
}

/**
 * `await` takes a promise as it is only if its `constructor` is Promise itself; any other costs two turns more. To be
 * called by each class in its static block. https://tc39.es/ecma262/#sec-promise-resolve
 */
export function awaitsAtOnce(Carrier: { readonly prototype: object }): void {
  Object.defineProperty(Carrier.prototype, 'constructor', { value: Promise });
}

import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { RowSource } from '../../result/stream-cursor.ts';
import { sourceOf, StreamingResult } from '../../result/streaming-result.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { ObjectStore } from '../state/object-store.ts';
import type { LoadOptions } from './load-options.ts';
import type { LoadPlan } from './load-plan.ts';
import { loadRows } from './load-result.ts';

/** Runs a step in the order of a session's operations. */
export type RunInTurn = <T>(step: () => MaybePromise<T>) => MaybePromise<T>;

/**
 * A stream of rows with objects in them. Those that the stream made are in the session as long as the application holds
 * them, or changes them; so that a stream of any length takes up the memory of a batch or two.
 */
export function streamObjects(
  stream: StreamingResult,
  store: ObjectStore,
  options: LoadOptions,
  runInTurn: RunInTurn,
): StreamingResult {
  const { source, batchSize } = stream[sourceOf]();
  const plan = (source.plan ?? null) as LoadPlan | null;
  if (plan === null) return stream;
  const objects = new ObjectSource(source, plan, { store, options, runInTurn });
  if (plan.repeats !== true) return new StreamingResult(objects, batchSize);
  void source.finish();
  throw new InvalidRequestError(
    "Can't use stream() with eager loaders that require uniquing or row buffering, e.g. joinedload() against collections. Consider the selectinload() strategy instead, which loads the collections of each batch.",
  );
}

interface Surroundings {
  readonly store: ObjectStore;
  readonly options: LoadOptions;
  readonly runInTurn: RunInTurn;
}

class ObjectSource implements RowSource {
  readonly shape;
  readonly #source: RowSource;
  readonly #plan: LoadPlan;
  readonly #around: Surroundings;
  /** What the last batch made. */
  #made: InstanceState[] = [];

  constructor(source: RowSource, plan: LoadPlan, around: Surroundings) {
    this.shape = plan.shape;
    this.#source = source;
    this.#plan = plan;
    this.#around = around;
  }

  read(count: number): MaybePromise<unknown[][]> {
    return this.#around.runInTurn(() => {
      this.#letGo();
      return chain(this.#source.read(count), (rows) => {
        this.#source.shape.readAll(rows);
        const { store, options } = this.#around;
        const keys = this.#source.shape.names;
        if (rows.length === 0) return rows;
        const loaded = loadRows(this.#plan, rows, keys, store, { ...options, made: this.#made });
        return chain(loaded, ({ rows: made, isFlat }) => (isFlat ? made.map((value) => [value]) : (made as unknown[][])));
      });
    });
  }

  finish(): MaybePromise<void> {
    this.#letGo();
    return this.#source.finish();
  }

  #letGo(): void {
    const { identityMap, toDelete } = this.#around.store;
    for (const state of this.#made) if (!toDelete.has(state)) identityMap.weaken(state);
    this.#made = [];
  }
}

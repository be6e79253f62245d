import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from './instance-state.ts';

type States = Map<unknown, WeakRef<InstanceState>>;

/** References to what is gone are looked for when there may be as many of them as of the others, and at least so many. */
const fewReferences = 4000;

/** States by class and key that are there as long as somebody else holds them, or the objects they belong to. */
export class WeakStates {
  readonly #byBase = new Map<Mapper, States>();
  #added = 0;
  #sweepAt = fewReferences;

  get(base: Mapper, key: unknown): InstanceState | undefined {
    return this.#byBase.get(base)?.get(key)?.deref();
  }

  add(state: InstanceState): void {
    const { mapper, key } = state;
    let states = this.#byBase.get(mapper.base);
    if (states === undefined) {
      states = new Map();
      this.#byBase.set(mapper.base, states);
    }
    states.set(key, new WeakRef(state));
    this.#added += 1;
    if (this.#added >= this.#sweepAt) this.#sweep();
  }

  remove(state: InstanceState): void {
    const states = this.#byBase.get(state.mapper.base);
    if (states?.get(state.key)?.deref() === state) states.delete(state.key);
  }

  /** @param base default: of all classes */
  *states(base?: Mapper): Generator<InstanceState> {
    for (const [mapper, states] of this.#byBase)
      if (base === undefined || mapper === base)
        for (const reference of states.values()) {
          const state = reference.deref();
          if (state !== undefined) yield state;
        }
  }

  // Far cheaper than a FinalizationRegistry, which costs some microseconds for each object.
  #sweep(): void {
    let left = 0;
    for (const states of this.#byBase.values()) {
      for (const [key, reference] of states) if (reference.deref() === undefined) states.delete(key);
      left += states.size;
    }
    this.#added = left;
    this.#sweepAt = Math.max(fewReferences, left * 2);
  }
}

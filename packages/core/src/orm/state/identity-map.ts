import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from './instance-state.ts';

/** The objects of a session by what they are: one object for one row, whichever query it comes from. */
export class IdentityMap {
  readonly #byBase = new Map<Mapper, Map<unknown, InstanceState>>();

  /** Those of a class and of all that share its identity, by key. */
  of(mapper: Mapper): Map<unknown, InstanceState> {
    const known = this.#byBase.get(mapper.base);
    if (known !== undefined) return known;
    const made = new Map<unknown, InstanceState>();
    this.#byBase.set(mapper.base, made);
    return made;
  }

  get(mapper: Mapper, key: unknown): InstanceState | undefined {
    return this.#byBase.get(mapper.base)?.get(key);
  }

  add(state: InstanceState): void {
    this.of(state.mapper).set(state.key, state);
  }

  /** Takes a state out, unless another one has taken its place. */
  remove(state: InstanceState): void {
    const states = this.of(state.mapper);
    if (states.get(state.key) === state) states.delete(state.key);
  }

  has(state: InstanceState): boolean {
    return this.get(state.mapper, state.key) === state;
  }

  get size(): number {
    let size = 0;
    for (const states of this.#byBase.values()) size += states.size;
    return size;
  }

  *states(): Generator<InstanceState> {
    for (const states of this.#byBase.values()) yield* states.values();
  }

  clear(): void {
    this.#byBase.clear();
  }
}

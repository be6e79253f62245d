import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from './instance-state.ts';
import { WeakStates } from './weak-states.ts';

/** So many objects a session holds for their own sake, about 6 MB; of more it lets go what the application does not have. */
const manyStates = 20_000;

/** The objects of a session by what they are: one object for one row, whichever query it comes from. */
export class IdentityMap {
  readonly #byBase = new Map<Mapper, Map<unknown, InstanceState>>();
  /** Those that are here only as long as the application has them. */
  #weak: WeakStates | null = null;
  #relaxAt = manyStates;

  /** Those of a class and of all that share its identity, by key. */
  of(mapper: Mapper): Map<unknown, InstanceState> {
    const known = this.#byBase.get(mapper.base);
    if (known !== undefined) return known;
    const made = new Map<unknown, InstanceState>();
    this.#byBase.set(mapper.base, made);
    return made;
  }

  get(mapper: Mapper, key: unknown): InstanceState | undefined {
    return this.#byBase.get(mapper.base)?.get(key) ?? this.#weak?.get(mapper.base, key);
  }

  /** One that is not among those of {@link of}, but was weakened and is still there. */
  weak(mapper: Mapper, key: unknown): InstanceState | undefined {
    return this.#weak?.get(mapper.base, key);
  }

  /** From now on it is here only as long as the application has the object, or changes of it are not saved. */
  weaken(state: InstanceState): void {
    if (state.isModified || this.#byBase.get(state.mapper.base)?.get(state.key) !== state) return;
    this.remove(state);
    this.#weak ??= new WeakStates();
    this.#weak.add(state);
  }

  /** The same of all, where they are many. Cheap where they are not. */
  relax(): void {
    if (this.#strongSize <= this.#relaxAt) return;
    this.#weak ??= new WeakStates();
    for (const states of this.#byBase.values())
      for (const [key, state] of states)
        if (!state.isModified) {
          states.delete(key);
          this.#weak.add(state);
        }
    this.#relaxAt = Math.max(manyStates, this.#strongSize * 2);
  }

  add(state: InstanceState): void {
    this.of(state.mapper).set(state.key, state);
  }

  /** Takes a state out, unless another one has taken its place. */
  remove(state: InstanceState): void {
    const states = this.of(state.mapper);
    if (states.get(state.key) === state) states.delete(state.key);
    else this.#weak?.remove(state);
  }

  has(state: InstanceState): boolean {
    return this.get(state.mapper, state.key) === state;
  }

  get size(): number {
    return this.#strongSize + Array.from(this.#weak?.states() ?? []).length;
  }

  get #strongSize(): number {
    let size = 0;
    for (const states of this.#byBase.values()) size += states.size;
    return size;
  }

  states(): InstanceState[] {
    // A generator would cost more for each than all that is done with it.
    return [...Array.from(this.#byBase.values(), (states) => [...states.values()]), [...(this.#weak?.states() ?? [])]].flat();
  }

  /** Those of a class and of the classes below it. */
  statesOf(mapper: Mapper): InstanceState[] {
    const all = [...this.of(mapper).values(), ...(this.#weak?.states(mapper.base) ?? [])];
    return all.filter((state) => state.mapper.isA(mapper));
  }

  clear(): void {
    this.#byBase.clear();
    this.#weak = null;
  }
}

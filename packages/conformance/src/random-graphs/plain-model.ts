import type { GraphClasses, Kind } from './graph-classes.ts';

/** What the model knows of an object: what its row has to be. */
export interface PlainObject {
  readonly uid: number;
  readonly kind: Kind;
  name: string;
  /** Of coins: the key, and how often the row was written. */
  code: string | null;
  version: number;
  /** The uid of what it belongs to. */
  up: number | null;
  /** Whether it was taken from what it belonged to. */
  isLost: boolean;
  /** Whether the last flush left a row for it. */
  hasRow: boolean;
  /** Whether it is to be deleted by the next flush. */
  isDoomed: boolean;
  /** The coin whose row it is to take over. */
  takesOver: number | null;
  /** What it was at the last flush. */
  saved: string;
}

interface Snapshot {
  readonly objects: Map<number, PlainObject>;
  readonly pairs: Set<string>;
}

/** The graph as plain data, with what flush, savepoint, rollback and commit do to it. */
export class PlainModel {
  readonly #classes: GraphClasses['of'];
  readonly #snapshots: Snapshot[] = [];
  #now: Snapshot = { objects: new Map(), pairs: new Set() };

  #savedPairs = '';

  constructor(classes: GraphClasses['of']) {
    this.#classes = classes;
    this.#snapshots.push(copyOf(this.#now));
  }

  get depth(): number {
    return this.#snapshots.length - 1;
  }

  /** `4 7`: the user with the uid 4 has the tag with the uid 7. */
  get pairs(): Set<string> {
    return this.#now.pairs;
  }

  /** All that are there, but for those that are about to be deleted. */
  living(kind?: Kind): PlainObject[] {
    return [...this.#now.objects.values()].filter((one) => !one.isDoomed && (kind === undefined || one.kind === kind));
  }

  get(uid: number): PlainObject | undefined {
    return this.#now.objects.get(uid);
  }

  add(one: PlainObject): void {
    this.#now.objects.set(one.uid, one);
  }

  below(uid: number): PlainObject[] {
    return [...this.#now.objects.values()].filter(({ up }) => up === uid);
  }

  /** Gives an object to another one, or takes it away. */
  move(one: PlainObject, up: number | null): void {
    if (up !== null) one.isLost = false;
    else if (one.up !== null) one.isLost = true;
    one.up = up;
  }

  isOwned({ kind }: PlainObject): boolean {
    return this.#classes[kind].up?.isOwned === true;
  }

  isAbove(uid: number, other: number): boolean {
    for (let at: number | null = other; at !== null; at = this.get(at)?.up ?? null) if (at === uid) return true;
    return false;
  }

  /** Whether the last flush knew it, and all that refers to it. */
  isSettled(one: PlainObject): boolean {
    if (!one.hasRow || one.saved !== contentOf(one)) return false;
    return this.#hasSavedPairs() && this.below(one.uid).every((child) => this.isSettled(child));
  }

  /** The same, but for what goes with it. */
  canGo(one: PlainObject): boolean {
    return one.hasRow && one.saved === contentOf(one) && this.#hasSavedPairs() && this.#isKnownBelow(one);
  }

  #isKnownBelow({ uid }: PlainObject): boolean {
    return this.below(uid).every((child) => (this.isOwned(child) ? this.#isKnownBelow(child) : this.isSettled(child)));
  }

  /** Deletes an object, with all that it owns. */
  doom(one: PlainObject): void {
    if (one.isDoomed) return;
    one.isDoomed = true;
    for (const child of this.below(one.uid)) if (this.isOwned(child)) this.doom(child);
  }

  /** As if it had never been there. */
  forget(one: PlainObject): void {
    for (const child of this.below(one.uid)) this.forget(child);
    this.#now.objects.delete(one.uid);
  }

  flush(): void {
    const { objects, pairs } = this.#now;
    for (const one of [...objects.values()]) if (this.isOwned(one) && one.isLost) this.doom(one);
    for (const one of objects.values())
      if (one.up !== null && objects.get(one.up)?.isDoomed !== false && !one.isDoomed) one.up = null;
    for (const pair of [...pairs])
      if (pair.split(' ').some((uid) => objects.get(Number(uid))?.isDoomed !== false)) pairs.delete(pair);
    for (const one of objects.values()) {
      if (one.isDoomed) continue;
      if (one.kind === 'coin') this.#countVersion(one);
      one.hasRow = true;
      one.takesOver = null;
      one.isLost = false;
      one.saved = contentOf(one);
    }
    for (const one of [...objects.values()]) if (one.isDoomed) objects.delete(one.uid);
    this.#savedPairs = [...pairs].join();
  }

  savepoint(): void {
    this.#snapshots.push(copyOf(this.#now));
  }

  release(): void {
    this.#snapshots.pop();
  }

  rollbackToSavepoint(): void {
    this.#now = this.#snapshots.pop() as Snapshot;
  }

  commit(): void {
    this.#snapshots.length = 0;
    this.#snapshots.push(copyOf(this.#now));
  }

  rollback(): void {
    this.#now = copyOf(this.#snapshots[0] as Snapshot);
    this.#snapshots.length = 1;
  }

  #hasSavedPairs(): boolean {
    return this.#savedPairs === [...this.pairs].join();
  }

  #countVersion(coin: PlainObject): void {
    if (coin.takesOver !== null) coin.version = (this.get(coin.takesOver)?.version ?? 0) + 1;
    else if (!coin.hasRow) coin.version = 1;
    else if (coin.saved !== contentOf(coin)) coin.version += 1;
  }
}

function contentOf({ name, code, up }: PlainObject): string {
  return `${name} ${code} ${up}`;
}

function copyOf({ objects, pairs }: Snapshot): Snapshot {
  return { objects: new Map([...objects].map(([uid, one]) => [uid, { ...one }])), pairs: new Set(pairs) };
}

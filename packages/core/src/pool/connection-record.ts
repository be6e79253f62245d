/** One open connection and what the pool remembers of it; listeners get it beside the connection itself. */
export class ConnectionRecord<R extends object> {
  /** Kept with the connection for its life, across checkouts; for listeners and callers to write to. */
  readonly info: Record<PropertyKey, unknown> = {};
  /** Counts the connections that a pool opened; 1 is the first. */
  readonly serial: number;
  /** The generation of the pool when the connection was asked for; see `Pool.invalidateAll`. */
  readonly generation: number;
  /** When the connection was asked for; milliseconds since 1970. */
  readonly openedAt: number;

  /** Whether it was never handed out; such a one needs no pre-ping. */
  isFresh = true;
  /** Whether a borrower asked for it to be replaced after use. */
  isSoftInvalidated = false;
  /** False once it is closed, or detached from the pool. */
  isOpen = true;
  /** How many hold it now; more than one only in a StaticPool. */
  borrowers = 0;
  /** When it was handed out last; milliseconds since 1970. */
  checkedOutAt = 0;
  /** The line of the program that holds it, where that was traced. */
  trace: string | null = null;

  // Private, so that printing a record never prints the connection: drivers keep passwords in theirs.
  readonly #resource: R;

  /** @internal */
  constructor(resource: R, serial: number, generation: number, openedAt: number) {
    this.#resource = resource;
    this.serial = serial;
    this.generation = generation;
    this.openedAt = openedAt;
  }

  /** The connection itself. */
  get resource(): R {
    return this.#resource;
  }

  /** Whether it is checked out. */
  get inUse(): boolean {
    return this.borrowers > 0;
  }
}

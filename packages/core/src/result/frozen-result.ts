/**
 * The rows of a result, read once and kept, for a cache. Call it for a result that has them all, as often as needed.
 *
 * @example
 * const frozen = (await conn.execute(statement)).freeze();
 * frozen().all(); frozen().scalars().all();
 */
export interface FrozenResult<R> {
  (): R;
  /** The values of the rows. */
  readonly data: readonly (readonly unknown[])[];
  /** The same columns with other rows. */
  withNewRows(rows: Iterable<Iterable<unknown>>): FrozenResult<R>;
}

/** `thaw` makes a result of rows; it must not change them, except for the outer array. */
export function frozenResult<R>(rows: readonly unknown[][], thaw: (rows: unknown[][]) => R): FrozenResult<R> {
  const data = Object.freeze(rows.map((values) => Object.freeze(values)));
  return Object.freeze(
    Object.assign(() => thaw([...data] as unknown[][]), {
      data,
      withNewRows: (others: Iterable<Iterable<unknown>>) =>
        frozenResult(
          [...others].map((values) => [...values]),
          thaw,
        ),
    }),
  );
}

/** A column of a result. */
export interface DriverColumn {
  /** As the database calls it; names may repeat. */
  readonly name: string;
}

/** What came back from one statement. */
export interface DriverResult {
  /**
   * The columns, or null for a statement that returns no rows. A driver that prepares statements returns the same array
   * each time, as long as the columns have not changed: the engine recognises it and does no work per execution.
   */
  readonly columns: readonly DriverColumn[] | null;
  /** The rows, each an array in the order of the columns; lossless values (see {@link DriverValue}). */
  readonly rows: unknown[][];
  /** How many rows the statement matched; -1 where the database does not tell. */
  readonly affected: number;
  /** The key that the database generated for the last row inserted, where it tells. */
  readonly lastInsertId?: number | bigint | undefined;
}

/**
 * What a driver delivers for a column nobody gave a type: nothing is rounded, shifted or truncated. Integers are a
 * `number` if it is safe and a `bigint` if not; exact decimals, dates and times the database's own text; binary data
 * `Uint8Array`; JSON parsed.
 */
export type DriverValue = string | number | bigint | boolean | null | Uint8Array | object;

/** A result that is read piece by piece, from a cursor on the server. */
export interface DriverStream {
  /** Known before the first row is read. */
  readonly columns: readonly DriverColumn[];
  /** The next rows, at most `count`; an empty array at the end. */
  read(count: number): unknown[][] | Promise<unknown[][]>;
  /** Frees the cursor; the connection can be used again afterwards. Called once, at the end or before it. */
  close(): void | Promise<void>;
}

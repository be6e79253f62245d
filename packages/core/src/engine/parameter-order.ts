import type { ComparableKey, CompareKey, CompiledSentinel } from '../compiler/dml-facts.ts';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';

/** Rows of a driver, or parameters as they are sent. */
type Rows = readonly (readonly unknown[])[];

/** Whether every parameter set gives a key that the database keeps: for NULL, and in MariaDB for 0, it puts in a number. */
export function givesKeys(sets: Rows, sentinels: readonly CompiledSentinel[]): boolean {
  return sentinels.every(({ slot, isGenerated, compare }) => {
    if (compare === null) return true;
    return sets.every((set) => set[slot] !== null && !(isGenerated && Number(set[slot]) === 0));
  });
}

/**
 * The rows of one INSERT in the order of its parameter sets, without the columns that tell which row is which.
 *
 * @throws InvalidRequestError where they do not tell
 */
export function inParameterOrder(rows: unknown[][], sets: Rows, sentinels: readonly CompiledSentinel[]): unknown[][] {
  const width = (rows[0]?.length ?? 0) - sentinels.length;
  const ordered = sentinels[0]?.compare === null ? byNumber(rows, width) : byKey(rows, sets, width, sentinels);
  for (const row of ordered) row.length = width;
  return ordered;
}

/** The numbers that the database gave grow with the rows that were sent. */
function byNumber(rows: unknown[][], sentinel: number): unknown[][] {
  return rows.sort((a, b) => compareNumbers(a[sentinel], b[sentinel]));
}

/** Numbers come as number, bigint or, from some drivers, text. */
function compareNumbers(a: unknown, b: unknown): number {
  const [left, right] =
    typeof a === 'string' || typeof b === 'string' ? [BigInt(String(a)), BigInt(String(b))] : [a as number, b as number];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The keys that were given, found among those that came back: as they are or, where they were written otherwise, by their meaning. */
function byKey(rows: unknown[][], sets: Rows, width: number, sentinels: readonly CompiledSentinel[]): unknown[][] {
  const [{ slot }] = sentinels as readonly [CompiledSentinel];
  const asTheyAre = sentinels.length > 1 ? null : pairs(rows, sets, { ofRow: (row) => row[width], ofSet: (set) => set[slot] });
  if (asTheyAre !== null) return asTheyAre;
  const ofRow = keyMaker(sentinels, (index) => width + index);
  const ofSet = keyMaker(sentinels, (index) => (sentinels[index] as CompiledSentinel).slot);
  const found = pairs(rows, sets, { ofRow, ofSet });
  if (found !== null) return found;
  const count = new Set(rows.map(ofRow)).size;
  throw count === sets.length ? notFound(sentinels) : wrongCount(sets.length, count, sentinels);
}

interface Keys {
  readonly ofRow: (row: readonly unknown[]) => unknown;
  readonly ofSet: (set: readonly unknown[]) => unknown;
}

/** The row of each set; null where not every set has exactly one. */
function pairs(rows: unknown[][], sets: Rows, { ofRow, ofSet }: Keys): unknown[][] | null {
  const byKeys = new Map<unknown, unknown[]>();
  for (const row of rows) byKeys.set(ofRow(row), row);
  if (byKeys.size !== sets.length) return null;
  const found: unknown[][] = [];
  for (const set of sets) {
    const key = ofSet(set);
    const row = byKeys.get(key);
    if (row === undefined) return null;
    found.push(row);
    byKeys.delete(key);
  }
  return found;
}

/** What makes one key of the values at some places. */
function keyMaker(
  sentinels: readonly CompiledSentinel[],
  placeOf: (index: number) => number,
): (values: readonly unknown[]) => ComparableKey {
  const parts = sentinels.map(({ compare }, index) => {
    const place = placeOf(index);
    // What came back as NULL was not given.
    return (values: readonly unknown[]) => (values[place] === null ? Number.NaN : (compare as CompareKey)(values[place]));
  });
  return parts.length === 1
    ? (parts[0] as (values: readonly unknown[]) => ComparableKey)
    : (values) => JSON.stringify(parts.map((part) => part(values)));
}

function wrongCount(expected: number, found: number, sentinels: readonly CompiledSentinel[]): InvalidRequestError {
  return new InvalidRequestError(
    `Sentinel-keyed result set did not produce correct number of rows ${expected}; produced ${found}. Please ensure that ${names(sentinels)} differs in all rows and that no trigger leaves rows out, or do without sortByParameterOrder.`,
  );
}

function notFound(sentinels: readonly CompiledSentinel[]): InvalidRequestError {
  return new InvalidRequestError(
    `Can't match sentinel values in result set to parameter sets: the database gave back another value of ${names(sentinels)} than it was given. Give the column the type that it has in the database, or do without sortByParameterOrder.`,
  );
}

function names(sentinels: readonly CompiledSentinel[]): string {
  return sentinels.map(({ key }) => `"${key}"`).join(', ');
}

import type { RowTemplate } from '../compiler/row-template.ts';

/** One INSERT of several rows. */
export interface InsertBatch {
  readonly sql: string;
  readonly params: readonly unknown[];
  /** How many rows it inserts. */
  readonly rows: number;
  /** Whether its SQL is going to be used again. */
  readonly isKept: boolean;
}

/** How large a statement may be. */
export interface BatchLimits {
  readonly rows: number;
  readonly parameters: number;
}

/** How many bytes of values one statement carries at most, about: a sixteenth of MariaDB's default `max_allowed_packet`. */
const maxBytes = 1_048_576;

/**
 * The rows in as few statements as the limits allow: full ones, then one for what is left. Null where the rows need
 * other values around them, so that they do not fit into one statement.
 */
export function pagedBatches(
  template: RowTemplate,
  sets: readonly (readonly unknown[])[],
  limits: BatchLimits,
): InsertBatch[] | null {
  if (!isUniform(template, sets)) return null;
  const size = pageSize(template, limits);
  const batches: InsertBatch[] = [];
  for (let first = 0; first < sets.length; ) {
    const count = fitting(sets, first, Math.min(size, sets.length - first));
    batches.push(batchOf(template, sets, first, count, count === size));
    first += count;
  }
  return batches;
}

/**
 * The same with powers of two as numbers of rows, so that the same few statements serve every count and stay prepared.
 */
export function reusableBatches(
  template: RowTemplate,
  sets: readonly (readonly unknown[])[],
  limits: BatchLimits,
): InsertBatch[] | null {
  if (!isUniform(template, sets)) return null;
  const size = powerOfTwo(pageSize(template, limits));
  const batches: InsertBatch[] = [];
  for (let first = 0; first < sets.length; ) {
    const count = powerOfTwo(fitting(sets, first, Math.min(size, sets.length - first)));
    batches.push(batchOf(template, sets, first, count, true));
    first += count;
  }
  return batches;
}

function pageSize({ rowSlots, headSlots, tailSlots }: RowTemplate, { rows, parameters }: BatchLimits): number {
  const left = parameters - headSlots.length - tailSlots.length;
  return Math.max(1, Math.min(rows, rowSlots.length === 0 ? rows : Math.floor(left / rowSlots.length)));
}

function powerOfTwo(count: number): number {
  return 2 ** Math.floor(Math.log2(count));
}

/** Whether what stands around the rows is the same for all of them. */
function isUniform({ headSlots, tailSlots }: RowTemplate, sets: readonly (readonly unknown[])[]): boolean {
  const around = [...headSlots, ...tailSlots];
  const first = sets[0] as readonly unknown[];
  return around.every((slot) => sets.every((set) => Object.is(set[slot], first[slot])));
}

/** How many of the rows fit into one statement by their size. */
function fitting(sets: readonly (readonly unknown[])[], first: number, count: number): number {
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    bytes += sizeOf(sets[first + i] as readonly unknown[]);
    if (bytes > maxBytes) return Math.max(1, i);
  }
  return count;
}

function sizeOf(values: readonly unknown[]): number {
  let bytes = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    bytes += typeof value === 'string' ? value.length : value instanceof Uint8Array ? value.byteLength : 8;
  }
  return bytes;
}

function batchOf(
  template: RowTemplate,
  sets: readonly (readonly unknown[])[],
  first: number,
  count: number,
  isKept: boolean,
): InsertBatch {
  const { rowSlots, headSlots, tailSlots } = template;
  const params = new Array<unknown>(headSlots.length + count * rowSlots.length + tailSlots.length);
  const one = sets[first] as readonly unknown[];
  let at = 0;
  for (const slot of headSlots) params[at++] = one[slot];
  for (let i = first; i < first + count; i++) {
    const set = sets[i] as readonly unknown[];
    for (let j = 0; j < rowSlots.length; j++) params[at++] = set[rowSlots[j] as number];
  }
  for (const slot of tailSlots) params[at++] = one[slot];
  return { sql: template.sql(count, isKept), params, rows: count, isKept };
}

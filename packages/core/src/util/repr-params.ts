import { reprValue } from './repr-value.ts';

/** How many parameters of one set are shown. */
const maxParams = 100;
/** How many parameter sets are shown. */
const maxSets = 10;

/**
 * How parameters look in logs and errors; never more than a screen of them.
 *
 * @param isMany whether `params` is a list of parameter sets
 * @example reprParams([6], false)                  // [6]
 * @example reprParams([[11, 9], [15, 13]], true)   // [[11, 9], [15, 13]]
 */
export function reprParams(params: readonly unknown[], isMany: boolean): string {
  return isMany ? reprSets(params) : reprSet(params);
}

/**
 * How a row prints: as a tuple, with SQLAlchemy's comma behind a single value.
 *
 * @example reprRow([6, 8]) // (6, 8)
 */
export function reprRow(row: readonly unknown[]): string {
  return `(${row.map(reprValue).join(', ')}${row.length === 1 ? ',' : ''})`;
}

function reprSets(sets: readonly unknown[]): string {
  if (sets.length <= maxSets) return `[${listSets(sets)}]`;
  const note = ` ... displaying ${maxSets} of ${sets.length} total bound parameter sets ... `;
  return `[${listSets(sets.slice(0, maxSets - 2))} ${note} ${listSets(sets.slice(-2))}]`;
}

function listSets(sets: readonly unknown[]): string {
  return sets.map((set) => (Array.isArray(set) ? reprSet(set) : reprValue(set))).join(', ');
}

function reprSet(params: readonly unknown[]): string {
  if (params.length <= maxParams) return `[${listValues(params)}]`;
  const half = maxParams / 2;
  const note = ` ... ${params.length - maxParams} parameters truncated ... `;
  return `[${listValues(params.slice(0, half))}${note}${listValues(params.slice(-half))}]`;
}

function listValues(values: readonly unknown[]): string {
  return values.map(reprValue).join(', ');
}

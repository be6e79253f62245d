import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { committedKey, committedValue } from '../state/attribute-history.ts';
import type { InstanceState } from '../state/instance-state.ts';

/** New objects in the order in which they were added, then those with rows, by their primary keys. */
export function sortStates(states: readonly InstanceState[]): readonly InstanceState[] {
  const pending = states.filter(({ key }) => key === null);
  if (pending.length === states.length) return byOrder(pending);
  const persistent = pending.length === 0 ? states : states.filter(({ key }) => key !== null);
  const sorted = isCounted(persistent) ? persistent : byKey(persistent);
  return pending.length === 0 ? sorted : [...byOrder(pending), ...sorted];
}

/** Whether keys are numbers that go up already: those of objects that were loaded in the order of their keys. */
function isCounted(states: readonly InstanceState[]): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const state of states) {
    const [only, other] = state.mapper.primaryKey;
    const key = only === undefined || other !== undefined ? null : committedValue(state, only.slot);
    if (typeof key !== 'number' || key < before) return false;
    before = key;
  }
  return true;
}

function byKey(states: readonly InstanceState[]): readonly InstanceState[] {
  const keyed = states.map((state) => ({ state, key: committedKey(state) }));
  keyed.sort((one, other) => compareKeys(one.key, other.key));
  return keyed.map(({ state }) => state);
}

function byOrder(pending: readonly InstanceState[]): readonly InstanceState[] {
  for (let i = 1; i < pending.length; i++)
    if ((pending[i] as InstanceState).insertOrder < (pending[i - 1] as InstanceState).insertOrder)
      return pending.toSorted((one, other) => one.insertOrder - other.insertOrder);
  return pending;
}

function compareKeys(one: readonly unknown[], other: readonly unknown[]): number {
  for (let i = 0; i < one.length; i++) {
    const order = compare(one[i], other[i]);
    if (order !== 0) return order;
  }
  return 0;
}

/** NULL comes first. @throws InvalidRequestError for values that have no order */
function compare(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  const a = sortable(one);
  const b = sortable(other);
  if ((typeof a === 'string') !== (typeof b === 'string')) throw unsortable(`${kindOfValue(one)} and ${kindOfValue(other)}`);
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortable(value: unknown): string | number | bigint {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  const primitive: unknown = Object(value)[Symbol.toPrimitive]?.('default') ?? Object(value).valueOf();
  if (typeof primitive === 'number' || typeof primitive === 'string' || typeof primitive === 'bigint') return primitive;
  if (hasText(value)) return String(value);
  throw unsortable(kindOfValue(value));
}

// Temporal's values and the like: their text is in their order, or at least in one that stays.
function hasText(value: unknown): boolean {
  const text = (Object(value) as object).toString as unknown;
  return typeof text === 'function' && text !== Object.prototype.toString && text !== Array.prototype.toString;
}

function unsortable(found: string): InvalidRequestError {
  return new InvalidRequestError(
    `Could not sort objects by primary key; primary key values must be sortable in JavaScript (there were: ${found}). Give them a toString() or valueOf() of their own.`,
  );
}

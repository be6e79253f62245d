import type { DefaultContext } from '../schema/column-definition.ts';
import { ClauseElement } from '../sql/clause-element.ts';
import { chain, isPromise, type MaybePromise } from '../util/maybe-promise.ts';
import { type BoundStatement, encodeSlot, givenValue, type ParameterValues } from './bind-parameters.ts';
import type { Compiled, ParameterSlot } from './compiled.ts';

/** The values of one execution, defaults included. */
export interface BoundRow {
  /** In the order they are sent, encoded. */
  readonly values: unknown[];
  /** The same as the application gave them. */
  readonly raw: readonly unknown[];
}

/** Asks the database for the value of an expression. */
export type Evaluate = (expression: ClauseElement) => MaybePromise<unknown>;

/**
 * The values of one execution of a statement that has defaults. Functions are called in the order of the columns, and
 * see the values that are there already.
 *
 * @throws what `bindParameters` throws, and what a default function throws
 */
export function bindWithDefaults(
  compiled: Compiled,
  statement: BoundStatement,
  params: ParameterValues | null | undefined,
  evaluate: Evaluate,
): MaybePromise<BoundRow> {
  const raw = compiled.slots.map((slot) => givenValue(slot, statement, params));
  return chain(fill(compiled, raw, 0, evaluate), () => ({
    values: compiled.slots.map((slot, index) => encodeSlot(slot, raw[index])),
    raw,
  }));
}

/** Puts in the defaults from the given one on; goes on later where a function returns a promise. */
function fill(compiled: Compiled, raw: unknown[], from: number, evaluate: Evaluate): MaybePromise<void> {
  const { defaultSlots, slots } = compiled;
  for (let i = from; i < defaultSlots.length; i++) {
    const index = defaultSlots[i] as number;
    if (raw[index] !== undefined) continue;
    const value = defaultOf(compiled, slots[index] as ParameterSlot, raw, evaluate);
    if (isPromise(value))
      return value.then((settled) => {
        raw[index] = settled;
        return fill(compiled, raw, i + 1, evaluate);
      });
    raw[index] = value;
  }
}

function defaultOf(
  { slots }: Compiled,
  { default: given, column }: ParameterSlot,
  raw: readonly unknown[],
  evaluate: Evaluate,
): unknown {
  const value = given?.value;
  if (ClauseElement.is(value)) return evaluate(value);
  if (typeof value !== 'function') return value;
  const currentParameters: Record<string, unknown> = Object.create(null);
  slots.forEach((slot, index) => {
    if (slot.column?.row === column?.row && slot.column !== undefined && raw[index] !== undefined)
      currentParameters[slot.column.key] = raw[index];
  });
  return (value as (context: DefaultContext) => unknown)({ currentParameters });
}

import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { isPlain } from '../util/check-options.ts';
import { ClauseElement } from './clause-element.ts';

/**
 * Refuses what is no object with a value for each name. A Map, a FormData and whatever else keeps its values elsewhere has
 * no properties of its own: without a word it would stand for no values at all.
 */
export function checkNamedValues(values: unknown, where: string): asserts values is Readonly<Record<string, unknown>> {
  if (typeof values === 'object' && values !== null && !ClauseElement.is(values) && !(Symbol.iterator in values)) {
    if (Object.keys(values).length > 0 || isPlain(values)) return;
  }
  throw new ArgumentError(
    `${where} takes an object with a value for each name, such as { id: 5 }; it got ${kindOfValue(values)}.`,
  );
}

import { ArgumentError } from '../errors/argument-errors.ts';
import { integer } from '../types/integer.ts';
import { numeric } from '../types/numeric.ts';
import { type Argument, type ArgumentSource, type ArgumentValue, argumentNode } from './arguments.ts';
import { ColumnElement } from './column-element.ts';
import type { ExtractNode } from './nodes/expression-nodes.ts';

/** Parts of a date that all databases have. Each has more of its own. */
export type DatePart = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'week' | 'quarter' | 'dow' | 'doy' | 'epoch';

/**
 * `EXTRACT(part FROM x)`: a part of a date or time, as a number.
 *
 * @example extract('year', order.c.placedAt)
 */
export function extract<const A extends Argument>(
  part: DatePart | (string & {}),
  value: A,
): ColumnElement<number | (null extends ArgumentValue<A> ? null : never), ArgumentSource<A>> {
  if (typeof part !== 'string' || !/^[a-z_]+$/i.test(part))
    throw new ArgumentError('extract() takes the name of a part, letters only, such as "year".');
  const type = fractions.has(part.toLowerCase()) ? number : integer;
  return new ColumnElement({
    kind: 'extract',
    field: part,
    element: argumentNode(value, 'param', 'extract()'),
    type,
  } as ExtractNode);
}

const number = numeric(null, null, { mode: 'number' });
const fractions: ReadonlySet<string> = new Set(['second', 'epoch', 'milliseconds', 'julian']);

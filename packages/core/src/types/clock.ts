import { defineType } from './define-type.ts';
import { dateTime } from './date-time.ts';
import type { TypeEngine } from './type-engine.ts';

/**
 * The time that a database's own clock shows: `func.now()`. Its microseconds mean nothing to a `Date`, which counts
 * milliseconds, so that here, unlike in a column, they are left out rather than being an error.
 */
export const clock: TypeEngine<Date> = defineType<Date, { timezone: boolean; mode: 'date' }>(
  {
    typeName: 'DateTime',
    encode: (value) => dateTime.encode?.(value),
    decode: (value) => (dateTime.decode as (value: unknown) => Date)(typeof value === 'string' ? inMilliseconds(value) : value),
    shown: [['clock', true]],
  },
  { timezone: true, mode: 'date' },
);

function inMilliseconds(time: string): string {
  return time.replace(/(\.\d{3})\d+/, '$1');
}

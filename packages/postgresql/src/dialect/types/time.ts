import { types as t } from '@aludel/core';
import { type DefinedType, defineType, unreadableValue, wrongValue } from '@aludel/core/dialect';

/** TIME, with or without an offset. */
export interface TimeType extends DefinedType<string> {
  /** Digits of the seconds' fraction. */
  readonly precision: number;
  /** Whether it has an offset. */
  readonly timezone: boolean;
}

/**
 * A time of day. With `timezone` it has an offset, as PostgreSQL keeps it: `07:30:00+02`.
 *
 * @example TIME({ precision: 3 })
 * @example TIME({ timezone: true })
 */
export function TIME({
  precision = 6,
  timezone = false,
}: {
  readonly precision?: number;
  readonly timezone?: boolean;
} = {}): TimeType {
  const own = { precision, timezone };
  if (!timezone) {
    const { encode, decode } = t.Time({ precision });
    return defineType<string, typeof own>(
      { typeName: 'Time', sqlName: 'TIME', encode, decode, shown: [['precision', precision]] },
      own,
    );
  }
  return defineType<string, typeof own>(
    {
      typeName: 'TIMETZ',
      sqlName: 'TIME',
      encode: (value) => {
        if (isTime(value)) return value;
        throw wrongValue('TIME', "a time of day with an offset, such as '07:30:00+02'", value);
      },
      decode: (value) => {
        if (isTime(value)) return value;
        throw unreadableValue('TIME', value);
      },
      shown: [
        ['precision', precision],
        ['timezone', timezone],
      ],
    },
    own,
  );
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)$/.test(value);
}

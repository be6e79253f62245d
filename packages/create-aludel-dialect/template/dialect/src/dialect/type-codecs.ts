import type { CodecRule } from '@aludel/core/dialect';

/**
 * How values travel where it is not as the types themselves do it: `encode` before the driver binds them, `decode` after it
 * read them. `{ JSON: { encode: t.JSON.encode } }` is for a driver that gives JSON parsed already; `{ adapt: (type) => … }`
 * where it depends on the options of the type.
 *
 * By themselves: dates and times are text (`2024-02-29`, `2024-02-29 07:30:00.125000`, in UTC), JSON is text, exact decimals
 * are text, Boolean takes true and false or 1 and 0, Uuid is 32 digits or 36 characters, Interval is a bigint of microseconds.
 */
export const typeCodecs: Readonly<Record<string, CodecRule>> = {};

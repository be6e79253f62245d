import { types as t } from '@aludel/core';

/** TIMESTAMP with or without time zone: `TIMESTAMP({ timezone: true, precision: 6, mode: 'string' })`. */
export const TIMESTAMP: t.DateTimeFamily = t.TIMESTAMP;
/** An array: `ARRAY(t.Integer)`. */
export const ARRAY: typeof t.ARRAY = t.ARRAY;

/** What makes the types of a family, for dialects that have more of them than standard SQL. */
export { binaryFamily } from './binary.ts';
export { booleanType } from './boolean.ts';
export { dateTimeFamily } from './date-time.ts';
export { makeEnum } from './enum.ts';
export { floatFamily } from './float.ts';
export { bigIntegerFamily, integerType } from './integer.ts';
export { jsonFamily } from './json.ts';
export { numericFamily } from './numeric.ts';
export { stringFamily } from './text.ts';
export { timeFamily } from './time.ts';

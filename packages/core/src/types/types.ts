/**
 * The types, under one roof so that they shadow no global of JavaScript.
 *
 * @example import { types as t } from '@aludel/core'; // t.Integer, t.String(30)
 */
export type { ArrayType } from './array.ts';
export { largeBinary as LargeBinary, type LargeBinaryFamily, type LargeBinaryType } from './binary.ts';
export { boolean as Boolean } from './boolean.ts';
export { date as Date } from './date.ts';
export { dateTime as DateTime, type DateTimeFamily, type DateTimeType } from './date-time.ts';
export { enumOf as Enum, type EnumOptions, type EnumType } from './enum.ts';
export { double as Double, float as Float, type FloatFamily, type FloatType } from './float.ts';
export { inferType } from './infer-type.ts';
export {
  bigInteger as BigInteger,
  type BigIntegerFamily,
  type BigIntegerType,
  integer as Integer,
  smallInteger as SmallInteger,
} from './integer.ts';
export { interval as Interval, type IntervalFamily, type IntervalType } from './interval.ts';
export { json as JSON, type JSONFamily } from './json.ts';
export { nullType as NullType } from './null-type.ts';
export { nullable } from './nullable.ts';
export { numeric as Numeric, type NumericFamily, type NumericType } from './numeric.ts';
export {
  string as String,
  type StringFamily,
  type StringType,
  text as Text,
  unicode as Unicode,
  unicodeText as UnicodeText,
} from './text.ts';
export * from './sql-types.ts';
export { time as Time, type TimeFamily, type TimeType } from './time.ts';
export { TypeDecorator } from './type-decorator.ts';
export type { DefinedType, TypeCodec, TypeDialect, TypeEngine, ValueOf } from './type-engine.ts';
export { uuid as Uuid } from './uuid.ts';

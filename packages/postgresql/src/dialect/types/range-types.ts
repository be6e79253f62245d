import { types as t } from '@aludel/core';
import {
  type BareType,
  type DefinedType,
  defineBareType,
  defineCallableType,
  defineType,
  type TypeCodec,
  type TypeEngine,
  unreadableValue,
  wrongValue,
} from '@aludel/core/dialect';
import { type Bounds, Range } from './range.ts';

/** A range of integers. */
export const INT4RANGE: BareType<Range<number>> = rangeType('INT4RANGE', t.Integer);
/** A range of big integers. */
export const INT8RANGE: BareType<Range<bigint>> = rangeType('INT8RANGE', t.BigInteger);
/** A range of exact decimals, as text. */
export const NUMRANGE: BareType<Range<string>> = rangeType('NUMRANGE', t.Numeric);
/** A range of days, as text. */
export const DATERANGE: BareType<Range<string>> = rangeType('DATERANGE', t.Date);
/** Several ranges of integers. */
export const INT4MULTIRANGE: BareType<readonly Range<number>[]> = multirangeType('INT4MULTIRANGE', t.Integer);
/** Several ranges of big integers. */
export const INT8MULTIRANGE: BareType<readonly Range<bigint>[]> = multirangeType('INT8MULTIRANGE', t.BigInteger);
/** Several ranges of exact decimals. */
export const NUMMULTIRANGE: BareType<readonly Range<string>[]> = multirangeType('NUMMULTIRANGE', t.Numeric);
/** Several ranges of days. */
export const DATEMULTIRANGE: BareType<readonly Range<string>[]> = multirangeType('DATEMULTIRANGE', t.Date);

/** A type of ranges of moments: of Dates, or of strings with every microsecond where `mode` says so. */
export interface MomentRangeFamily extends DefinedType<Range<Date>> {
  (options?: { readonly mode?: 'date' }): DefinedType<Range<Date>>;
  (options: { readonly mode: 'string' }): DefinedType<Range<string>>;
}

/** The same for several ranges in one value. */
export interface MomentMultirangeFamily extends DefinedType<readonly Range<Date>[]> {
  (options?: { readonly mode?: 'date' }): DefinedType<readonly Range<Date>[]>;
  (options: { readonly mode: 'string' }): DefinedType<readonly Range<string>[]>;
}

/** A range of moments as a clock shows them. */
export const TSRANGE = momentFamily('TSRANGE', false, rangeCodec) as unknown as MomentRangeFamily;
/** A range of moments. */
export const TSTZRANGE = momentFamily('TSTZRANGE', true, rangeCodec) as unknown as MomentRangeFamily;
/** Several ranges of moments as a clock shows them. */
export const TSMULTIRANGE = momentFamily('TSMULTIRANGE', false, multirangeCodec) as unknown as MomentMultirangeFamily;
/** Several ranges of moments. */
export const TSTZMULTIRANGE = momentFamily('TSTZMULTIRANGE', true, multirangeCodec) as unknown as MomentMultirangeFamily;

type MakeCodec = (typeName: string, item: TypeCodec<unknown>) => TypeCodec<unknown>;

function rangeType<T>(typeName: string, itemType: TypeEngine<T>): BareType<Range<T>> {
  return defineBareType(definition(typeName, itemType, rangeCodec));
}

function multirangeType<T>(typeName: string, itemType: TypeEngine<T>): BareType<readonly Range<T>[]> {
  return defineBareType(definition(typeName, itemType, multirangeCodec));
}

function momentFamily(typeName: string, timezone: boolean, makeCodec: MakeCodec): unknown {
  const asText = defineType(
    { ...definition(typeName, t.DateTime({ timezone, mode: 'string' }), makeCodec), shown: [['mode', 'string']] },
    {},
  );
  const call = (options?: { readonly mode?: 'date' | 'string' }) => (options?.mode === 'string' ? asText : family);
  const family: DefinedType<never> = defineCallableType(call, definition(typeName, t.DateTime({ timezone }), makeCodec), {});
  return family;
}

function definition(typeName: string, itemType: TypeEngine<unknown>, makeCodec: MakeCodec) {
  return {
    typeName,
    takesObjects: true,
    adapt: (dialect: { codecOf(type: TypeEngine<unknown>): TypeCodec<unknown> }) =>
      makeCodec(typeName, dialect.codecOf(itemType)),
  };
}

function rangeCodec(typeName: string, item: TypeCodec<unknown>): TypeCodec<unknown> {
  return {
    encode: (value) => rangeText(typeName, value, item),
    decode: (value) => {
      const found = typeof value === 'string' ? readRange(value, 0, item) : null;
      if (found === null || found.end !== (value as string).length) throw unreadableValue(typeName, value);
      return found.range;
    },
  };
}

function multirangeCodec(typeName: string, item: TypeCodec<unknown>): TypeCodec<unknown> {
  return {
    encode(value) {
      if (!Array.isArray(value)) throw wrongValue(typeName, 'an array of Ranges', value);
      return `{${value.map((range) => rangeText(typeName, range, item)).join(',')}}`;
    },
    decode(value) {
      if (typeof value !== 'string' || !/^\{.*\}$/s.test(value)) throw unreadableValue(typeName, value);
      const ranges: Range<unknown>[] = [];
      for (let position = 1; position < value.length - 1; ) {
        const found = readRange(value, position, item);
        if (found === null) throw unreadableValue(typeName, value);
        ranges.push(found.range);
        position = value[found.end] === ',' ? found.end + 1 : found.end;
      }
      return ranges;
    },
  };
}

function rangeText(typeName: string, value: unknown, item: TypeCodec<unknown>): string {
  if (!(value instanceof Range)) throw wrongValue(typeName, 'a Range', value);
  if (value.isEmpty) return 'empty';
  return `${value.bounds[0]}${boundText(value.lower, item)},${boundText(value.upper, item)}${value.bounds[1]}`;
}

function boundText(bound: unknown, { encode }: TypeCodec<unknown>): string {
  if (bound === null) return '';
  return `"${String(encode === undefined ? bound : encode(bound)).replace(/["\\]/g, '\\$&')}"`;
}

const pattern = /([[(])(?:"((?:[^"\\]|\\.|"")*)"|([^",)\]]*)),(?:"((?:[^"\\]|\\.|"")*)"|([^",)\]]*))([)\]])/sy;

function readRange(text: string, from: number, item: TypeCodec<unknown>): { range: Range<unknown>; end: number } | null {
  if (text.startsWith('empty', from)) return { range: Range.empty, end: from + 5 };
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  if (match === null) return null;
  const lower = readBound(match[2], match[3], item);
  const upper = readBound(match[4], match[5], item);
  return { range: new Range(lower, upper, `${match[1]}${match[6]}` as Bounds), end: pattern.lastIndex };
}

/** Nothing at all is no bound. */
function readBound(quoted: string | undefined, bare: string | undefined, { decode }: TypeCodec<unknown>): unknown {
  if (quoted === undefined && bare === '') return null;
  const text = quoted === undefined ? (bare as string) : quoted.replace(/\\(.)|""/gs, (_all, escaped: string) => escaped ?? '"');
  return decode === undefined ? text : decode(text);
}

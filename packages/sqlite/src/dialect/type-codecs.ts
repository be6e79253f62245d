import { ArgumentError, types as t } from '@aludel/core';
import type { CodecRule, TypeCodec, TypeEngine } from '@aludel/core/dialect';

/** What travels otherwise than by the rules of the types themselves. */
export const typeCodecs: Readonly<Record<string, CodecRule>> = Object.freeze({
  Uuid: { adapt: withoutHyphens },
  UUID: { encode: t.Uuid.encode, decode: t.Uuid.decode },
  Numeric: { adapt: numeric },
  JSON: { encode: document, decode: t.JSON.decode },
});

/** CHAR(32) has no room for them. */
function withoutHyphens({ encode, decode }: TypeEngine<unknown>): TypeCodec<unknown> {
  return { encode: (value) => String(encode?.(value)).replaceAll('-', ''), decode };
}

/**
 * NUMERIC is a column of numbers, of fifteen digits, or eighteen where there is no fraction. So it compares, sorts and adds
 * up; what it would round is an error. The zeros at the end of a fraction come back where the type has a scale.
 * https://sqlite.org/datatype3.html
 */
function numeric(type: TypeEngine<unknown>): TypeCodec<unknown> {
  const { encode, decode, scale = null, mode } = type as NumericType;
  return {
    encode: mode === 'number' ? (value) => Number(encode(value)) : (value) => exactNumber(encode(value)),
    decode: mode === 'number' || scale === null ? decode : (value) => withZeros(decode(value) as string, scale),
  };
}

interface NumericType {
  readonly encode: (value: unknown) => string;
  readonly decode: (value: unknown) => unknown;
  readonly scale?: number | null;
  readonly mode?: 'string' | 'number';
}

/** Whole numbers of 64 bits are INTEGER. */
const integer = /^(-?\d{1,18})(?:\.0*)?$/;

function exactNumber(text: string): number | bigint {
  const whole = integer.exec(text)?.[1];
  if (whole !== undefined) return BigInt(whole);
  const digits = text
    .replace(/^-?[0.]*/, '')
    .replace('.', '')
    .replace(/0+$/, '');
  if (/^-?[\d.]+$/.test(text) && digits.length <= 15) return Number(text);
  throw new ArgumentError(
    'SQLite keeps fifteen digits of a number, eighteen without a fraction, and would change this one. Round it first, or keep it as text: t.String.',
  );
}

/** What is no number, such as Infinity, has none. */
function withZeros(text: string, scale: number): string {
  const point = text.indexOf('.');
  const digits = point === -1 ? 0 : text.length - point - 1;
  if (digits >= scale || (point === -1 && !/^-?\d+$/.test(text))) return text;
  return `${text}${point === -1 ? '.' : ''}${'0'.repeat(scale - digits)}`;
}

/** A column of type JSON turns a document that is nothing but a number into one of SQLite's, of 64 bits. */
function document(value: unknown): unknown {
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) !== value)
    throw new ArgumentError(
      'A JSON document that is a bigint of more than 64 bits would be rounded by SQLite. Put it into an array.',
    );
  return t.JSON.encode?.(value);
}

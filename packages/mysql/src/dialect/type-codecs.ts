import { ArgumentError, types as t } from '@aludel/core';
import type { CodecRule, TypeEngine } from '@aludel/core/dialect';

/** What travels otherwise than by the rules of the types themselves, in MariaDB, whose JSON is text. */
export const mariadbTypeCodecs: Readonly<Record<string, CodecRule>> = Object.freeze({
  // It comes parsed already: `"5"` must not be parsed once more.
  JSON: { encode: t.JSON.encode },
  Numeric: { adapt: finite },
  Uuid: { adapt: withoutHyphens },
  // MariaDB's own type takes and gives hyphens.
  UUID: { encode: t.Uuid.encode, decode: t.Uuid.decode },
});

/** The same in MySQL. */
export const mysqlTypeCodecs: Readonly<Record<string, CodecRule>> = Object.freeze({
  ...mariadbTypeCodecs,
  JSON: { encode: encodeDocument },
  Numeric: { adapt: withoutPadding },
});

/** MySQL takes documents apart, and keeps whole numbers in 64 bits, with or without sign; it would round longer ones. */
function encodeDocument(value: unknown): unknown {
  const text = t.JSON.encode?.(value);
  if (typeof text === 'string' && /\d{19}/.test(text)) JSON.stringify(value, refuseLongIntegers);
  return text;
}

function refuseLongIntegers(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  if (BigInt.asIntN(64, value) === value || BigInt.asUintN(64, value) === value) return 0;
  throw new ArgumentError('A JSON document holds a bigint of more than 64 bits, which MySQL would round. Put it in as a string.');
}

/** DECIMAL has no NaN and no Infinity: a comparison would take them for 0. */
function finite({ encode, decode }: TypeEngine<unknown>) {
  return { encode: (value: unknown) => checkFinite(encode?.(value)), decode };
}

function checkFinite(encoded: unknown): unknown {
  if (typeof encoded !== 'string' || /\d/.test(encoded)) return encoded;
  throw new ArgumentError('Numeric got NaN or Infinity, which MySQL and MariaDB have no DECIMAL for. Give null, or a number.');
}

/** MySQL calculates with a parameter as with 30 digits behind the point, and shows them all. */
function withoutPadding(type: TypeEngine<unknown>) {
  const { decode } = type;
  const { scale = null } = type as { readonly scale?: number | null };
  const padding = new RegExp(`(\\.\\d{${scale ?? 0}}\\d*?)0+$`);
  const trimmed = (text: string): string => text.replace(padding, '$1').replace(/\.$/, '');
  return {
    ...finite(type),
    decode: (value: unknown) => decode?.(typeof value === 'string' && value.length > 30 ? trimmed(value) : value),
  };
}

/** CHAR(32) has no room for them. */
function withoutHyphens({ encode, decode }: TypeEngine<unknown>) {
  return { encode: (value: unknown) => String(encode?.(value)).replaceAll('-', ''), decode };
}

import { types as t } from '@aludel/core';
import type { CodecRule, TypeCodec, TypeDialect, TypeEngine } from '@aludel/core/dialect';
import { parseArray } from '../wire/array-parser.ts';
import { clockText } from './clock-text.ts';

/** What travels otherwise than by the rules of the types themselves. */
export const typeCodecs: Readonly<Record<string, CodecRule>> = Object.freeze({
  // It comes parsed already: `"5"` must not be parsed once more.
  JSON: { encode: t.JSON.encode },
  DateTime: { adapt: withOffset },
  Interval: { adapt: asClock },
  ARRAY: { adapt: readingText },
});

/** `timestamptz` would read a time without offset in the time zone of the session; `timestamp` ignores the offset. */
function withOffset({ encode, decode }: TypeEngine<unknown>) {
  return { encode: (value: unknown) => `${encode?.(value)}+00`, decode };
}

function asClock({ encode, decode }: TypeEngine<unknown>) {
  return { encode: (value: unknown) => clockText(encode?.(value) as bigint), decode };
}

/** Arrays of types that every database numbers anew, such as an ENUM, come as text. */
function readingText(type: TypeEngine<unknown>, dialect: TypeDialect): TypeCodec<unknown> {
  const { encode, decode } = (type.adapt as NonNullable<typeof type.adapt>)(dialect) as Required<TypeCodec<unknown>>;
  return { encode, decode: (value) => decode(typeof value === 'string' ? parseArray(value, (text) => text) : value) };
}

import { types as t } from '@aludel/core';
import type { CodecRule, TypeEngine } from '@aludel/core/dialect';

/** What travels otherwise than by the rules of the types themselves. */
export const typeCodecs: Readonly<Record<string, CodecRule>> = Object.freeze({
  // It comes parsed already: `"5"` must not be parsed once more.
  JSON: { encode: t.JSON.encode },
  DateTime: { adapt: withOffset },
});

/** `timestamptz` would read a time without offset in the time zone of the session; `timestamp` ignores the offset. */
function withOffset({ encode, decode }: TypeEngine<unknown>) {
  return { encode: (value: unknown) => `${encode?.(value)}+00`, decode };
}

import { types as t } from '@aludel/core';
import type { TypeCodec } from '@aludel/core/dialect';

/** JSON comes parsed already: `"5"` must not be parsed once more. */
export const typeCodecs: Readonly<Record<string, TypeCodec<unknown>>> = Object.freeze({ JSON: { encode: t.JSON.encode } });

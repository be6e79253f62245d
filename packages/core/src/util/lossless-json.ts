/**
 * Parses JSON without rounding: an integer that a `number` cannot hold exactly becomes a `bigint`.
 *
 * @example parseLosslessJson('{"id": 9007199254740993}') // { id: 9007199254740993n }
 */
export function parseLosslessJson(text: string): unknown {
  // Sixteen digits in a row are the least that can be unsafe; most documents have none and take the fast way.
  return /\d{16}/.test(text) ? JSON.parse(text, keepBigIntegers as (key: string, value: unknown) => unknown) : JSON.parse(text);
}

function keepBigIntegers(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/**
 * Parses JSON without rounding: an integer that a `number` cannot hold exactly becomes a `bigint`.
 *
 * @example parseLosslessJson('{"id": 9007199254740993}') // { id: 9007199254740993n }
 */
export function parseLosslessJson(text: string): unknown {
  // Sixteen digits in a row are the least that can be unsafe; most documents have none and take the fast way.
  return /\d{16}/.test(text) ? JSON.parse(text, keepBigIntegers as (key: string, value: unknown) => unknown) : JSON.parse(text);
}

/**
 * Writes JSON without loss: a `bigint` becomes an integer of all its digits (`{"id":9007199254740993}`), and a number that JSON has no notation
 * for (`NaN`, `Infinity`), an invalid Date, or `undefined` in an array, is a TypeError instead of a silent null. Cycles are a TypeError, as in `JSON.stringify`.
 */
export function stringifyLosslessJson(value: unknown): string {
  const text = JSON.stringify(value, writeExactNumbers) as string | undefined;
  if (text === undefined) throw new TypeError(`JSON has no notation for a ${typeof value}`);
  return text;
}

function keepBigIntegers(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

function writeExactNumbers(this: unknown, key: string, value: unknown): unknown {
  switch (typeof value) {
    case 'bigint':
      return rawJson(`${value}`);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no notation for ${value}`);
      // Without an exponent it would be read as a bigint.
      return Number.isInteger(value) && !Number.isSafeInteger(value) ? rawJson(value.toExponential()) : value;
    case 'object':
      if (value === null && isInvalidDate((this as Readonly<Record<string, unknown>>)[key]))
        throw new TypeError('JSON has no notation for an invalid Date');
      if (value instanceof Map || value instanceof Set) throw new TypeError('JSON has no notation for a Map or a Set');
      return value;
    case 'undefined':
    case 'function':
    case 'symbol':
      // In an object it is a property that is not there; JSON would write null for it in an array.
      if (Array.isArray(this)) throw new TypeError(`JSON has no notation for a ${typeof value} in an array`);
  }
  return value;
}

/** `toJSON` has made a null of it already. */
function isInvalidDate(value: unknown): boolean {
  return value instanceof Date && Number.isNaN(value.getTime());
}

/** Node has it since 21; the compiler's library does not know it yet. https://github.com/tc39/proposal-json-parse-with-source */
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown };

/**
 * A key as one value that a Map finds again: whole numbers are equal whether they are number or bigint, dates and binary
 * keys by what they hold. Null: there is none, or all of its parts are NULL, so that there is no identity.
 */
export function identityKeyOf(key: unknown): unknown {
  switch (typeof key) {
    case 'number':
    case 'string':
    case 'boolean':
      return key;
    case 'bigint':
      return BigInt.asIntN(53, key) === key ? Number(key) : key;
    default:
      return key === null || key === undefined ? null : objectKey(key);
  }
}

function objectKey(key: object): unknown {
  if (key instanceof Date) return `date ${key.getTime()}`;
  if (key instanceof Uint8Array) return `binary ${Buffer.from(key).toString('hex')}`;
  if (!Array.isArray(key)) return `other ${String(key)}`;
  const parts = key.map(identityKeyOf);
  return parts.every((part) => part === null)
    ? null
    : `parts ${JSON.stringify(parts.map((part) => [typeof part, String(part)]))}`;
}

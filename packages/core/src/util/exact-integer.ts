/**
 * An integer as a `number` where it is safe, as a `bigint` where a number would round it.
 *
 * @example exactInteger('9007199254740993') // 9007199254740993n
 */
export function exactInteger(value: string | bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

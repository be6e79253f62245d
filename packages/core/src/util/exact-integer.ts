/** An integer as a `number` where it is safe, as a `bigint` where a number would round it. */
export function exactInteger(value: string | bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

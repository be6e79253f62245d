import { ArgumentError } from '../errors/argument-errors.ts';

/** Checks how many rows are asked for at a time. */
export function checkFetchSize(count: number): number {
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new ArgumentError(`${count} is no number of rows to fetch. Give an integer above 0.`);
}

import type { DatabaseName } from './database.ts';
import type { Median } from './median.ts';

/** One figure that came out of a case. */
export interface Finding {
  readonly case: string;
  readonly database: DatabaseName;
  /** What it is, such as `ours : handwritten`. */
  readonly figure: string;
  readonly value: Median;
  /** `×` for a ratio, below 1 where ours is faster. */
  readonly unit: '×' | 'ms' | 'µs' | 'MB';
  /** The value that must not be exceeded; null for a figure that is only to be known. */
  readonly bar: number | null;
  /** What the value was made of, or the circumstances. */
  readonly detail: string;
}

/** Whether the median is within the bar, as it is printed; null where there is none. */
export function reachesBar({ value, bar }: Finding): boolean | null {
  return bar === null ? null : Number(value.median.toFixed(2)) <= bar;
}

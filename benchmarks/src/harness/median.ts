/** The middle of some figures and how far they spread; one slow round changes none of them. */
export interface Median {
  readonly median: number;
  /** A quarter of the figures is below it. */
  readonly low: number;
  /** A quarter of the figures is above it. */
  readonly high: number;
}

/** The median and the quartiles of at least one figure. */
export function medianOf(figures: readonly number[]): Median {
  const sorted = [...figures].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}

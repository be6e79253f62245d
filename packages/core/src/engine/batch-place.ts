/** Which of several statements an execution is, for the log: `(insertmanyvalues) 1/3 (ordered)`. */
export interface BatchPlace {
  /** From 1. */
  readonly number: number;
  readonly count: number;
  /** `ordered`, `unordered`, `ordered; batch not supported` */
  readonly order: string;
}

/** What the log says of a statement that is one of several; `stats` is what it says of one that is alone. */
export function batchStats(stats: string, { number, count, order }: BatchPlace): string {
  return number === 1 ? `${stats} (insertmanyvalues) 1/${count} (${order})` : `insertmanyvalues ${number}/${count} (${order})`;
}

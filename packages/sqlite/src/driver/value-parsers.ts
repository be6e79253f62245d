import { exactInteger } from '@aludel/core/dialect';

/** Whether an INTEGER among these values may have been rounded when it was made a `number`. */
export function mayBeRounded(rows: readonly (readonly unknown[])[]): boolean {
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r] as readonly unknown[];
    for (let c = 0; c < row.length; c++) {
      const value = row[c];
      if (typeof value === 'number' && (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER)) return true;
    }
  }
  return false;
}

/** Makes safe integers of rows read as bigint numbers again, in place; REALs are numbers already. */
export function parseIntegers(rows: readonly unknown[][]): void {
  for (let r = 0; r < rows.length; r++) parseRowIntegers(rows[r] as unknown[]);
}

/** The same for one row. */
export function parseRowIntegers(row: unknown[]): void {
  for (let c = 0; c < row.length; c++) {
    const value = row[c];
    if (typeof value === 'bigint') row[c] = exactInteger(value);
  }
}

import { ClauseElement } from '../../sql/clause-element.ts';

/** Values by the names of attributes. */
export type NamedValues = Readonly<Record<string, unknown>>;

/**
 * Sets that follow one another and have the same names, whatever their order: they can be executed together. One with SQL
 * among its values stands alone.
 */
export function groupedByKeys(rows: readonly NamedValues[]): readonly (readonly NamedValues[])[] {
  const groups: NamedValues[][] = [];
  let lastAsGiven: string | null = null;
  let last: string | null = null;
  for (const row of rows) {
    const asGiven = Object.keys(row).join('\0');
    const keys: string | null = asGiven === lastAsGiven ? last : Object.keys(row).sort().join('\0');
    const isAlone = hasSql(row);
    if (keys !== last || isAlone) groups.push([]);
    groups.at(-1)?.push(row);
    last = isAlone ? null : keys;
    lastAsGiven = isAlone ? null : asGiven;
  }
  return groups;
}

/** Whether values are SQL, which no parameter can be. */
export function hasSql(row: NamedValues): boolean {
  for (const key in row) if (ClauseElement.is(row[key])) return true;
  return false;
}

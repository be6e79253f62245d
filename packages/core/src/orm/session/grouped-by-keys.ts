/** Values by the names of attributes. */
export type NamedValues = Readonly<Record<string, unknown>>;

/** Sets that follow one another and have the same names, whatever their order: they can be executed together. */
export function groupedByKeys(rows: readonly NamedValues[]): readonly (readonly NamedValues[])[] {
  const groups: NamedValues[][] = [];
  let last: string | null = null;
  for (const row of rows) {
    const keys = Object.keys(row).sort().join('\0');
    if (keys !== last) groups.push([]);
    groups.at(-1)?.push(row);
    last = keys;
  }
  return groups;
}

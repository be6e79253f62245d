/** What a database writes otherwise than standard SQL, its placeholders aside; null: it refuses. */
export type Differences = Readonly<Partial<Record<'sqlite' | 'postgresql' | 'mysql', string | null>>>;

/** The SQL expected of a database: that of the table, else standard SQL with its placeholders. */
export function expectedFor(name: keyof Differences, standard: string, differences: Differences): string | null {
  const own = differences[name];
  if (own !== undefined) return own;
  let count = 0;
  return standard.replace(/(?<![:\w]):[a-z_]\w*/gi, () => {
    count += 1;
    return name === 'postgresql' ? `$${count}` : '?';
  });
}

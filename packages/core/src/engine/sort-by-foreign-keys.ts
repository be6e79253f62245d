import type { ReflectedForeignKey } from '../dialect/introspector.ts';

/** A table and the names of its foreign keys; the last one has no table, only the keys of the rings. */
export interface SortedTableName {
  readonly table: string | null;
  /** Table and name of the constraint. */
  readonly foreignKeys: readonly (readonly [table: string, constraint: string | null])[];
}

/**
 * Brings tables into an order in which each comes after those that it refers to. Where tables refer to one another in a
 * ring, their keys are put off until all tables are there.
 *
 * @param isInside whether a key refers to a table of the same schema
 */
export function sortByForeignKeys(
  names: readonly string[],
  keysOf: (name: string) => readonly ReflectedForeignKey[],
  isInside: (key: ReflectedForeignKey) => boolean,
): readonly SortedTableName[] {
  const waiting = new Set(names);
  const blocks = (name: string, key: ReflectedForeignKey): boolean =>
    isInside(key) && key.referredTable !== name && waiting.has(key.referredTable);
  const blockersOf = (name: string): readonly string[] =>
    keysOf(name)
      .filter((key) => blocks(name, key))
      .map((key) => key.referredTable);
  const sorted: SortedTableName[] = [];
  const putOff: (readonly [string, string | null])[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter((name) => blockersOf(name).length === 0);
    for (const name of ready.length > 0 ? ready : firstRing(waiting, blockersOf)) {
      const isPutOff = (key: ReflectedForeignKey): boolean => blocks(name, key);
      for (const key of keysOf(name).filter(isPutOff)) putOff.push([name, key.name]);
      const foreignKeys = keysOf(name).filter((key) => !isPutOff(key));
      sorted.push({ table: name, foreignKeys: foreignKeys.map((key) => [name, key.name]) });
      if (ready.length === 0) continue;
      waiting.delete(name);
    }
    if (ready.length === 0) for (const { table } of sorted) if (table !== null) waiting.delete(table);
  }
  return [...sorted, { table: null, foreignKeys: putOff }];
}

/** The tables that can reach themselves, and that nothing but themselves blocks. */
function firstRing(waiting: ReadonlySet<string>, blockersOf: (name: string) => readonly string[]): readonly string[] {
  const reach = new Map([...waiting].map((name) => [name, reachable(name, blockersOf)]));
  const ring = [...waiting].find((name) => {
    const reached = [...(reach.get(name) ?? [])];
    return reached.includes(name) && reached.every((other) => reach.get(other)?.has(name));
  });
  return ring === undefined ? [...waiting] : [...waiting].filter((name) => reach.get(ring)?.has(name));
}

function reachable(start: string, blockersOf: (name: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const next of blockersOf(name)) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
}

import { CircularDependencyError } from '../../errors/invalid-request-errors.ts';

/** That the first comes before the second. */
export type Edge<T> = readonly [before: T, after: T];

/**
 * Items in groups of which each comes after those that it depends on; the order within a group is that of the items.
 *
 * @throws CircularDependencyError naming what waits for itself
 */
export function sortInGroups<T>(items: readonly T[], edges: Iterable<Edge<T>>): readonly (readonly T[])[] {
  const places = new Map(items.map((item, place) => [item, place]));
  const waiting = new Map<T, number>();
  const followers = new Map<T, T[]>();
  const known: Edge<T>[] = [];
  for (const edge of edges) {
    const [before, after] = edge;
    if (!places.has(before) || !places.has(after)) continue;
    known.push(edge);
    waiting.set(after, (waiting.get(after) ?? 0) + 1);
    push(followers, before, after);
  }
  const groups: T[][] = [];
  let done = 0;
  for (let ready = items.filter((item) => !waiting.has(item)); ready.length > 0; ) {
    groups.push(ready);
    done += ready.length;
    const next: T[] = [];
    for (const item of ready)
      for (const follower of followers.get(item) ?? []) {
        const count = (waiting.get(follower) as number) - 1;
        waiting.set(follower, count);
        if (count === 0) next.push(follower);
      }
    ready = next.sort((a, b) => (places.get(a) as number) - (places.get(b) as number));
  }
  if (done < items.length) throw circular(known);
  return groups;
}

/** The items that come before themselves by way of others. */
export function itemsInCycles<T>(edges: Iterable<Edge<T>>): ReadonlySet<T> {
  const followers = new Map<T, T[]>();
  for (const [before, after] of edges) push(followers, before, after);
  const found = new Set<T>();
  const open = new Set(followers.keys());
  for (const start of open) {
    const stack = [start];
    const todo = new Set(followers.keys());
    todo.delete(start);
    while (stack.length > 0) {
      const next = stepFrom(stack, followers.get(stack.at(-1) as T) ?? [], todo, found);
      if (next === null) stack.pop();
      else stack.push(next);
    }
  }
  return found;
}

function stepFrom<T>(stack: readonly T[], followers: readonly T[], todo: Set<T>, found: Set<T>): T | null {
  for (const follower of followers) {
    const at = stack.indexOf(follower);
    if (at >= 0)
      for (const item of stack.slice(at)) {
        todo.delete(item);
        found.add(item);
      }
    if (todo.delete(follower)) return follower;
  }
  return null;
}

function circular<T>(edges: readonly Edge<T>[]): CircularDependencyError {
  const cycle = itemsInCycles(edges);
  const within = edges.filter(([before, after]) => cycle.has(before) && cycle.has(after));
  return new CircularDependencyError(
    `Circular dependency detected. (${[...cycle].join(', ')}; all edges: ${within.map(([before, after]) => `${before} before ${after}`).join(', ')}). Rows that refer to one another need { postUpdate: true } on one of the relationships between them.`,
  );
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The rings of a directed graph: groups of nodes that can all reach one another (Tarjan's strongly connected components of two or more, and self-loops). */
export function importRings(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const rings: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];

  for (const node of edges.keys()) if (!order.has(node)) visit(node);
  return rings;

  function visit(node: string): void {
    order.set(node, order.size);
    lowest.set(node, order.get(node)!);
    path.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (path.includes(next)) lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!));
    }
    if (lowest.get(node) === order.get(node)) close(node);
  }

  function close(node: string): void {
    const group = path.splice(path.indexOf(node));
    if (group.length > 1 || edges.get(node)?.includes(node)) rings.push(group);
  }
}

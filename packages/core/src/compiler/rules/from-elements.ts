import type { JoinNode } from '../../sql/nodes/from-nodes.ts';
import type { FromIdentity, FromNode } from '../../sql/nodes/sql-node.ts';

/** A FROM clause and all that it is joined of. */
export function fromElements(from: FromNode): readonly FromNode[] {
  if (from.kind !== 'join') return [from];
  const { left, right } = from as JoinNode;
  return [from, ...fromElements(left), ...fromElements(right)];
}

/** The tables, aliases and subqueries that a FROM clause is joined of. */
export function joinedElements(from: FromNode): readonly FromNode[] {
  return fromElements(from).filter(({ kind }) => kind !== 'join');
}

/** FROM clauses without those that a join among them contains. */
export function withoutHidden(froms: readonly FromNode[]): readonly FromNode[] {
  const hidden = new Set<FromIdentity>();
  for (const from of froms) for (const inner of fromElements(from).slice(1)) hidden.add(inner.identity);
  return hidden.size === 0 ? froms : froms.filter(({ identity }) => !hidden.has(identity));
}

import { clauseOf, type JoinTarget, type RelationshipElement } from './clause-element.ts';
import { conditionNode } from './coerce.ts';
import type { Condition } from './column-element.ts';
import type { RelationshipNode } from './nodes/expression-nodes.ts';
import type { PendingJoinNode } from './nodes/statement-nodes.ts';
import { fromNode } from './select-clauses.ts';

/** What a join leads to and on what condition: a relationship is both. */
export function joinedTo(target: JoinTarget, on: Condition | RelationshipElement | null): Pick<PendingJoinNode, 'right' | 'on'> {
  const node = clauseOf(target)?.node;
  if (node?.kind === 'relationship') {
    const condition =
      on === null ? node : { ...node, criteria: [...(node as RelationshipNode).criteria, conditionNode(on, 'join()')] };
    return { right: (node as RelationshipNode).target, on: condition };
  }
  const right = fromNode(target, 'join()');
  if (on === null) return { right, on: null };
  const condition = clauseOf(on)?.node;
  return {
    right,
    on: condition?.kind === 'relationship' ? { ...condition, target: right } : conditionNode(on, 'join()'),
  } as never;
}

import type { RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import type { ExpressionNode, SqlNode } from '../../sql/nodes/sql-node.ts';

/** What conditions can be made of a relationship. */
export interface RelationshipOperators {
  /** @param method `any` or `has`, which is for the other kind of relationship each */
  exists(relationship: RelationshipNode, criteria: readonly SqlNode[], method: 'any' | 'has'): ExpressionNode;
  equals(relationship: RelationshipNode, object: unknown): ExpressionNode;
  differs(relationship: RelationshipNode, object: unknown): ExpressionNode;
  contains(relationship: RelationshipNode, object: unknown): ExpressionNode;
  /** That a row of the target is related to this object of the class that has the relationship. */
  hasParent(relationship: RelationshipNode, object: unknown): ExpressionNode;
  /** The same relationship to an alias of its class, or to a subclass. */
  toward(relationship: RelationshipNode, target: unknown): RelationshipNode;
}

/** Made of objects and their state, which stand a floor above; they put themselves in here when they are loaded. */
export const relationshipOperators: { operators: RelationshipOperators | null } = { operators: null };

/** The operators, which are there as soon as a Session can be. */
export function operatorsOf(): RelationshipOperators {
  return relationshipOperators.operators as RelationshipOperators;
}

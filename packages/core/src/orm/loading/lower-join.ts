import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { FromClause } from '../../sql/from-clause.ts';
import type { RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import type { JoinNode } from '../../sql/nodes/from-nodes.ts';
import { booleanList } from '../../sql/nodes/make-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { FromIdentity, FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { PendingJoinNode } from '../../sql/nodes/statement-nodes.ts';
import { adaptedTo } from '../mapping/adapt-to-entity.ts';
import { Entity } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { conditionBetween } from './relationship-condition.ts';

/** An alias of the table between. */
export type SecondaryAlias = FromClause<unknown, string>;

/**
 * A join along a relationship as a join on a condition; where there is a table between, two of them, with an alias of that
 * table, since it may stand in the statement already.
 */
export function loweredJoin(join: PendingJoinNode, between: SecondaryAlias | null = null): readonly PendingJoinNode[] {
  if (join.on?.kind !== 'relationship') return [join];
  const { parent, target: targetNode, property, criteria } = join.on as RelationshipNode;
  const relationship = property as RelationshipProperty<Mapper>;
  const target = entityIn(targetNode, relationship);
  if (isSameOccurrence(parent.identity as Entity, target)) throw joinedToItself(relationship);
  const { primaryjoin, secondaryjoin } = relationship.condition;
  const secondary = between ?? secondaryAlias(relationship);
  const sides = { parent: parent.identity as Entity, target, secondary };
  const first = conditionBetween(primaryjoin, relationship, sides);
  const left = join.left ?? parent;
  const added = criteria.map((one) => adaptedTo(one, target));
  if (secondary === null || secondaryjoin === null)
    return [{ ...join, left, right: target.node, on: booleanList('and', [first, ...added]) }];
  const second = booleanList('and', [conditionBetween(secondaryjoin, relationship, sides), ...added]);
  if (join.joinType === 'inner')
    return [
      { ...join, left, right: secondary.node, on: first },
      { ...join, left: secondary.node, right: target.node, on: second },
    ];
  return [{ ...join, left, right: innerJoin(secondary.node, target.node, second), on: first }];
}

function entityIn({ identity }: FromNode, { name, target }: RelationshipProperty<Mapper>): Entity {
  if (identity instanceof Entity && (identity.mapper.isA(target) || target.isA(identity.mapper))) return identity;
  throw new ArgumentError(
    `A join along ${name} leads to ${target.name} or an alias of it. For a subquery: join(aliased(${target.name}, subquery), ${name}).`,
  );
}

/** Two classes of one table are one occurrence of it, unless one is an alias. */
function isSameOccurrence(parent: Entity, target: Entity): boolean {
  if (!parent.isClass || !target.isClass) return parent === target;
  return target.mapper.tables.some((table) => parent.mapper.tables.includes(table));
}

function joinedToItself({ name, target }: RelationshipProperty<Mapper>): InvalidRequestError {
  return new InvalidRequestError(
    `Can't join table/selectable '${target.table.name}' to itself: ${name} needs an alias: const other = aliased(${target.name}), then join(${name.replace('.', '.c.')}.ofType(other)).`,
  );
}

/** Where the join around it is an outer one, the table between and the target are there together or not at all. */
export function innerJoin(left: FromNode, right: FromNode, on: SqlNode): JoinNode {
  const identity: FromIdentity = {
    uid: 0,
    get columnNodes() {
      return [...left.identity.columnNodes, ...right.identity.columnNodes];
    },
  };
  return { kind: 'join', identity, left, right, on, joinType: 'inner' };
}

/** Columns of the table between are those of its alias. */
export function inAlias(node: SqlNode, between: SecondaryAlias | null): SqlNode {
  if (between === null) return node;
  if (node.kind === 'column') return between.columnNodes.find(({ origin }) => origin === node) ?? node;
  return mapChildren(node, (child) => inAlias(child, between));
}

/** A new alias of the table between; null: there is none. */
export function secondaryAlias({ condition }: RelationshipProperty<Mapper>): SecondaryAlias | null {
  return (condition.secondary as SecondaryAlias | null)?.alias() ?? null;
}

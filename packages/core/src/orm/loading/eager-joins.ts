import type { RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { PendingJoinNode } from '../../sql/nodes/statement-nodes.ts';
import { nullType } from '../../types/null-type.ts';
import { adaptedTo } from '../mapping/adapt-to-entity.ts';
import { anotherOccurrence, inOccurrence } from '../mapping/another-occurrence.ts';
import { type Entity, targetEntity } from '../mapping/entity.ts';
import { inAlias, innerJoin, loweredJoin, secondaryAlias } from './lower-join.ts';
import type { LoaderCriteria } from './loader-criteria.ts';
import type { RelationshipLoad } from './relationship-load.ts';
import { orderOf } from './relationship-order.ts';

interface EagerJoin {
  join: PendingJoinNode;
  readonly isOuter: boolean;
}

/** The joins that load relationships in the statement of their parents, each to an alias of its own. */
export class EagerJoins {
  readonly #criteria: LoaderCriteria | null;
  readonly #joins: EagerJoin[] = [];
  readonly #byTarget = new Map<Entity, EagerJoin>();
  /** What the relationships order by, behind what the statement orders by. */
  readonly orderBy: SqlNode[] = [];

  constructor(criteria: LoaderCriteria | null) {
    this.#criteria = criteria;
  }

  get nodes(): readonly PendingJoinNode[] {
    return this.#joins.map(({ join }) => join);
  }

  /** Joins a relationship. Gives what it leads to. */
  add(parent: Entity, { property, decisive }: RelationshipLoad): Entity {
    const step = decisive?.step ?? null;
    const wanted = step?.target;
    const named = wanted ?? targetEntity(property);
    const target = named.isClass || named === property.alias ? anotherOccurrence(named) : named;
    const { innerjoin = property.options.innerjoin ?? false } = step?.options ?? {};
    const above = this.#byTarget.get(parent) ?? null;
    const isNested = innerjoin === true && above?.isOuter === true;
    const isInner = innerjoin !== false && above?.isOuter !== true;
    const on: RelationshipNode = {
      kind: 'relationship',
      parent: parent.node,
      target: target.node,
      uid: property.uid,
      criteria: [
        ...(step?.criteria ?? []).map((one) => inOccurrence(one, target)),
        ...(this.#criteria?.joinedTo(target) ?? []),
        ...(target.criterion === null ? [] : [target.criterion]),
      ],
      property,
      type: nullType,
    };
    const join: PendingJoinNode = {
      kind: 'pendingJoin',
      left: parent.node,
      right: target.node,
      on,
      joinType: isInner || isNested ? 'inner' : 'left',
    };
    const between = secondaryAlias(property);
    this.#place(loweredJoin(join, between), isNested ? above : null, target, !isInner);
    this.orderBy.push(...orderOf(property).map((one) => inAlias(inOccurrence(adaptedTo(one, target), target), between)));
    return target;
  }

  /** An inner join behind an outer one stands in parentheses with what it is joined to. */
  #place(lowered: readonly PendingJoinNode[], above: EagerJoin | null, target: Entity, isOuter: boolean): void {
    if (above !== null) {
      const right = lowered.reduce<FromNode>((left, one) => innerJoin(left, one.right, one.on as SqlNode), above.join.right);
      above.join = { ...above.join, right };
      this.#byTarget.set(target, above);
      return;
    }
    const joins = lowered.map((join) => ({ join, isOuter }));
    this.#joins.push(...joins);
    this.#byTarget.set(target, joins.at(-1) as EagerJoin);
  }
}

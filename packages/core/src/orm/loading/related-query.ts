import { NamedColumn } from '../../sql/column-element.ts';
import type { ColumnNode, ListNode, RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { PendingJoinNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { select } from '../../sql/select.ts';
import { tuple } from '../../sql/tuple.ts';
import { nullType } from '../../types/null-type.ts';
import type { AnyColumn } from '../../schema/column.ts';
import { adaptedTo } from '../mapping/adapt-to-entity.ts';
import { aliasOf } from '../mapping/aliased.ts';
import { type Entity, entityOf, plainColumn, targetEntity } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { inAlias, loweredJoin, type SecondaryAlias, secondaryAlias } from './lower-join.ts';
import { columnIn, conditionBetween } from './relationship-condition.ts';
import type { RelatedRequest } from './related-request.ts';
import { orderOf } from './relationship-order.ts';

/** A SELECT of related objects, with the columns that tell whose they are. */
export interface RelatedQuery {
  readonly target: Entity;
  /** The key of the parent in a row; of many-to-one that of the related object. */
  readonly keys: readonly ColumnNode[];
  readonly node: SelectNode;
  readonly orderBy: readonly SqlNode[];
}

/** The class that a relationship leads to in a request: an alias or a subclass, if an option says so. */
export function targetOf({ load, hints }: RelatedRequest): Entity {
  return hints.step(load.decisive)?.target ?? targetEntity(load.property);
}

/** Many-to-one by foreign keys that the parents have. */
export function queryByKey(request: RelatedRequest): RelatedQuery {
  const target = targetOf(request);
  const keys = target.mapper.primaryKey.map((property) => plainColumn(target.column(property)));
  return query(request, target, keys, { froms: [target.node] });
}

/** By the foreign keys of the related objects, or of the table between, without the parent; else by a join with it. */
export function queryByParent(request: RelatedRequest): RelatedQuery {
  const { property } = request.load;
  const target = targetOf(request);
  const { isSimpleOneToMany, secondary, secondaryjoin } = property.condition;
  const remote = remoteKeys(property);
  if (remote !== null && isSimpleOneToMany) {
    const keys = remote.map((column) => columnIn(target, column) ?? (column.node as ColumnNode));
    return query(request, target, keys, { froms: [target.node] });
  }
  const isSelf = property.parent.tables.some((table) => property.target.tables.includes(table));
  if (remote !== null && secondary !== null && secondaryjoin !== null && !isSelf && isPlain(property)) {
    const on = conditionBetween(secondaryjoin, property, { parent: entityOf(property.parent), target });
    const left = secondary.node as FromNode;
    const join: PendingJoinNode = { kind: 'pendingJoin', left, right: target.node, on, joinType: 'inner' };
    return query(
      request,
      target,
      remote.map(({ node }) => node as ColumnNode),
      { froms: [left], joins: [join] },
    );
  }
  return queryByJoin(request, target, aliasOf(property.parent));
}

/** By a join of the parent, or of what has its columns, to the related objects. */
export function queryByJoin(request: RelatedRequest, target: Entity, parent: Entity): RelatedQuery {
  const { property } = request.load;
  const on: RelationshipNode = {
    kind: 'relationship',
    parent: parent.node,
    target: target.node,
    uid: property.uid,
    criteria: [],
    property,
    type: nullType,
  };
  const join: PendingJoinNode = { kind: 'pendingJoin', left: parent.node, right: target.node, on, joinType: 'inner' };
  const keys = property.parent.primaryKey.map((key) => plainColumn(parent.column(key)));
  const between = secondaryAlias(property);
  return query(request, target, keys, { froms: [parent.node], joins: loweredJoin(join, between) }, between);
}

/** `key IN (…)`; of a composite key `(a, b) IN ((…), …)`. */
export function keyIn(keys: readonly ColumnNode[], values: readonly (readonly unknown[])[]): SqlNode {
  const columns = keys.map((node) => new NamedColumn<string, unknown, string>(node, node.key));
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) return only.in(values.map(([value]) => value) as never).node;
  return tuple(...(columns as unknown as [never])).in(values as never).node;
}

/** For each column of the parent's primary key the column that refers to it; null: they are others, or more. */
function remoteKeys({ parent, condition: { localRemotePairs } }: RelationshipProperty<Mapper>): readonly AnyColumn[] | null {
  const found = parent.primaryKey.map(({ columns }) => localRemotePairs.find(({ local }) => columns.includes(local))?.remote);
  const isWhole = found.every((column) => column !== undefined) && localRemotePairs.length === found.length;
  return isWhole ? (found as readonly AnyColumn[]) : null;
}

/** Whether the parent is joined to the table between by nothing but equalities of columns. */
function isPlain({ condition: { primaryjoin, localRemotePairs } }: RelationshipProperty<Mapper>): boolean {
  const clauses = primaryjoin.kind === 'list' ? (primaryjoin as ListNode).clauses : [primaryjoin];
  return clauses.length === localRemotePairs.length && clauses.every(({ kind }) => kind === 'binary');
}

function query(
  request: RelatedRequest,
  target: Entity,
  keys: readonly ColumnNode[],
  from: Partial<SelectNode>,
  between: SecondaryAlias | null = null,
): RelatedQuery {
  const { load, hints, isLazy } = request;
  const step = hints.step(load.decisive);
  const orderBy = step !== null && step.orderBy.length > 0 ? step.orderBy : orderOf(load.property);
  const adapted = orderBy.map((one) => inAlias(adaptedTo(one, target), between));
  const node: SelectNode = {
    ...select().node,
    columns: [...keys, target.node],
    ...from,
    where: (step?.criteria ?? []).map((one) => adaptedTo(one, target)),
    orderBy: adapted,
    options: hints.optionsFor(load, isLazy),
  };
  return { target, keys, node, orderBy: adapted };
}

import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { subqueryOf } from '../../sql/subquery.ts';
import { Entity, selectedEntity } from '../mapping/entity.ts';
import { queryByJoin, targetOf } from './related-query.ts';
import type { RelatedRequest } from './related-request.ts';
import { give } from './select-related.ts';

/** Whether the statement that loaded the parents can stand in another one. */
export function canEmbed({ loading, hints, isLazy }: RelatedRequest): boolean {
  return (
    !isLazy &&
    loading.options.statement?.node.kind === 'select' &&
    isSelected(loading.options.statement.node as SelectNode, hints.entry.entity)
  );
}

/** Loads a relationship by a join with the first statement as a subquery. SQLAlchemy's `SubqueryLoader`. */
export function subqueryRelated(request: RelatedRequest): MaybePromise<void> {
  const { load, loading, hints } = request;
  const { property } = load;
  const given = loading.options.statement?.node as SelectNode;
  const parent = parentIn(given, hints.entry.entity);
  const needed = [...property.condition.localColumns].map((column) => property.parent.requireColumn(column));
  const wanted = new Set([...property.parent.primaryKey, ...needed]);
  const columns = [...wanted].map(({ key }) => parent.c[key]?.node as ColumnNode);
  const isLimited = given.limit !== null || given.offset !== null;
  const inner: SelectNode = {
    ...given,
    columns,
    isDistinct: true,
    orderBy: isLimited ? given.orderBy : [],
    options: undefined,
    forUpdate: null,
  };
  // A parent that has several rows is one, unless rows are counted.
  const source = subqueryOf(isLimited ? { ...inner, isDistinct: given.isDistinct } : inner, undefined);
  const query = queryByJoin(request, targetOf(request), Entity.over(property.parent, source, null));
  return chain(loading.run(query.node, true), (rows) => give(request, [...new Set(request.states)], rows, query));
}

/** As the statement has it: one that was executed is equal to the one that was planned, but not the same. */
function parentIn(select: SelectNode, planned: Entity): Entity {
  const there = select.columns.map(selectedEntity).filter((entity) => entity !== null);
  return there.find((entity) => entity === planned) ?? there.find((entity) => entity.mapper === planned.mapper) ?? planned;
}

function isSelected(select: SelectNode, entity: Entity): boolean {
  return select.columns.some((node) => selectedEntity(node)?.mapper === entity.mapper);
}

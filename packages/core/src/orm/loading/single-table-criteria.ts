import { booleanList } from '../../sql/nodes/make-nodes.ts';
import type { JoinNode } from '../../sql/nodes/from-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { PendingJoinNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { Entity } from '../mapping/entity.ts';
import { namedClasses } from './named-classes.ts';

/**
 * A SELECT that names classes of single-table inheritance, with the conditions that keep the rows of other classes out: in
 * ON of what is joined, in WHERE of the rest. Joins along relationships are lowered already.
 */
export function withSingleTableCriteria(select: SelectNode): SelectNode {
  const joined = new Set<unknown>(select.joins.map(({ right }) => right.identity));
  const selected = namedClasses([...select.columns, ...select.froms]);
  // Where nothing else says so, what is compared is what is selected from.
  const named = selected.size > 0 ? selected : namedClasses(select.where);
  const where = [...named].filter((entity) => !joined.has(entity)).flatMap(criteriaOf);
  const joins = select.joins.map(withCriterion);
  if (where.length === 0 && joins.every((join, index) => join === select.joins[index])) return select;
  return { ...select, joins, where: [...select.where, ...where] };
}

function withCriterion(join: PendingJoinNode): PendingJoinNode {
  const { right, on } = join;
  const criteria = joinedElements(right).flatMap(({ identity }) => (identity instanceof Entity ? criteriaOf(identity) : []));
  if (on === null) return join;
  return criteria.length === 0 ? join : { ...join, on: booleanList('and', [on, ...criteria]) };
}

function joinedElements(from: FromNode): readonly FromNode[] {
  if (from.kind !== 'join') return [from];
  const { left, right } = from as JoinNode;
  return [...joinedElements(left), ...joinedElements(right)];
}

function criteriaOf({ criterion }: Entity): readonly SqlNode[] {
  return criterion === null ? [] : [criterion];
}

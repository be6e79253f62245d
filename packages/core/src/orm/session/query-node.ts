import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { ColumnElement, type Condition } from '../../sql/column-element.ts';
import { type LoaderOption, loaderOption } from '../../sql/loader-option.ts';
import { childNodes } from '../../sql/nodes/child-nodes.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { ForUpdateNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import type { ForUpdateOptions } from '../../sql/select-clauses.ts';
import { Entity } from '../mapping/entity.ts';

/** What a SELECT selects from, by what it selects. */
export function fromsOf({ columns }: SelectNode): readonly FromNode[] {
  const found = columns.flatMap(fromOf);
  return found.filter((from, index) => found.findIndex(({ identity }) => identity === from.identity) === index);
}

function fromOf(node: SqlNode): readonly FromNode[] {
  if ('identity' in node) return [node as FromNode];
  const { entity, from } = node as Partial<ColumnNode>;
  if (node.kind === 'column') return entity !== undefined ? [entity.node] : from == null ? [] : [from];
  return childNodes(node).flatMap(fromOf);
}

/** The options of a SELECT, for another statement. */
export function loaderOptionsOf({ options = [] }: SelectNode): readonly LoaderOption[] {
  return options.map((option) => ({ [loaderOption]: option }));
}

/** How a SELECT locks rows, for another one. */
export function lockOf(node: SqlNode): ForUpdateOptions {
  const { nowait, skipLocked, read, keyShare } = node as ForUpdateNode;
  return { nowait, skipLocked, read, keyShare };
}

/** The class that is asked for, and nothing beside. */
export function onlyClass({ columns }: SelectNode, method: string): Entity {
  const [column, ...others] = columns;
  const identity = column?.kind === 'entity' ? (column as EntityNode).identity : null;
  if (identity instanceof Entity && others.length === 0) return identity;
  throw new ArgumentError(`Query.${method} is for a query of one class: session.query(User).`);
}

/** The conditions of a query that has nothing else an UPDATE or DELETE could not have. */
export function conditionsAlone(node: SelectNode, method: string): readonly Condition[] {
  const { where, limit, offset, orderBy, groupBy, having, joins, isDistinct, froms } = node;
  const clauses = {
    limit: limit ?? offset,
    orderBy: orderBy[0],
    groupBy: groupBy[0],
    having: having[0],
    join: joins[0],
    selectFrom: froms[0],
  };
  const given = isDistinct
    ? 'distinct'
    : Object.entries(clauses).find(([, clause]) => clause !== null && clause !== undefined)?.[0];
  if (given !== undefined)
    throw new InvalidRequestError(
      `Can't call Query.update() or Query.delete() when ${given}() has been called: ${method} takes conditions alone.`,
    );
  return where.map((node) => new ColumnElement<boolean>(node as never));
}

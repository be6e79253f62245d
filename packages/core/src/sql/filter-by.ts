import { checkNamedValues } from './named-values.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import { comparison } from './operations/comparison.ts';
import type { ColumnNode } from './nodes/expression-nodes.ts';
import type { EntityNode, JoinNode } from './nodes/from-nodes.ts';
import type { FromNode, SqlNode } from './nodes/sql-node.ts';
import type { SelectNode } from './nodes/statement-nodes.ts';

/** The conditions that columns of one FROM clause have these values: that which was joined last, else the first one. */
export function equalities(node: SelectNode, values: object): readonly SqlNode[] {
  return equalitiesOf(filteredEntity(node), values);
}

/** The conditions that columns of a FROM clause have these values. */
export function equalitiesOf(entity: FromNode, values: object): readonly SqlNode[] {
  checkNamedValues(values, 'filterBy()');
  return Object.entries(values).map(([key, value]) => {
    if (value === undefined) throw new ArgumentError(`filterBy({ ${key} }) got undefined. Give null for SQL NULL.`);
    return isMapped(entity) ? entity.identity.equality(key, value) : comparison('eq', columnOf(entity, key), value);
  });
}

function isMapped(from: FromNode): from is EntityNode {
  return from.kind === 'entity';
}

function columnOf(entity: FromNode, key: string): ColumnNode {
  const column = (entity.identity.columnNodes as readonly ColumnNode[]).find((one) => one.key === key);
  if (column !== undefined) return column;
  const { name } = entity as { readonly name?: string | null };
  throw new InvalidRequestError(`Entity namespace for "${name ?? entity.kind}" has no property "${key}".`);
}

function filteredEntity({ joins, froms, columns }: SelectNode): FromNode {
  const last = joins.at(-1)?.right ?? froms[0] ?? columns.map(entityOf).find((from) => from !== null);
  if (last === undefined || last === null)
    throw new InvalidRequestError('filterBy() finds no FROM clause to look for columns in. Say one with selectFrom().');
  return last.kind === 'join' ? leftmost(last as JoinNode) : last;
}

function leftmost({ left }: JoinNode): FromNode {
  return left.kind === 'join' ? leftmost(left as JoinNode) : left;
}

function entityOf(node: SqlNode): FromNode | null {
  if ('identity' in node) return node as FromNode;
  if (node.kind === 'column') return (node as ColumnNode).entity?.node ?? (node as ColumnNode).from;
  return node.kind === 'label' ? entityOf((node as unknown as { readonly element: SqlNode }).element) : null;
}

import { AmbiguousForeignKeysError, NoForeignKeysError } from '../../errors/join-errors.ts';
import type { BinaryNode, ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { JoinNode } from '../../sql/nodes/from-nodes.ts';
import { binaryNode, booleanList } from '../../sql/nodes/make-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import { type ForeignKeyLink, foreignKeyLinks } from '../../schema/foreign-key-resolution.ts';
import { boolean } from '../../types/boolean.ts';

/**
 * The ON that a join has by its foreign keys.
 *
 * @param nameOf what to call a FROM clause in messages
 * @throws NoForeignKeysError where there is none; AmbiguousForeignKeysError where there are several that say different things
 */
export function joinCondition({ left, right }: JoinNode, nameOf: (from: FromNode) => string): SqlNode {
  const links = linksBetween(left, right);
  const [first] = links;
  if (first === undefined)
    throw new NoForeignKeysError(`Can't find any foreign key relationships between '${nameOf(left)}' and '${nameOf(right)}'.`);
  if (links.some((link) => !saysTheSame(link, first)))
    throw new AmbiguousForeignKeysError(
      `Can't determine join between '${nameOf(left)}' and '${nameOf(right)}'; tables have more than one foreign key constraint relationship between them. Please specify the 'onclause' of this join explicitly.`,
    );
  return booleanList('and', first.pairs.map(equality));
}

/** Whether foreign keys say how two FROM clauses are joined. */
export function canJoin(left: FromNode, right: FromNode): boolean {
  return linksBetween(left, right).length > 0;
}

/** Of a join on the left side, what was joined last comes first. */
function linksBetween(left: FromNode, right: FromNode): readonly ForeignKeyLink[] {
  const last = left.kind === 'join' ? foreignKeyLinks((left as JoinNode).right, right) : [];
  return last.length > 0 ? last : foreignKeyLinks(left, right);
}

function saysTheSame(one: ForeignKeyLink, other: ForeignKeyLink): boolean {
  return (
    one.pairs.length === other.pairs.length &&
    one.pairs.every((pair, index) => pair.every((column, side) => column === other.pairs[index]?.[side as 0 | 1]))
  );
}

function equality([referred, referring]: readonly [ColumnNode, ColumnNode]): BinaryNode {
  return binaryNode('eq', referred, referring, boolean);
}

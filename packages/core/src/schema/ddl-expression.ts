import { clauseNode } from '../sql/coerce.ts';
import type { ClauseElement } from '../sql/clause-element.ts';
import type { SqlNode } from '../sql/nodes/sql-node.ts';
import { text } from '../sql/text-clause.ts';

/** An expression of a table's definition: a string there is SQL, since definitions are written, not put together at run time. */
export function ddlExpression(expression: string | ClauseElement, where: string): SqlNode {
  return typeof expression === 'string' ? text(expression).node : clauseNode(expression, where);
}

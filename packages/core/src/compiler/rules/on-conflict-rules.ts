import type { BindNode, ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { AssignmentsNode, InsertNode, OnConflictNode } from '../../sql/nodes/statement-nodes.ts';
import { isCompound } from '../parenthesize.ts';
import { writeConditions } from '../operands.ts';
import type { SelectScope, SqlWriter } from '../rules.ts';

/** `ON CONFLICT …`, as PostgreSQL and SQLite have it. */
export function writeOnConflict(node: OnConflictNode, sql: SqlWriter): string {
  const target = writeTarget(node, sql);
  if (node.action === 'nothing') return `ON CONFLICT ${target}DO NOTHING`;
  const where = node.where === null ? '' : ` WHERE ${writeConditions([node.where], sql)}`;
  return `ON CONFLICT ${target}DO UPDATE SET ${writeConflictSets(node, ' = ', sql)}${where}`;
}

/** What a conflict sets, in the order of the table. */
export function writeConflictSets({ set }: OnConflictNode, equals: string, sql: SqlWriter): string {
  const { targets, values } = set as AssignmentsNode;
  const table = insertOf(sql).table;
  const order = table.identity.columnNodes as readonly ColumnNode[];
  const pairs = (targets as readonly ColumnNode[]).map((column, index) => ({ column, value: values[index] as SqlNode }));
  pairs.sort((a, b) => order.indexOf(a.column) - order.indexOf(b.column));
  return pairs.map(({ column, value }) => `${sql.identifier(column.name)}${equals}${writeNewValue(value, sql)}`).join(', ');
}

/** The INSERT that a conflict belongs to. */
export function insertOf(sql: SqlWriter): InsertNode {
  return (sql.scopes.at(-1) as SelectScope).statement as InsertNode;
}

function writeNewValue(value: SqlNode, sql: SqlWriter): string {
  // Named param_1 and so on: the name of the column belongs to the value that is inserted.
  if (value.kind === 'bind' && (value as BindNode).isAnonymous) return sql.bind(value as BindNode, { stem: 'param' });
  const written = sql.write(value);
  return isCompound(value) ? `(${written})` : written;
}

function writeTarget({ constraint, target, targetWhere }: OnConflictNode, sql: SqlWriter): string {
  if (constraint !== null) return `ON CONSTRAINT ${sql.identifier(constraint)} `;
  if (target.length === 0) return '';
  return withoutTable(insertOf(sql).table, sql, () => {
    const elements = target.map((element) => (element.kind === 'column' ? sql.write(element) : writeElement(element, sql)));
    const where = targetWhere === null ? '' : `WHERE ${writeConditions([targetWhere], sql)} `;
    return `(${elements.join(', ')}) ${where}`;
  });
}

/** An index of an expression needs parentheses, unless it is a call. */
function writeElement(element: SqlNode, sql: SqlWriter): string {
  const written = sql.write(element);
  return isCompound(element) || element.kind === 'cast' ? `(${written})` : written;
}

/** Writes columns of a table without its name: what belongs to an index cannot be of another table. */
function withoutTable(table: FromNode, sql: SqlWriter, write: () => string): string {
  const scope = sql.scopes.at(-1) as SelectScope;
  const before = scope.unqualified;
  scope.unqualified = table.identity;
  const text = write();
  scope.unqualified = before;
  return text;
}

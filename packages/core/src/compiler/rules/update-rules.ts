import { CompileError } from '../../errors/compile-errors.ts';
import { ClauseElement } from '../../sql/clause-element.ts';
import { expressionNode } from '../../sql/coerce.ts';
import { isCompound } from '../parenthesize.ts';
import { insertsNothing } from '../dml-facts.ts';
import { writeConditions } from '../operands.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { AssignmentsNode, UpdateNode } from '../../sql/nodes/statement-nodes.ts';
import type { SqlWriter } from '../rules.ts';
import { withOwnCtes } from './cte-rules.ts';
import { openScope, requireReturning, withHints, writeAssigned, writePrefixes, writeReturning } from './dml-clauses.ts';
import type { DmlForms } from './dml-forms.ts';
import { lintFroms } from './from-linter.ts';
import { namedTables } from './named-tables.ts';
import { columnKeys, type TargetColumn, targetTable } from './target-table.ts';

/** Writes an UPDATE in the forms of a database. */
export function writeUpdate(node: UpdateNode, sql: SqlWriter, forms: DmlForms): string {
  return withOwnCtes(node, sql, () => writeStatement(node, sql, forms));
}

function writeStatement(node: UpdateNode, sql: SqlWriter, forms: DmlForms): string {
  const extra = extraTables(node);
  const tables = [node.table, ...extra];
  const dml = openScope(node, tables, tables, sql);
  requireReturning(node.returning, sql.dialect.capabilities?.updateReturning, 'UPDATE', sql);
  if (forms.updateTables === 'none' && extra.length > 0)
    throw new CompileError(`The dialect ${sql.dialect.name} has no UPDATE that names several tables. Use a scalarSubquery().`);
  const isList = forms.updateTables === 'list' && extra.length > 0;
  const written = withHints(sql.write(node.table), node.table, node.hints, sql);
  const target = isList ? [written, ...extra.map((table) => sql.write(table))].join(', ') : written;
  const prefixes = writePrefixes(node.prefixes, sql);
  const prefetchCols: string[] = [];
  const sets = writeSets(node, { isOutermost: dml.isOutermost, isQualified: isList, prefetchCols }, sql);
  const from = extra.length > 0 && !isList ? ` FROM ${sql.list(extra)}` : '';
  const where = node.where.length === 0 ? '' : ` WHERE ${writeConditions(node.where, sql)}`;
  lintFroms(tables, node.where, sql, 'UPDATE');
  const returning = writeReturning(node.returning, dml, forms, sql);
  const rest = forms.returning === 'output' ? returning + from + where : from + where + returning;
  const text = `UPDATE ${prefixes}${target} SET ${sets}${rest}`;
  if (dml.isOutermost)
    sql.dml = {
      ...updateFacts,
      columnKeys: columnKeys(targetTable(node.table)),
      returnsRows: node.returning.length > 0,
      prefetchCols,
    };
  sql.scopes.pop();
  return text;
}

const updateFacts = { ...insertsNothing, kind: 'update' } as const;

function extraTables(node: UpdateNode): readonly FromNode[] {
  const values = (node.values as AssignmentsNode | null)?.values ?? [];
  const targets = (node.values as AssignmentsNode | null)?.targets ?? [];
  return namedTables([...node.where, ...targets, ...values, ...node.froms]).filter(
    (from) => from.identity !== node.table.identity,
  );
}

interface SetTask {
  readonly isOutermost: boolean;
  /** Whether columns are named with their table, since there are several. */
  readonly isQualified: boolean;
  readonly prefetchCols: string[];
}

function writeSets(node: UpdateNode, task: SetTask, sql: SqlWriter): string {
  const assigned = node.values as AssignmentsNode | null;
  const { columns } = targetTable(node.table);
  const values = new Map((assigned?.targets ?? []).map((target, index) => [target, assigned?.values[index] as SqlNode]));
  const given = givenColumns(node, columns, task, sql);
  const ordered = assigned?.isOrdered === true ? (assigned.targets as readonly ColumnNode[]) : [];
  const others = columns.filter(({ node: column }) => !ordered.includes(column));
  const foreign = [...values.keys()].filter(
    (target) => !columns.some(({ node: column }) => column === target) && !ordered.includes(target as never),
  );
  const sets: string[] = ordered.map((column) => writeSet(column, values.get(column) as SqlNode, node, task, sql));
  for (const column of others) {
    const value = values.get(column.node);
    if (value !== undefined) sets.push(writeSet(column.node, value, node, task, sql));
    else if (given.has(column.node.key)) {
      const { key, type } = column.node;
      sets.push(`${nameOf(column.node, task, sql)}=${sql.parameter({ name: key, type, column: { key, row: 0 } })}`);
    } else sets.push(...writeOnupdate(column, task, sql));
  }
  for (const target of foreign) sets.push(writeSet(target as ColumnNode, values.get(target) as SqlNode, node, task, sql));
  // Printed, it shows what is still missing.
  if (sets.length === 0 && sql.givenKeys !== null)
    throw new CompileError('This UPDATE sets no column. Give values(), or parameters with the keys of columns.');
  return sets.join(', ');
}

function givenColumns(
  { values }: UpdateNode,
  columns: readonly TargetColumn[],
  { isOutermost }: SetTask,
  sql: SqlWriter,
): ReadonlySet<string> {
  if (sql.givenKeys !== null && isOutermost) return new Set(sql.givenKeys);
  return new Set(values === null ? columns.map(({ node }) => node.key) : []);
}

function writeSet(column: ColumnNode, value: SqlNode, node: UpdateNode, task: SetTask, sql: SqlWriter): string {
  const isForeign = column.from?.identity !== node.table.identity;
  const name = isForeign ? `${(column.from as { readonly name?: string } | null)?.name ?? 'anon'}_${column.key}` : column.key;
  const written = writeAssigned(value, column, { row: 0, name, isOutermost: task.isOutermost }, sql);
  return `${nameOf(column, task, sql)}=${written}`;
}

function nameOf(column: ColumnNode, { isQualified }: SetTask, sql: SqlWriter): string {
  return isQualified ? sql.write(column) : sql.identifier(column.name);
}

function writeOnupdate(column: TargetColumn, task: SetTask, sql: SqlWriter): readonly string[] {
  const { node, definition } = column;
  const value = definition?.options.onupdate;
  if (value === undefined) return [];
  const name = nameOf(node, task, sql);
  if (ClauseElement.is(value)) {
    const expression = expressionNode(value);
    const written = sql.write(expression);
    return [`${name}=${isCompound(expression) ? `(${written})` : written}`];
  }
  task.prefetchCols.push(node.key);
  return [`${name}=${sql.parameter({ name: node.key, type: node.type, default: { value }, column: { key: node.key, row: 0 } })}`];
}

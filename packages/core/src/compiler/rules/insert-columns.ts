import { CompileError } from '../../errors/compile-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import { ClauseElement } from '../../sql/clause-element.ts';
import { expressionNode, typeOf } from '../../sql/coerce.ts';
import { typeCoerce } from '../../sql/cast.ts';
import { ColumnElement } from '../../sql/column-element.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { ExpressionNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { AssignmentsNode, InsertNode } from '../../sql/nodes/statement-nodes.ts';
import { nullType } from '../../types/null-type.ts';
import { isCompound } from '../parenthesize.ts';
import type { SqlWriter } from '../rules.ts';
import { writeAssigned } from './dml-clauses.ts';
import type { TargetColumn, TargetTable } from './target-table.ts';

/** A column of an INSERT, and what is put into it. */
export interface InsertColumn {
  readonly column: TargetColumn;
  /** The SQL of its value in each row. */
  readonly values: readonly string[];
  /** Whether the engine knows the value: it travels as a parameter. */
  readonly isParameter: boolean;
}

/** The columns that an INSERT fills, in the order of the table; and who fills the others. */
export interface InsertColumns {
  readonly filled: readonly InsertColumn[];
  readonly prefetchCols: readonly string[];
  readonly postfetchCols: readonly string[];
}

/** Finds out what is put into each column: values of the statement, parameters of the execution, defaults. */
export function insertColumns(node: InsertNode, table: TargetTable, isOutermost: boolean, sql: SqlWriter): InsertColumns {
  const rows = (node.rows as readonly AssignmentsNode[]).map(
    ({ targets, values }) => new Map(targets.map((target, index) => [(target as ColumnNode).key, values[index] as SqlNode])),
  );
  const given = givenColumns(node, table, isOutermost, sql);
  const evaluatesKeys = isOutermost && evaluatesFirst(node, sql);
  const task: ColumnTask = { rows, isMultiple: rows.length > 1, given, isOutermost, evaluatesKeys, sql };
  const filled: InsertColumn[] = [];
  const prefetchCols: string[] = [];
  const postfetchCols: string[] = [];
  for (const column of table.columns) {
    const assigned = assignedColumn(column, task) ?? defaultColumn(column, task, prefetchCols);
    if (assigned !== null) filled.push(assigned);
    else if (isServerFilled(column)) postfetchCols.push(column.node.key);
  }
  return { filled, prefetchCols, postfetchCols };
}

interface ColumnTask {
  readonly rows: readonly ReadonlyMap<string, SqlNode>[];
  readonly isMultiple: boolean;
  readonly given: ReadonlySet<string>;
  readonly isOutermost: boolean;
  /** Whether the defaults of the primary key that are SQL are evaluated beforehand. */
  readonly evaluatesKeys: boolean;
  readonly sql: SqlWriter;
}

/** Whether there is no other way to know the key of a row. */
function evaluatesFirst({ rows, isInline }: InsertNode, sql: SqlWriter): boolean {
  const { capabilities } = sql.dialect;
  return capabilities?.insertReturning === false && !sql.isMany && !sql.isInline && rows.length < 2 && !isInline;
}

/** The columns that the execution gives values for; all of them where it is not known and the statement gives none. */
function givenColumns({ rows }: InsertNode, { columns }: TargetTable, isOutermost: boolean, sql: SqlWriter): ReadonlySet<string> {
  if (sql.givenKeys !== null && isOutermost) return new Set(sql.givenKeys);
  return new Set(rows.length === 0 ? columns.map(({ node }) => node.key) : []);
}

function assignedColumn(column: TargetColumn, task: ColumnTask): InsertColumn | null {
  const { node } = column;
  const { rows, isMultiple, given, isOutermost, sql } = task;
  const first = rows[0]?.get(node.key);
  if (first === undefined) {
    if (!given.has(node.key) || isMultiple) return null;
    const parameter = { name: node.key, type: node.type, column: { key: node.key, row: 0 } };
    return { column, values: [sql.parameter(parameter)], isParameter: true };
  }
  const values = rows.map((row, index) =>
    writeAssigned(
      row.get(node.key) as SqlNode,
      node,
      { row: index, name: parameterName(node, index, isMultiple), isOutermost },
      sql,
    ),
  );
  return { column, values, isParameter: first.kind === 'bind' };
}

function parameterName({ key }: ColumnNode, row: number, isMultiple: boolean): string {
  return isMultiple ? `${key}_m${row}` : key;
}

function defaultColumn(column: TargetColumn, task: ColumnTask, prefetchCols: string[]): InsertColumn | null {
  const { node, definition } = column;
  const { rows, isMultiple, sql, evaluatesKeys } = task;
  const expression = definition === null ? null : defaultExpression(definition, sql);
  if (expression !== null && !(evaluatesKeys && definition?.primaryKey === true)) {
    const values = Array.from({ length: Math.max(rows.length, 1) }, () => writeGrouped(expression, sql));
    return { column, values, isParameter: false };
  }
  const value = expression === null ? definition?.options.default : typed(expression, node);
  if (value === undefined) return null;
  prefetchCols.push(node.key);
  const values = Array.from({ length: Math.max(rows.length, 1) }, (_row, index) =>
    sql.parameter({
      name: parameterName(node, index, isMultiple),
      type: node.type,
      default: { value },
      column: { key: node.key, row: index },
    }),
  );
  return { column, values, isParameter: true };
}

/** An expression without a type has that of its column. */
function typed(expression: SqlNode, { type }: ColumnNode): ColumnElement<unknown> {
  const element = new ColumnElement<unknown>(expression as ExpressionNode);
  return typeOf(expression).typeName === nullType.typeName ? typeCoerce(element, type) : element;
}

/** The default of a column that is SQL: an expression, or the next number of its sequence where the database has sequences. */
export function defaultExpression({ options }: AnyColumn, sql: SqlWriter): SqlNode | null {
  if (ClauseElement.is(options.default)) return expressionNode(options.default);
  const { sequence } = options;
  const hasSequences = sql.dialect.constructs !== undefined && Object.hasOwn(sql.dialect.constructs, 'nextval');
  return sequence === undefined || sequence.optional || !hasSequences ? null : sequence.nextValue().node;
}

function writeGrouped(node: SqlNode, sql: SqlWriter): string {
  const written = sql.write(node);
  return isCompound(node) ? `(${written})` : written;
}

function isServerFilled({ definition }: TargetColumn): boolean {
  const { serverDefault, computed } = definition?.options ?? {};
  return serverDefault !== undefined || computed !== undefined;
}

/** Refuses rows that are no rows. */
export function requireRow(filled: readonly InsertColumn[], node: InsertNode): void {
  if (filled.length > 0 || node.rows.length < 2) return;
  throw new CompileError(
    'The rows of values() are empty. Give a value for one column at least, or execute insert(table) for each.',
  );
}

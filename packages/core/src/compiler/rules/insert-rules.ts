import { CompileError } from '../../errors/compile-errors.ts';
import { ClauseElement } from '../../sql/clause-element.ts';
import { anonymousBind } from '../../sql/nodes/make-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { InsertNode, OnConflictNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { keyComparison } from '../comparable-key.ts';
import type { CompareKey, KeyFacts, SentinelFacts } from '../dml-facts.ts';
import type { SqlWriter } from '../rules.ts';
import { announceCtes, cteClause, withOwnCtes } from './cte-rules.ts';
import { type DmlScope, openScope, requireReturning, withHints, writePrefixes, writeReturning } from './dml-clauses.ts';
import type { DmlForms } from './dml-forms.ts';
import { fromDual } from './from-dual.ts';
import { defaultExpression, type InsertColumn, type InsertColumns, insertColumns, requireRow } from './insert-columns.ts';
import { columnKeys, type TargetColumn, type TargetTable, targetTable } from './target-table.ts';

/** Writes an INSERT in the forms of a database, and tells the engine what it needs to know of it. */
export function writeInsert(node: InsertNode, sql: SqlWriter, forms: DmlForms): string {
  if (!forms.ctesFollowInsert || node.fromSelect === null) return withOwnCtes(node, sql, () => writeStatement(node, sql, forms));
  announceCtes(node, sql);
  return writeStatement(node, sql, forms);
}

function writeStatement(node: InsertNode, sql: SqlWriter, forms: DmlForms): string {
  const table = targetTable(node.table);
  const dml = openScope(node, [node.table], [], sql);
  requireReturning(node.returning, sql.dialect.capabilities?.insertReturning, 'INSERT', sql);
  const target = withHints(sql.write(node.table), node.table, node.hints, sql);
  const text =
    node.fromSelect === null
      ? writeRows(target, node, table, dml, sql, forms)
      : writeSelected(`${headOf(node, sql)}${target}`, node, table, dml, sql, forms);
  sql.scopes.pop();
  return text;
}

function headOf({ prefixes }: InsertNode, sql: SqlWriter): string {
  return `INSERT ${writePrefixes(prefixes, sql)}INTO `;
}

// VALUES ---------------------------------------------------------------------------------------------------------------

function writeRows(target: string, node: InsertNode, table: TargetTable, dml: DmlScope, sql: SqlWriter, forms: DmlForms): string {
  const columns = insertColumns(node, table, dml.isOutermost, sql);
  requireRow(columns.filled, node);
  const plan = insertPlan(node, table, columns, dml.isOutermost, sql);
  const task: RowsTask = { target, node, columns, plan, dml, forms };
  const text = writeUpsert(task, sql) ?? writePlain(task, sql);
  if (dml.isOutermost) settle(node, columns, plan, sql);
  return text;
}

interface RowsTask {
  readonly target: string;
  readonly node: InsertNode;
  readonly columns: InsertColumns;
  readonly plan: InsertPlan;
  readonly dml: DmlScope;
  readonly forms: DmlForms;
}

function writePlain(task: RowsTask, sql: SqlWriter): string {
  const { target, node, columns, plan, dml, forms } = task;
  const names = columns.filled.length === 0 ? '' : ` (${columnNames(columns.filled, sql).join(', ')})`;
  const values = plan.isSorted ? sortedValues(columns, sql) : plainValues(task, sql);
  const conflict = node.onConflict === null ? '' : ` ${sql.write(node.onConflict)}`;
  const returning = writeReturning(plan.returning, dml, forms, sql);
  const rest = forms.returning === 'output' ? returning + values + conflict : values + conflict + returning;
  return headOf(node, sql) + target + names + rest;
}

/** As another statement, where the database has no clause for conflicts; null: it has one, or there is none. */
function writeUpsert({ target, node, columns: { filled }, plan, dml, forms }: RowsTask, sql: SqlWriter): string | null {
  const conflict = node.onConflict as OnConflictNode | null;
  if (conflict === null || forms.upsert === undefined) return null;
  const parts = { node, conflict, table: target, columns: columnNames(filled, sql), rows: rowsOf(filled) };
  return forms.upsert({ ...parts, returning: writeReturning(plan.returning, dml, forms, sql) }, sql);
}

function rowsOf(filled: readonly InsertColumn[]): readonly (readonly string[])[] {
  return filled[0]?.values.map((_value, row) => filled.map(({ values }) => values[row] as string)) ?? [[]];
}

function plainValues({ node, columns: { filled }, dml, forms }: RowsTask, sql: SqlWriter): string {
  const { emptyRow, rows: form } = forms;
  if (filled.length === 0) return typeof emptyRow === 'string' ? emptyRow : emptyRow(node, sql);
  const rows = rowsOf(filled).map((values) => values.join(', '));
  checkRowCount(rows.length, sql);
  const isBatched = sql.isMany && sql.dialect.capabilities?.rowsPerInsert !== 1;
  const isRepeatable = dml.isOutermost && isBatched && rows.length === 1;
  if (form === undefined || (rows.length === 1 && !isRepeatable))
    return ` VALUES ${isRepeatable ? repeatable(`(${rows[0]})`) : rows.map((row) => `(${row})`).join(', ')}`;
  const selects = rows.map((row) => `SELECT ${row}${fromDual(sql)}`);
  return ` ${isRepeatable ? repeatable(selects[0] as string) : selects.join(' UNION ALL ')}`;
}

function checkRowCount(count: number, { dialect: { name, capabilities } }: SqlWriter): void {
  const { maxRowsPerInsert = count } = capabilities ?? {};
  if (count <= maxRowsPerInsert) return;
  throw new CompileError(
    `The INSERT has ${count} rows; ${name} takes ${maxRowsPerInsert} at the most. Execute insert() with a list of parameters: it sends as many statements as it takes.`,
  );
}

/** A SELECT that sorts the rows guarantees that the numbers which the database gives grow with them. */
function sortedValues({ filled }: InsertColumns, sql: SqlWriter): string {
  const names = filled.map((_column, index) => `p${index}`);
  const typed = (text: string, { column }: InsertColumn) => sql.dialect.castParameter?.(text, column.node.type, sql) ?? text;
  const casts = filled.map((column, index) => typed(`p${index}`, column));
  // Without its type a parameter in VALUES counts as text, and would be cut off by a cast to VARCHAR(n).
  const row = repeatable(`(${filled.map((column) => typed(column.values[0] as string, column)).join(', ')}, 0)`);
  return ` SELECT ${casts.join(', ')} FROM (VALUES ${row}) AS imp_sen(${names.join(', ')}, sen_counter) ORDER BY sen_counter`;
}

function columnNames(filled: readonly InsertColumn[], sql: SqlWriter): readonly string[] {
  return filled.map(({ column }) => sql.identifier(column.node.name));
}

/** Marks a row of VALUES of which the engine may write several. */
function repeatable(row: string): string {
  return `\0[\0${row}\0]\0`;
}

// Keys and RETURNING ---------------------------------------------------------------------------------------------------

interface InsertPlan {
  readonly keys: readonly KeyFacts[];
  /** The statement's own RETURNING, or what it takes to know the primary key. */
  readonly returning: readonly SqlNode[];
  /** The columns behind it that put the rows in order. */
  readonly sentinels: readonly SentinelFacts[];
  readonly order: 'unordered' | 'ordered' | 'single';
  /** Whether the keys are counted from the number that the driver tells; absent: no. */
  readonly countsKeys?: boolean;
  /** Whether the rows go through a sorted SELECT. */
  readonly isSorted: boolean;
}

function insertPlan(
  node: InsertNode,
  given: TargetTable,
  { filled }: InsertColumns,
  isOutermost: boolean,
  sql: SqlWriter,
): InsertPlan {
  const table = withoutSequence(given, sql);
  const known = new Set(filled.filter(({ isParameter }) => isParameter).map(({ column }) => column.node.key));
  const implicit =
    isOutermost && wantsKeys(node, table, known, sql) ? table.primaryKey.filter(({ node: { key } }) => !known.has(key)) : [];
  const keys = table.primaryKey.map((column) => ({
    key: column.node.key,
    type: column.node.type,
    returning: implicit.indexOf(column),
    isGenerated: column === table.autoincrement,
  }));
  if (isOutermost && countsKeys(node, table, known, sql)) {
    const counted = keys.map((key) => (key.isGenerated ? { ...key, returning: 0 } : key));
    return { keys: counted, returning: [], sentinels: [], order: 'ordered', isSorted: false, countsKeys: true };
  }
  const returning = node.returning.length > 0 ? node.returning : implicit.map((column) => column.node);
  const isOrdered = isOutermost && sql.isMany && node.sortsByParameterOrder && returning.length > 0;
  if (!isOrdered) return { keys, returning, sentinels: [], order: 'unordered', isSorted: false };
  if (node.rows.length > 1)
    throw new CompileError(
      'RETURNING cannot be deterministically sorted when using an INSERT which includes multi-row values().',
    );
  return { keys, ...orderedPlan(node, given, filled, returning, known, sql) };
}

/** How the rows of RETURNING are put in order: by numbers that grow, by a key that was given, or one statement for each. */
function orderedPlan(
  node: InsertNode,
  { autoincrement, uniqueKeys }: TargetTable,
  filled: readonly InsertColumn[],
  returning: readonly SqlNode[],
  known: ReadonlySet<string>,
  sql: SqlWriter,
): Omit<InsertPlan, 'keys'> {
  const single: Omit<InsertPlan, 'keys'> = { returning, sentinels: [], order: 'single', isSorted: false };
  const insertOrder = sql.dialect.capabilities?.insertOrder;
  if (insertOrder === undefined || node.onConflict !== null || filled.length === 0) return single;
  const byColumns = (columns: readonly TargetColumn[], compare: readonly (CompareKey | null)[]): typeof single => ({
    ...single,
    returning: [...returning, ...columns.map((column) => column.node)],
    sentinels: columns.map((column, index) => ({
      key: column.node.key,
      compare: compare[index] ?? null,
      isGenerated: column === autoincrement,
    })),
    order: 'ordered',
  });
  const isNumbered = autoincrement !== null && !known.has(autoincrement.node.key);
  if (isNumbered && (insertOrder === 'autoincrement' || filled.every(({ isParameter }) => isParameter)))
    return { ...byColumns([autoincrement], []), isSorted: insertOrder === 'subquery' };
  // INSERT OR IGNORE leaves rows out.
  if (node.prefixes.length > 0) return single;
  for (const columns of uniqueKeys) {
    if (!columns.every((column) => known.has(column.node.key))) continue;
    const compare = columns.map((column) => keyComparison(column.node.type, sql.dialect));
    if (!compare.includes(null)) return byColumns(columns, compare);
  }
  return single;
}

/** The database numbers by itself only what no sequence of the application numbers: the driver tells nothing of those. */
function withoutSequence(table: TargetTable, sql: SqlWriter): TargetTable {
  const definition = table.autoincrement?.definition ?? null;
  const isOfSequence = definition !== null && defaultExpression(definition, sql) !== null;
  return isOfSequence ? { ...table, autoincrement: null } : table;
}

/** Whether it takes a RETURNING to know the primary key; where the driver tells the number of the last row, it does not. */
function wantsKeys(
  node: InsertNode,
  { primaryKey, autoincrement }: TargetTable,
  known: ReadonlySet<string>,
  sql: SqlWriter,
): boolean {
  const { capabilities } = sql.dialect;
  if (capabilities === undefined || !capabilities.insertReturning) return false;
  if (node.returning.length > 0 || node.isInline || node.rows.length > 1) return false;
  if (sql.isMany) return node.returnsDefaults;
  const missing = primaryKey.filter((column) => !known.has(column.node.key));
  if (missing.length === 0) return false;
  return !(capabilities.lastrowid && node.onConflict === null && missing.every((column) => column === autoincrement));
}

/**
 * Whether the driver tells the number of the first of several rows, and the others follow from it: InnoDB numbers the rows
 * of one INSERT … VALUES without gaps, in every innodb_autoinc_lock_mode.
 */
function countsKeys(
  node: InsertNode,
  { primaryKey, autoincrement }: TargetTable,
  known: ReadonlySet<string>,
  sql: SqlWriter,
): boolean {
  const { capabilities } = sql.dialect;
  if (!sql.isMany || !node.returnsDefaults || node.onConflict !== null || autoincrement === null) return false;
  if (capabilities === undefined || capabilities.insertReturning || !capabilities.lastrowid) return false;
  return primaryKey.every((column) => (column === autoincrement) !== known.has(column.node.key));
}

function settle(node: InsertNode, { prefetchCols, postfetchCols }: InsertColumns, plan: InsertPlan, sql: SqlWriter): void {
  const { keys, sentinels, order } = plan;
  sql.dml = {
    kind: 'insert',
    returnsRows: node.returning.length > 0,
    keys: node.isInline ? [] : keys,
    columnKeys: columnKeys(targetTable(node.table)),
    rows: Math.max(node.rows.length, 1),
    sentinels,
    order,
    countsKeys: plan.countsKeys === true,
    countsRows: plan.isSorted,
    isUpsert: node.onConflict !== null,
    prefetchCols,
    postfetchCols,
  };
}

// SELECT ---------------------------------------------------------------------------------------------------------------

function writeSelected(
  head: string,
  node: InsertNode,
  table: TargetTable,
  dml: DmlScope,
  sql: SqlWriter,
  forms: DmlForms,
): string {
  const given = node.selectKeys.map((key) => table.columns.find((column) => column.node.key === key));
  const added = node.includeDefaults ? selectedDefaults(node, table, sql) : [];
  const names = [...given.map((column) => column?.node.name as string), ...added.map(({ name }) => name)];
  const query = added.length === 0 ? (node.fromSelect as SqlNode) : withColumns(node.fromSelect as SqlNode, added);
  const select = sql.write(query);
  const ctes = dml.isOutermost && forms.ctesFollowInsert ? cteClause(sql.ctes, sql) : '';
  const conflict = node.onConflict === null ? '' : ` ${sql.write(node.onConflict)}`;
  const rest = ` ${ctes}${select}${conflict}`;
  const returning = writeReturning(node.returning, dml, forms, sql);
  if (dml.isOutermost) {
    const columns: InsertColumns = { filled: [], prefetchCols: [], postfetchCols: [] };
    settle(node, columns, { keys: [], returning: [], sentinels: [], order: 'unordered', isSorted: false }, sql);
  }
  const into = `${head} (${names.map((name) => sql.identifier(name)).join(', ')})`;
  return into + (forms.returning === 'output' ? returning + rest : rest + returning);
}

interface SelectedDefault {
  readonly name: string;
  readonly value: SqlNode;
}

/** Columns that the SELECT does not fill, and that have a default which Aludel sends. */
function selectedDefaults({ selectKeys }: InsertNode, { columns }: TargetTable, sql: SqlWriter): readonly SelectedDefault[] {
  return columns.flatMap(({ node, definition }) => {
    if (definition === null || selectKeys.includes(node.key)) return [];
    const expression = defaultExpression(definition, sql);
    if (expression !== null) return [{ name: node.name, value: expression }];
    const value = definition.options.default;
    if (value === undefined || ClauseElement.is(value)) return [];
    const bind = anonymousBind(node.key, null, node.type, true);
    sql.bind(bind, { name: node.key, default: { value }, column: { key: node.key, row: 0 } });
    return [{ name: node.name, value: bind }];
  });
}

function withColumns(query: SqlNode, added: readonly SelectedDefault[]): SqlNode {
  if (query.kind !== 'select')
    throw new CompileError(
      `Columns with a default (${added.map(({ name }) => name).join(', ')}) cannot be added to this query. Give them in it, or say fromSelect(…, { includeDefaults: false }).`,
    );
  const select = query as SelectNode;
  return { ...select, columns: [...select.columns, ...added.map(({ value }) => value)] } as SelectNode;
}

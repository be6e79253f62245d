import { CompileError } from '../../errors/compile-errors.ts';
import type { BindNode, ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { AffixNode } from '../../sql/nodes/statement-nodes.ts';
import type { FromNode, SqlNode, StatementNode } from '../../sql/nodes/sql-node.ts';
import { typeOf } from '../../sql/coerce.ts';
import { impliedLabel } from '../../sql/label-stem.ts';
import { writeValue } from '../operands.ts';
import { isCompound } from '../parenthesize.ts';
import type { ResultColumn, SelectScope, SqlWriter } from '../rules.ts';
import type { DmlForms } from './dml-forms.ts';

/** What stands around an INSERT, UPDATE or DELETE that is being written. */
export interface DmlScope {
  /** Whether the whole statement is this one, rather than a query that has it in a CTE. */
  readonly isOutermost: boolean;
  readonly scope: SelectScope;
}

/** Opens the scope of a statement; `visible` are the tables that its subqueries can correlate to. */
export function openScope(
  statement: StatementNode,
  froms: readonly FromNode[],
  visible: readonly FromNode[],
  sql: SqlWriter,
): DmlScope {
  const isOutermost = statement === sql.root;
  sql.nextQuery = null;
  const outer = sql.scopes.at(-1)?.visible ?? [];
  const scope: SelectScope = {
    froms,
    visible: [...outer, ...visible],
    labels: new Map(),
    labelOf: new Map(),
    part: 'other',
    statement,
  };
  sql.scopes.push(scope);
  return { isOutermost, scope };
}

/** Words behind INSERT, UPDATE and DELETE. */
export function writePrefixes(prefixes: readonly SqlNode[], sql: SqlWriter): string {
  const wanted = (prefixes as readonly AffixNode[]).filter((prefix) => isMeant(prefix, sql));
  return wanted.map(({ text }) => `${text} `).join('');
}

/** A table with its hints behind it. */
export function withHints(table: string, node: FromNode, hints: readonly SqlNode[], sql: SqlWriter): string {
  const wanted = (hints as readonly AffixNode[]).filter(
    (hint) => isMeant(hint, sql) && (hint.from === null || hint.from.identity === node.identity),
  );
  return [table, ...wanted.map(({ text }) => text)].join(' ');
}

function isMeant({ dialect }: AffixNode, sql: SqlWriter): boolean {
  return dialect === '*' || dialect === sql.dialect.name;
}

/** A value for a column: a parameter gets the column's name; what an operator makes stands in parentheses. */
export function writeAssigned(value: SqlNode, column: ColumnNode, place: AssignedPlace, sql: SqlWriter): string {
  const { row, name, isOutermost } = place;
  if (value.kind === 'bind' && isOutermost)
    return sql.bind(value as BindNode, {
      name: (value as BindNode).isAnonymous ? name : undefined,
      column: { key: column.key, row },
    });
  const written = writeValue(value, sql);
  return isCompound(value) ? `(${written})` : written;
}

/** Where a value for a column stands. */
export interface AssignedPlace {
  readonly row: number;
  /** The name of its parameter. */
  readonly name: string;
  readonly isOutermost: boolean;
}

/** ` RETURNING …` or ` OUTPUT …`, or nothing. Fills in what the rows of the whole statement are where this is the whole of it. */
export function writeReturning(
  returning: readonly SqlNode[],
  { isOutermost, scope }: DmlScope,
  { qualifiesReturning, returning: place }: DmlForms,
  sql: SqlWriter,
): string {
  if (returning.length === 0) return '';
  scope.part = 'columns';
  const table = scope.froms[0] as FromNode;
  const isOutput = place === 'output';
  if (isOutput) scope.renamed = { table: table.identity, name: scope.statement?.kind === 'delete' ? 'deleted' : 'inserted' };
  else if (!qualifiesReturning) scope.unqualified = table.identity;
  const columns = returning.flatMap((node) => returned(node, sql));
  scope.part = 'other';
  scope.renamed = undefined;
  if (isOutermost) sql.resultColumns = columns.map(({ result }) => result);
  return ` ${isOutput ? 'OUTPUT' : 'RETURNING'} ${columns.map(({ text }) => text).join(', ')}`;
}

interface Returned {
  readonly text: string;
  readonly result: ResultColumn;
}

function returned(node: SqlNode, sql: SqlWriter): readonly Returned[] {
  if ('identity' in node) return (node as FromNode).identity.columnNodes.flatMap((column) => returned(column, sql));
  const type = typeOf(node);
  if (node.kind === 'column') {
    const { key, name } = node as ColumnNode;
    return [{ text: sql.write(node), result: { key, name, type, node } }];
  }
  if (node.kind === 'label') {
    const name = (node as { readonly name?: string | null }).name ?? sql.madeUpName(node, 'anon');
    return [{ text: sql.write(node), result: { key: name, name, type, node } }];
  }
  const label = impliedLabel(node);
  if (label.kind === 'bare') return [{ text: sql.write(node), result: { key: 'anon', name: 'anon', type, node } }];
  const name = label.kind === 'name' ? label.name : sql.madeUpName(node, label.stem);
  return [{ text: `${sql.write(node)} AS ${sql.identifier(name)}`, result: { key: name, name, type, node } }];
}

/** Refuses RETURNING where the database has none. */
export function requireReturning(returning: readonly SqlNode[], hasIt: boolean | undefined, word: string, sql: SqlWriter): void {
  if (returning.length === 0 || hasIt !== false) return;
  throw new CompileError(
    `RETURNING is not supported by dialect ${sql.dialect.name} for ${word} statements: it has no such clause. Select the rows instead.`,
  );
}

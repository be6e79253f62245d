import { CompileError } from '../../errors/compile-errors.ts';
import type { CteNode } from '../../sql/nodes/from-nodes.ts';
import type { SqlNode, StatementNode } from '../../sql/nodes/sql-node.ts';
import type { CompoundNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { selectedColumns } from '../../sql/selected-columns.ts';
import type { CteRegistry, SqlWriter } from '../rules.ts';
import { labelText } from './label-text.ts';
import { writeQuery } from './query-place.ts';

/**
 * The name of a common table expression, where FROM has it. What it stands for is written where it is met first, and
 * stands in front of the whole statement, or of the statement that it is used in where it is nesting.
 */
export function writeCte(node: CteNode, sql: SqlWriter): string {
  const name = sql.fromName(node);
  const known = sql.cteLevels.find(({ owners }) => isKnown(node, owners.get(name)));
  if (known === undefined) writeOnce(node, name, (node.isNesting ? sql.cteLevels.at(-1) : sql.ctes) as CteRegistry, sql);
  return sql.identifier(name);
}

/** Writes the common table expressions of a statement that it does not refer to. */
export function announceCtes({ ctes }: StatementNode, sql: SqlWriter): void {
  for (const cte of ctes ?? []) sql.write(cte);
}

/** A statement with the WITH that belongs in front of it, if it is not written by the statement around it. */
export function withOwnCtes(node: StatementNode, sql: SqlWriter, write: () => string): string {
  const level: CteRegistry = sql.scopes.length === 0 ? sql.ctes : { owners: new Map(), written: new Map(), isRecursive: false };
  if (level !== sql.ctes) sql.cteLevels.push(level);
  announceCtes(node, sql);
  const text = write();
  if (level !== sql.ctes) sql.cteLevels.pop();
  return cteClause(level, sql) + text;
}

/** `WITH a AS (…)` and what separates it from the statement, or nothing. */
export function cteClause({ written, isRecursive }: CteRegistry, { dialect }: SqlWriter): string {
  if (written.size === 0) return '';
  return `WITH ${isRecursive && dialect.withRecursive !== false ? 'RECURSIVE ' : ''}${[...written.values()].join(', \n')}\n `;
}

/** The same, or an earlier state of the one that is there, or of one that refers to it. */
function isKnown(node: CteNode, owner: CteNode | undefined): boolean {
  for (let one = owner; one != null; one = one.restates ?? undefined) if (one.identity === node.identity) return true;
  return false;
}

function writeOnce(node: CteNode, name: string, level: CteRegistry, sql: SqlWriter): void {
  const owner = level.owners.get(name);
  if (owner !== undefined && !isKnown(owner, node))
    throw new CompileError(`Multiple, unrelated CTEs found with the same name: '${name}'. Give one of them another name.`);
  level.owners.set(name, node);
  level.written.delete(name);
  if (node.isRecursive) level.isRecursive = true;
  const columns = namesColumns(node) ? `(${columnNames(node.query, sql).join(', ')})` : '';
  const materialized = node.materialized === null ? '' : (sql.dialect.materializedCte?.(node.materialized) ?? '');
  const query = writeQuery(node.query, { isInFrom: true, isLateral: false, isMember: false, isResult: false }, sql);
  level.written.set(name, `${sql.identifier(name)}${columns} AS ${materialized}\n(${query})`);
}

function namesColumns({ isRecursive, query }: CteNode): boolean {
  return isRecursive || query.kind === 'values';
}

function columnNames(query: StatementNode, sql: SqlWriter): readonly string[] {
  switch (query.kind) {
    case 'select':
      return selectedColumns(query as SelectNode)
        .filter(({ isRepeated }) => !isRepeated)
        .map((column) => labelText(column, sql) ?? sql.identifier(column.key ?? 'anon'));
    case 'compound':
      return columnNames((query as CompoundNode).queries[0] as StatementNode, sql);
    default:
      return namedColumns(query).map((name) => sql.identifier(name));
  }
}

function namedColumns(query: SqlNode): readonly string[] {
  return ((query as { readonly columns?: readonly { readonly name: string }[] }).columns ?? []).map(({ name }) => name);
}

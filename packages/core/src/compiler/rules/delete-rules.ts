import { CompileError } from '../../errors/compile-errors.ts';
import type { FromNode } from '../../sql/nodes/sql-node.ts';
import type { DeleteNode } from '../../sql/nodes/statement-nodes.ts';
import { insertsNothing } from '../dml-facts.ts';
import { writeConditions } from '../operands.ts';
import type { SqlWriter } from '../rules.ts';
import { withOwnCtes } from './cte-rules.ts';
import { openScope, requireReturning, withHints, writePrefixes, writeReturning } from './dml-clauses.ts';
import type { DmlForms } from './dml-forms.ts';
import { lintFroms } from './from-linter.ts';
import { joinedTables, namedTables } from './named-tables.ts';

/** Writes a DELETE in the forms of a database. */
export function writeDelete(node: DeleteNode, sql: SqlWriter, forms: DmlForms): string {
  return withOwnCtes(node, sql, () => writeStatement(node, sql, forms));
}

function writeStatement(node: DeleteNode, sql: SqlWriter, forms: DmlForms): string {
  const joined = joinedTables(node.using);
  const named = namedTables([...node.using, ...node.where]).filter(({ identity }) => identity !== node.table.identity);
  const extra = named.filter(({ identity }) => !joined.has(identity));
  const tables = [node.table, ...extra];
  const dml = openScope(node, tables, tables, sql);
  requireReturning(node.returning, sql.dialect.capabilities?.deleteReturning, 'DELETE', sql);
  const table = withHints(sql.write(node.table), node.table, node.hints, sql);
  const using = extra.length === 0 ? '' : writeExtra(node, extra, sql, forms);
  const where = node.where.length === 0 ? '' : ` WHERE ${writeConditions(node.where, sql)}`;
  lintFroms(tables, node.where, sql, 'DELETE');
  const returning = writeReturning(node.returning, dml, forms, sql);
  const rest = forms.returning === 'output' ? returning + using + where : using + where + returning;
  const text = `DELETE ${writePrefixes(node.prefixes, sql)}FROM ${table}${rest}`;
  if (dml.isOutermost) sql.dml = { ...deleteFacts, returnsRows: node.returning.length > 0 };
  sql.scopes.pop();
  return text;
}

const none: readonly never[] = Object.freeze([]);

const deleteFacts = { ...insertsNothing, kind: 'delete', columnKeys: none, prefetchCols: none } as const;

function writeExtra(node: DeleteNode, extra: readonly FromNode[], sql: SqlWriter, { deleteTables }: DmlForms): string {
  switch (deleteTables) {
    case 'using':
      return ` USING ${sql.list(extra)}`;
    case 'usingAll':
      return ` USING ${sql.list(joinedTables(node.using).has(node.table.identity) ? extra : [node.table, ...extra])}`;
    case 'list':
      return ` , ${sql.list(extra)}`;
    case 'from':
      return ` FROM ${sql.list(joinedTables(node.using).has(node.table.identity) ? extra : [node.table, ...extra])}`;
    case 'none':
      throw new CompileError(
        `The dialect ${sql.dialect.name} has no DELETE that names several tables. Use where(table.c.id.in(select(…))).`,
      );
  }
}

import type { TableNode } from '../../sql/nodes/from-nodes.ts';
import type { FromNode } from '../../sql/nodes/sql-node.ts';
import type { SqlWriter } from '../rules.ts';

/**
 * The alias of a table in a schema where a table of the same name without schema is in sight, whose columns could be taken for
 * its own; null: it needs none.
 */
export function aliasBesideNamesake(table: FromNode, sql: SqlWriter): string | null {
  const { name, schema, identity } = table as TableNode;
  if (schema === null) return null;
  const scope = sql.scopes.findLast(({ froms }) => froms.some((from) => from.identity === identity));
  if (scope === undefined || scope.statement !== undefined) return null;
  const isNamesake = (from: FromNode): boolean =>
    from.kind === 'table' && (from as TableNode).schema === null && (from as TableNode).name === name;
  return scope.visible.some(isNamesake) ? sql.madeUpName(identity, name) : null;
}

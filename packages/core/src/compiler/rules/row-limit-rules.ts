import type { RowLimitNode } from '../../sql/nodes/statement-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SqlWriter } from '../rules.ts';

/** `LIMIT n OFFSET m`, or `OFFSET m ROWS FETCH FIRST n ROWS ONLY` where that was asked for. */
export function writeRowLimit(node: RowLimitNode, sql: SqlWriter): string {
  if (node.fetch !== null) return writeFetch(node, sql, (count) => sql.write(count));
  const { limit, offset } = node;
  const text = limit === null ? '\n LIMIT -1' : `\n LIMIT ${sql.write(limit)}`;
  return offset === null ? text : `${text} OFFSET ${sql.write(offset)}`;
}

/** `OFFSET … FETCH FIRST`, also of a LIMIT; `count` writes a number of rows as the database takes it there. */
export function writeFetch({ limit, offset, fetch }: RowLimitNode, _sql: SqlWriter, count: (node: SqlNode) => string): string {
  const skipped = offset === null ? '' : `\n OFFSET ${count(offset)} ROWS`;
  if (limit === null) return skipped;
  return `${skipped}\n FETCH FIRST ${count(limit)}${fetch?.percent ? ' PERCENT' : ''} ROWS ${fetch?.withTies ? 'WITH TIES' : 'ONLY'}`;
}

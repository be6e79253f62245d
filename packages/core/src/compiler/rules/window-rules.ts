import type { FrameBound } from '../../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { writeStandalone } from '../operands.ts';
import type { Rules, SqlWriter } from '../rules.ts';

/** Windows, filters and ordered sets, as standard SQL has them. */
export const windowRules = {
  over: ({ element, partitionBy, orderBy, frame }, sql) => {
    const written = sql.write(element);
    const parts: string[] = [];
    if (partitionBy.length > 0) parts.push(`PARTITION BY ${sql.list(partitionBy)}`);
    if (orderBy.length > 0) parts.push(`ORDER BY ${sql.list(orderBy)}`);
    if (frame !== null) parts.push(sql.write(frame));
    return `${written} OVER (${parts.join(' ')})`;
  },
  frame: ({ unit, from, fromDistance, to, toDistance, exclude }, sql) => {
    const start = bound(from, fromDistance, 'PRECEDING', sql);
    const end = bound(to, toDistance, 'FOLLOWING', sql);
    return `${unit.toUpperCase()} BETWEEN ${start} AND ${end}${exclude === null ? '' : ` EXCLUDE ${exclude}`}`;
  },
  filter: ({ element, criterion }, sql) => `${sql.write(element)} FILTER (WHERE ${sql.write(criterion)})`,
  withinGroup: ({ element, orderBy }, sql) => `${sql.write(element)} WITHIN GROUP (ORDER BY ${sql.list(orderBy)})`,
} as const satisfies Partial<Rules>;

function bound(where: FrameBound, distance: SqlNode | null, unbounded: string, sql: SqlWriter): string {
  if (where === 'current') return 'CURRENT ROW';
  if (where === 'unbounded' || distance === null) return `UNBOUNDED ${unbounded}`;
  return `${writeStandalone(distance, sql)} ${where.toUpperCase()}`;
}

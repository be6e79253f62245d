import { lockedTables, type Rules, waiting, writeFetch } from '@aludel/core/dialect';

/** SELECT as PostgreSQL has it. https://www.postgresql.org/docs/current/sql-select.html */
export const selectRules: Partial<Rules> = {
  rowLimit: (node, sql) => {
    if (node.fetch !== null) return writeFetch(node, sql, (count) => `(${sql.write(count)})`);
    const { limit, offset } = node;
    const text = limit === null ? '\n LIMIT ALL' : ` \n LIMIT ${sql.write(limit)}`;
    return offset === null ? text : `${text} OFFSET ${sql.write(offset)}`;
  },
  forUpdate: (node, sql) => lockWord(node) + lockedTables(node, sql) + waiting(node),
};

/** Whether a common table expression is written out or becomes part of the statement. */
export function materializedCte(materialized: boolean): string {
  return materialized ? 'MATERIALIZED ' : 'NOT MATERIALIZED ';
}

function lockWord({ read, keyShare }: { readonly read: boolean; readonly keyShare: boolean }): string {
  if (read) return keyShare ? ' FOR KEY SHARE' : ' FOR SHARE';
  return keyShare ? ' FOR NO KEY UPDATE' : ' FOR UPDATE';
}

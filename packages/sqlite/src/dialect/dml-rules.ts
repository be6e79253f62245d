import { CompileError, dmlRules, type Rules, standardForms, writeOnConflict, insertOf } from '@aludel/core/dialect';

/** INSERT, UPDATE and DELETE, as SQLite has them. */
export const sqliteDmlRules: Partial<Rules> = {
  ...dmlRules({ ...standardForms, deleteTables: 'none', qualifiesReturning: false }),
  onConflict: (node, sql) => {
    if (node.constraint !== null)
      throw new CompileError(
        `SQLite does not know the constraint "${node.constraint}" by its name in ON CONFLICT. Give "indexElements": the columns of its unique index.`,
      );
    const conflict = writeOnConflict(node, sql);
    return endsWithTable(insertOf(sql).fromSelect) ? `WHERE true ${conflict}` : conflict;
  },
};

type Query = Parameters<Rules['insert']>[0]['fromSelect'];

/** Whether ON behind it would be read as that of a join. https://sqlite.org/lang_upsert.html */
function endsWithTable(query: Query): boolean {
  if (query?.kind === 'compound') return endsWithTable((query as Parameters<Rules['compound']>[0]).queries.at(-1) ?? null);
  if (query?.kind !== 'select') return false;
  const { where, groupBy, having, orderBy, limit, offset } = query as Parameters<Rules['select']>[0];
  return where.length + groupBy.length + having.length + orderBy.length === 0 && limit === null && offset === null;
}

import { type Rules, UnsupportedCompilationError, valuesRule } from '@aludel/core/dialect';

/** SELECT as SQLite has it. https://sqlite.org/lang_select.html */
export const selectRules: Partial<Rules> = {
  rowLimit: ({ limit, offset, fetch }, sql) => {
    if (fetch !== null && (fetch.withTies || fetch.percent))
      throw new UnsupportedCompilationError('SQLite has no FETCH FIRST … WITH TIES or PERCENT. Use limit().');
    const text = `\n LIMIT ${limit === null ? '-1' : sql.write(limit)}`;
    return offset === null ? text : `${text} OFFSET ${sql.write(offset)}`;
  },
  distinctOn: () => {
    throw new UnsupportedCompilationError('SQLite has no DISTINCT ON. Use distinct() without columns, or groupBy().');
  },
  // A query in parentheses is no part of a UNION there.
  compoundMember: ({ query }, sql) => `SELECT * FROM (${sql.write(query)})`,
  // A writer locks the whole database.
  forUpdate: () => '',
  values: valuesRule({ row: '', columnNames: 'select' }),
};

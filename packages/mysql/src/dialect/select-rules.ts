import { lockedTables, type Rules, type SqlWriter, UnsupportedCompilationError, valuesRule, waiting } from '@aludel/core/dialect';

type Lock = Parameters<Rules['forUpdate']>[0];
type RowLimit = Parameters<Rules['rowLimit']>[0];

const shared: Partial<Rules> = {
  distinctOn: (_node, { dialect }) => {
    throw new UnsupportedCompilationError(
      `The dialect ${dialect.name} has no DISTINCT ON. Use distinct() without columns, or groupBy().`,
    );
  },
};

/** SELECT as MySQL has it. https://dev.mysql.com/doc/refman/8.4/en/select.html */
export const mysqlSelectRules: Partial<Rules> = {
  ...shared,
  rowLimit: (node, sql) => {
    refuseFetch(node, sql);
    return writeLimit(node, sql);
  },
  values: valuesRule({ row: 'ROW', columnNames: 'alias' }),
  forUpdate: (node, sql) => {
    // LOCK IN SHARE MODE, the older word, takes no options.
    const isPlain = node.of.length === 0 && !node.nowait && !node.skipLocked;
    if (node.read && isPlain) return ' LOCK IN SHARE MODE';
    return (node.read ? ' FOR SHARE' : ' FOR UPDATE') + lockedTables(node, sql) + waiting(node);
  },
};

/** SELECT as MariaDB has it. https://mariadb.com/kb/en/select/ */
export const mariadbSelectRules: Partial<Rules> = {
  ...shared,
  rowLimit: (node, sql) => {
    if (node.fetch?.withTies !== true) return mysqlLimit(node, sql);
    return sql.standard.rowLimit(node, sql);
  },
  // Parameters in VALUES come out as binary there, MariaDB 10.11.
  values: valuesRule({ row: '', columnNames: 'union' }),
  // It locks the rows of all tables; there is no OF.
  forUpdate: (node: Lock) => (node.read ? ' LOCK IN SHARE MODE' : ' FOR UPDATE') + waiting(node),
};

function mysqlLimit(node: RowLimit, sql: SqlWriter): string {
  if (node.fetch?.percent === true) refuseFetch(node, sql);
  return writeLimit(node, sql);
}

function refuseFetch({ fetch }: RowLimit, { dialect }: SqlWriter): void {
  if (fetch === null || !(fetch.withTies || fetch.percent)) return;
  throw new UnsupportedCompilationError(
    `The dialect ${dialect.name} has no FETCH FIRST ${fetch.percent ? '… PERCENT' : '… WITH TIES'}. Use limit().`,
  );
}

/** OFFSET needs a LIMIT; the largest number there is stands for none. */
function writeLimit({ limit, offset }: RowLimit, sql: SqlWriter): string {
  if (offset === null) return limit === null ? '' : ` \n LIMIT ${sql.write(limit)}`;
  return ` \n LIMIT ${sql.write(offset)}, ${limit === null ? '18446744073709551615' : sql.write(limit)}`;
}

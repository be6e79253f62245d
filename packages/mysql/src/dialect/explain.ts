import { type ExplainOptions, type ExplainRule, UnsupportedCompilationError } from '@aludel/core/dialect';

/** What the server is counts, not what the URL calls it: MariaDB says ANALYZE where MySQL says EXPLAIN ANALYZE. */
export function explainOn(name: string): ExplainRule {
  return (options, facts) => ((facts?.product ?? name).toLowerCase() === 'mariadb' ? onMariadb(options) : onMysql(options));
}

/** https://dev.mysql.com/doc/refman/8.4/en/explain.html */
function onMysql({ analyze = false, format }: ExplainOptions): string {
  if (analyze && format === 'json')
    throw new UnsupportedCompilationError(
      'MySQL gives the plan of an executed statement as text only. Leave "format" or "analyze" out.',
    );
  return analyze ? 'EXPLAIN ANALYZE ' : format === 'json' ? 'EXPLAIN FORMAT=JSON ' : 'EXPLAIN ';
}

/** https://mariadb.com/docs/server/reference/sql-statements/administrative-sql-statements/analyze-and-explain-statements */
function onMariadb({ analyze = false, format }: ExplainOptions): string {
  return `${analyze ? 'ANALYZE' : 'EXPLAIN'} ${format === 'json' ? 'FORMAT=JSON ' : ''}`;
}

import { type ExplainRule, UnsupportedCompilationError } from '@aludel/core/dialect';

/** https://sqlite.org/eqp.html */
export const explain: ExplainRule = ({ analyze = false, format }) => {
  if (analyze) throw new UnsupportedCompilationError('SQLite has no EXPLAIN that executes the statement. Leave "analyze" out.');
  if (format !== undefined) throw new UnsupportedCompilationError('SQLite gives its plans as rows only. Leave "format" out.');
  return 'EXPLAIN QUERY PLAN ';
};

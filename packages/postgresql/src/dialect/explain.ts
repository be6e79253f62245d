import type { ExplainRule } from '@aludel/core/dialect';

/** https://www.postgresql.org/docs/current/sql-explain.html */
export const explain: ExplainRule = ({ analyze = false, format }) => {
  const options = [...(analyze ? ['ANALYZE'] : []), ...(format === 'json' ? ['FORMAT JSON'] : [])];
  return options.length === 0 ? 'EXPLAIN ' : `EXPLAIN (${options.join(', ')}) `;
};

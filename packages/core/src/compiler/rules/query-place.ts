import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { QueryPlace, SqlWriter } from '../rules.ts';

/** Writes a query that stands in a certain place. */
export function writeQuery(query: SqlNode, place: QueryPlace, sql: SqlWriter): string {
  sql.nextQuery = place;
  const text = sql.write(query);
  sql.nextQuery = null;
  return text;
}

/** Where the query stands that is being written; those inside stand elsewhere. */
export function takePlace(sql: SqlWriter): QueryPlace {
  const place = sql.nextQuery ?? {
    isInFrom: false,
    isLateral: false,
    isMember: false,
    isResult: sql.scopes.length === 0,
  };
  sql.nextQuery = null;
  return place;
}

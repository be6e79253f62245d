import type { TextualSelectNode } from '../../sql/nodes/statement-nodes.ts';
import type { SqlWriter } from '../rules.ts';
import { withOwnCtes } from './cte-rules.ts';
import { takePlace } from './query-place.ts';

/** A text that is a query: it says itself what its columns are. */
export function writeTextualSelect(node: TextualSelectNode, sql: SqlWriter): string {
  const { isResult } = takePlace(sql);
  if (isResult) sql.resultColumns = node.columns.map(({ name, type }) => ({ key: name, name, type, node }));
  return withOwnCtes(node, sql, () => sql.write(node.text));
}

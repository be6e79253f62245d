import type { TableFunctionNode } from '../../sql/nodes/from-nodes.ts';
import type { SqlWriter } from '../rules.ts';
import { aliasWord } from './alias-word.ts';

/** A function in FROM: `json_each(…) WITH ORDINALITY AS name(columns)`. */
export function writeTableFunction(node: TableFunctionNode, sql: SqlWriter): string {
  const call = `${node.isLateral ? 'LATERAL ' : ''}${sql.write(node.function)}`;
  const ordinality = node.withOrdinality === null ? '' : ' WITH ORDINALITY';
  return `${call}${ordinality}${aliasWord(sql)}${sql.identifier(sql.fromName(node))}${columnList(node, sql)}`;
}

function columnList({ columns, rendersColumns, rendersTypes }: TableFunctionNode, sql: SqlWriter): string {
  if (!rendersColumns && !rendersTypes) return '';
  const written = columns.map(({ name, type }) => sql.identifier(name) + (rendersTypes ? ` ${sql.typeName(type)}` : ''));
  return `(${written.join(', ')})`;
}

import { CompileError } from '../../errors/compile-errors.ts';
import type { AliasNode, JoinNode, SubqueryNode, TableNode } from '../../sql/nodes/from-nodes.ts';
import type { FromNode } from '../../sql/nodes/sql-node.ts';
import { writeCondition } from '../operands.ts';
import type { Rules, SqlWriter } from '../rules.ts';
import { aliasWord } from './alias-word.ts';
import { writeCte } from './cte-rules.ts';
import { joinCondition } from './join-condition.ts';
import { aliasBesideNamesake } from './namesake.ts';
import { nameOf } from './pending-joins.ts';
import { writeQuery } from './query-place.ts';
import { writeTableFunction } from './table-function-rules.ts';
import { valuesRule } from './values-rules.ts';

/** What FROM takes, as standard SQL has it. */
export const fromRules = {
  table: (node, sql) => {
    const alias = aliasBesideNamesake(node, sql);
    const name = sql.tableName(node.name, node.schema);
    return hinted(node, alias === null ? name : `${name}${aliasWord(sql)}${sql.identifier(alias)}`, sql);
  },
  join: writeJoin,
  alias: writeAlias,
  subquery: writeSubquery,
  cte: writeCte,
  tableFunction: writeTableFunction,
  values: valuesRule({ row: '', columnNames: 'alias' }),
  textFrom: ({ text }, sql) => sql.write(text),
  excluded: ({ name }) => name,
  entity: ({ from }, sql) => sql.write(from),
  pendingJoin: () => {
    throw new CompileError('A join is written by its SELECT.');
  },
  relationship: () => {
    throw new CompileError(
      'A relationship is no SQL expression. Select its class and give it to join() or selectinload(); as a condition say .any(…), .has(…) or .eq(object).',
    );
  },
  option: () => '',
  bundle: ({ name }) => {
    throw new CompileError(`The Bundle "${name}" is for what select() takes, with attributes of mapped classes in it.`);
  },
  fromStatement: () => {
    throw new CompileError('fromStatement() is for a SELECT of mapped classes. Execute the statement itself for its rows.');
  },
} as const satisfies Partial<Rules>;

const joinWords = {
  inner: ' JOIN ',
  left: ' LEFT OUTER JOIN ',
  full: ' FULL OUTER JOIN ',
  cross: ' CROSS JOIN ',
} as const;

function writeJoin(node: JoinNode, sql: SqlWriter): string {
  const { left, right, on, joinType } = node;
  // In the order it is read, in which made-up names are numbered.
  const leftSide = sql.write(left);
  const rightSide = right.kind === 'join' ? `(${sql.write(right)})` : sql.write(right);
  const joined = leftSide + joinWords[joinType] + rightSide;
  if (joinType === 'cross') return joined;
  return `${joined} ON ${writeCondition(on ?? joinCondition(node, (from) => nameOf(from, sql)), sql)}`;
}

function writeAlias(node: AliasNode, sql: SqlWriter): string {
  const inner = writeUnnamed(node.element, sql);
  const text = `${inner}${aliasWord(sql)}${sql.identifier(sql.fromName(node))}`;
  if (node.sample === null) return hinted(node, text, sql);
  const seed = node.seed == null ? '' : ` REPEATABLE (${sql.write(node.seed)})`;
  return `${text} TABLESAMPLE ${sql.write(node.sample)}${seed}`;
}

function writeSubquery(node: SubqueryNode, sql: SqlWriter): string {
  // The name first: parameters inside count on from it.
  const name = sql.identifier(sql.fromName(node));
  return hinted(node, `${writeUnnamed(node, sql)}${aliasWord(sql)}${name}`, sql);
}

/** A FROM clause that gets another name: without the one it has. */
function writeUnnamed(from: FromNode, sql: SqlWriter): string {
  if (from.kind === 'alias' && (from as AliasNode).sample === null) return writeUnnamed((from as AliasNode).element, sql);
  if (from.kind === 'table' && aliasBesideNamesake(from, sql) !== null)
    return sql.tableName((from as TableNode).name, (from as TableNode).schema);
  if (from.kind !== 'subquery') return sql.write(from);
  const { isLateral, query } = from as SubqueryNode;
  const text = writeQuery(query, { isInFrom: true, isLateral, isMember: false, isResult: false }, sql);
  return `${isLateral ? 'LATERAL ' : ''}(${text})`;
}

/** With the hints behind it that the SELECT has about it; `%(name)s` in a hint is its name. */
function hinted({ identity, ...node }: FromNode, text: string, sql: SqlWriter): string {
  const hints = sql.scopes.at(-1)?.hints?.filter(({ from }) => from?.identity === identity) ?? [];
  if (hints.length === 0) return text;
  const name = sql.identifier(sql.fromName({ ...node, identity } as FromNode));
  return [text, ...hints.map((hint) => hint.text.replaceAll('%(name)s', () => name))].join(' ');
}

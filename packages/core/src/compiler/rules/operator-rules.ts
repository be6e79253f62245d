import { rawSql } from '../raw-sql.ts';
import { UnsupportedCompilationError } from '../../errors/compile-errors.ts';
import type { BinaryNode, ListNode } from '../../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { operatorRule } from '../../sql/operators.ts';
import { isWhole } from '../../sql/operations/result-type.ts';
import { typeOf } from '../../sql/coerce.ts';
import { numeric } from '../../types/numeric.ts';
import { string } from '../../types/text.ts';
import { isNumericBoolean, listStandalone, writeOperand, writeOperands, writeStandalone } from '../operands.ts';
import { isAffixPattern, isPercent } from '../parenthesize.ts';
import type { OperatorRules, Rules, SqlWriter } from '../rules.ts';

/** Operators, as standard SQL has them. */
export const operatorRules = {
  unary: (node, sql) => {
    const { operator, isSuffix, operand } = node;
    if (operator === 'not' && isNumericBoolean(operand, sql)) return `${sql.write(operand)} = 0`;
    if (operator === 'any' || operator === 'all') return `${operatorRule(operator).sql}${inParentheses(operand, sql)}`;
    const written = sql.operand(operand, operator);
    const { sql: symbol } = operatorRule(operator);
    return isSuffix ? written + symbol : symbol + written;
  },
  binary: (node, sql) => {
    const rule = sql.dialect.operators?.[node.operator] ?? (standardOperators as OperatorRules)[node.operator];
    return rule === undefined ? writeBinary(node, operatorRule(node.operator).sql, sql) : rule(node, sql);
  },
  list: ({ operator, clauses }, sql) => clauses.map((clause) => sql.operand(clause, operator)).join(operatorRule(operator).sql),
  tuple: ({ elements }, sql) => `(${sql.list(elements)})`,
  slice: ({ start, stop }, sql) => [start, stop].map((bound) => (bound === null ? '' : sql.write(bound))).join(':'),
} as const satisfies Partial<Rules>;

/**
 * `left symbol right`
 *
 * @example const operators: OperatorRules = { regexpMatch: (node, sql) => writeBinary(node, ' REGEXP ', sql) };
 */
export function writeBinary(node: BinaryNode, symbol: string, sql: SqlWriter): string {
  const [left, right] = writeOperands(node, sql);
  return left + symbol + right;
}

/** LIKE with its escape character. `symbol` has spaces around it. */
export function writeLike(node: BinaryNode, symbol: string, sql: SqlWriter): string {
  const left = writeOperand(node.left, node.operator, sql);
  return `${left}${symbol}${writePattern(node.right, node, sql)}${escapeClause(node, sql)}`;
}

function writePattern(pattern: SqlNode, node: BinaryNode, sql: SqlWriter): string {
  return isAffixPattern(pattern) ? sql.write(pattern) : writeOperand(pattern, node.operator, sql);
}

function escapeClause({ modifier }: BinaryNode, sql: SqlWriter): string {
  return modifier === null ? '' : ` ESCAPE ${sql.literal(modifier, string)}`;
}

/** LIKE that ignores case by comparing lower case with lower case. */
function writeLowerLike(node: BinaryNode, symbol: string, sql: SqlWriter): string {
  const pattern = isAffixPattern(node.right) ? sql.write(loweredPattern(node.right)) : lower(node.right, node, sql);
  return `${lower(node.left, node, sql)}${symbol}${pattern}${escapeClause(node, sql)}`;
}

function lower(node: SqlNode, { operator }: BinaryNode, sql: SqlWriter): string {
  return `lower(${writeOperand(node, operator, sql)})`;
}

/** `'%' || text || '%'` with the text in lower case. */
function loweredPattern(node: SqlNode): SqlNode {
  if (isPercent(node)) return node;
  if (isAffixPattern(node)) return { ...node, left: loweredPattern(node.left), right: loweredPattern(node.right) } as BinaryNode;
  return { kind: 'function', path: ['lower'], arguments: [node], orderBy: [], type: string } as SqlNode;
}

/** `left / CAST(right AS NUMERIC)`: most databases divide whole numbers to whole numbers. */
function writeQuotient(node: BinaryNode, sql: SqlWriter): string {
  const { right } = node;
  const type = typeOf(right);
  const isFraction = fractions.has(type.typeName);
  const left = writeOperand(node.left, 'div', sql);
  return `${left} / CAST(${writeOperand(right, 'div', sql)} AS ${sql.typeName(isFraction ? type : numeric)})`;
}

const fractions: ReadonlySet<string> = new Set(['Numeric', 'Float', 'Double']);

function writeFloorQuotient(node: BinaryNode, sql: SqlWriter): string {
  const written = writeBinary(node, ' / ', sql);
  return isWhole(typeOf(node.left)) && isWhole(typeOf(node.right)) ? written : `FLOOR(${written})`;
}

/** `left IN right`: the right side brings its parentheses, a query and a text excepted. */
function writeMembership(node: BinaryNode, symbol: string, sql: SqlWriter): string {
  const { left, right, operator } = node;
  return writeOperand(left, operator, sql) + symbol + inParentheses(right, sql);
}

const parenthesized: ReadonlySet<string> = new Set(['bind', 'tuple', 'scalarSubquery', 'grouping']);

function inParentheses(node: SqlNode, sql: SqlWriter): string {
  const isList = node.kind !== 'bind' || (node as { readonly isExpanding?: boolean }).isExpanding === true;
  return parenthesized.has(node.kind) && isList ? sql.write(node) : `(${sql.write(node)})`;
}

function writeBetween(node: BinaryNode, word: string, sql: SqlWriter): string {
  const { left, right, modifier, operator } = node;
  const [low, high] = (right as ListNode).clauses as readonly [SqlNode, SqlNode];
  const bounds = [low, high].map((bound) => writeOperands({ ...node, right: bound }, sql)[1]);
  return `${writeOperand(left, operator, sql)} ${word} ${modifier === null ? '' : `${modifier} `}${bounds.join(' AND ')}`;
}

/** `op()` keeps its precedence in front of the operator. */
function writeCustom(node: BinaryNode, sql: SqlWriter): string {
  const modifier = node.modifier as string;
  return writeBinary(node, ` ${rawSql(modifier.slice(modifier.indexOf(' ') + 1), sql.dialect)} `, sql);
}

function writeElement({ left, right, operator }: BinaryNode, sql: SqlWriter): string {
  const needsGrouping = operator === 'arrayGet' && !indexable.has(left.kind);
  const container = needsGrouping ? `(${writeStandalone(left, sql)})` : writeOperand(left, operator, sql);
  return `${container}[${right.kind === 'slice' ? sql.write(right) : listStandalone([right], sql)}]`;
}

/** What brackets may follow without parentheses. */
const indexable: ReadonlySet<string> = new Set(['column', 'binary', 'grouping', 'scalarSubquery']);

function noRegularExpressions(sql: SqlWriter): never {
  throw new UnsupportedCompilationError(`The dialect ${sql.dialect.name} does not support regular expressions.`);
}

/** What is more than its operands with a symbol between them. */
const standardOperators = {
  like: (node, sql) => writeLike(node, ' LIKE ', sql),
  notLike: (node, sql) => writeLike(node, ' NOT LIKE ', sql),
  ilike: (node, sql) => writeLowerLike(node, ' LIKE ', sql),
  notIlike: (node, sql) => writeLowerLike(node, ' NOT LIKE ', sql),
  between: (node, sql) => writeBetween(node, 'BETWEEN', sql),
  notBetween: (node, sql) => writeBetween(node, 'NOT BETWEEN', sql),
  in: (node, sql) => writeMembership(node, ' IN ', sql),
  notIn: (node, sql) => `(${writeMembership(node, ' NOT IN ', sql)})`,
  notMatch: (node, sql) => `NOT ${sql.write({ ...node, operator: 'match' } as BinaryNode)}`,
  regexpMatch: (node, sql) =>
    sql.dialect.paramStyle === 'named' ? writeBinary(node, ' <regexp> ', sql) : noRegularExpressions(sql),
  notRegexpMatch: (node, sql) =>
    sql.dialect.paramStyle === 'named' ? writeBinary(node, ' <not regexp> ', sql) : noRegularExpressions(sql),
  regexpReplace: ({ left, right }, sql) =>
    sql.dialect.paramStyle === 'named' ? `<regexp replace>(${sql.write(left)}, ${sql.write(right)})` : noRegularExpressions(sql),
  div: writeQuotient,
  floorDiv: writeFloorQuotient,
  custom: writeCustom,
  jsonGet: writeElement,
  jsonPathGet: writeElement,
  arrayGet: writeElement,
} as const satisfies OperatorRules;

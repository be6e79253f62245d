import { typeOf } from '../sql/coerce.ts';
import type { BinaryNode, BindNode, CastNode, GroupingNode, LabelNode, UnaryNode } from '../sql/nodes/expression-nodes.ts';
import type { AnyType, SqlNode } from '../sql/nodes/sql-node.ts';
import { type OperatorName, operatorRule } from '../sql/operators.ts';
import { isAffixLike, needsParentheses } from './parenthesize.ts';
import type { SqlWriter } from './rules.ts';

/** An operand: in parentheses where the operator around it binds more strongly, as a condition where AND and OR take one. */
export function writeOperand(node: SqlNode, around: OperatorName, sql: SqlWriter): string {
  const isCondition = around === 'and' || around === 'or';
  if (isCondition && isNumericBoolean(node, sql)) return `${sql.write(node)} = 1`;
  if (!isCondition && around !== 'not' && needsCase(node, sql)) return writeValue(node, sql);
  const written = sql.write(node);
  return needsParentheses(node, around) || isElementOperator(node, sql) ? `(${written})` : written;
}

/** Arrows bind no stronger than `||`. */
function isElementOperator(node: SqlNode, { dialect }: SqlWriter): boolean {
  if (dialect.elementOperators !== true || node.kind !== 'binary') return false;
  const { operator, type } = node as BinaryNode;
  return (operator === 'jsonGet' || operator === 'jsonPathGet') && type.typeName.startsWith('JSON');
}

/** A whole WHERE, HAVING or ON. */
export function writeCondition(node: SqlNode, sql: SqlWriter): string {
  if (isNumericBoolean(node, sql)) return `${sql.write(node)} = 1`;
  return isAffixLike(node) ? `(${sql.write(node)})` : sql.write(node);
}

/** Conditions that all must hold. */
export function writeConditions(nodes: readonly SqlNode[], sql: SqlWriter): string {
  if (nodes.length === 1) return writeCondition(nodes[0] as SqlNode, sql);
  return nodes.map((node) => writeOperand(node, 'and', sql)).join(' AND ');
}

/** Whether it is a value of the type Boolean, which is a number in this database and so no condition by itself. */
export function isNumericBoolean(node: SqlNode, { dialect }: SqlWriter): boolean {
  if (dialect.booleansAreNumbers !== true || typeOf(node).typeName !== 'Boolean') return false;
  return dialect.conditionsNeedCase === true ? !isComparison(node) : !conditions.has(node.kind);
}

/** A node where a value is due: a condition becomes a number where the database has no conditions among its values. */
export function writeValue(node: SqlNode, sql: SqlWriter): string {
  const written = sql.write(node);
  if (!needsCase(node, sql)) return written;
  const isKnown = knownConditions.has((node as UnaryNode).operator);
  return `CASE WHEN ${written} THEN 1 ${isKnown ? 'ELSE 0' : `WHEN NOT (${written}) THEN 0`} END`;
}

/** What is never NULL. */
const knownConditions: ReadonlySet<OperatorName> = new Set(['exists', 'is', 'isNot', 'isDistinctFrom', 'isNotDistinctFrom']);

function needsCase(node: SqlNode, { dialect }: SqlWriter): boolean {
  return dialect.conditionsNeedCase === true && isComparison(node);
}

/** Whether it is made by an operator that gives true or false. */
function isComparison(node: SqlNode): boolean {
  if (node.kind === 'grouping' || node.kind === 'label') return isComparison((node as GroupingNode | LabelNode).element);
  if (!conditions.has(node.kind)) return false;
  const { operator, type } = node as BinaryNode;
  return operatorRule(operator).isBoolean === true || (operator === 'custom' && type.typeName === 'Boolean');
}

const conditions: ReadonlySet<string> = new Set(['binary', 'unary', 'list', 'grouping']);

// Parameters that stand alone ------------------------------------------------------------------------------------------

/**
 * A node where nothing around it tells the server of what type a parameter is, such as the columns of a SELECT, the
 * arguments of a function and the results of CASE: a parameter there says its type (`$1::INTEGER`) where the database
 * needs to know.
 */
export function writeStandalone(node: SqlNode, sql: SqlWriter): string {
  const bind = bindInside(node);
  const written = writeValue(node, sql);
  return bind === null || sql.isInline ? written : (sql.dialect.castParameter?.(written, typeOf(node), sql) ?? written);
}

/** Nodes that stand alone, with commas between them. */
export function listStandalone(nodes: readonly SqlNode[], sql: SqlWriter): string {
  return nodes.map((node) => writeStandalone(node, sql)).join(', ');
}

/** Both operands of an operator. A parameter says its type unless the other operand does. */
export function writeOperands({ operator, left, right }: BinaryNode, sql: SqlWriter): readonly [left: string, right: string] {
  return [writeSide(left, right, operator, sql), writeSide(right, left, operator, sql)];
}

function writeSide(node: SqlNode, other: SqlNode, operator: OperatorName, sql: SqlWriter): string {
  if (bindInside(node) === null) return writeOperand(node, operator, sql);
  return mustSayType(node, other, operator) ? writeStandalone(node, sql) : sql.write(node);
}

function mustSayType(node: SqlNode, other: SqlNode, operator: OperatorName): boolean {
  if (bindInside(other) !== null || other.kind === 'constant') return true;
  const isComparison = operatorRule(operator).isBoolean === true;
  return isComparison ? differ(typeOf(node), typeOf(other)) : operator !== 'custom';
}

/** A fraction beside a whole number must not be read as a whole number. */
function differ(one: AnyType, other: AnyType): boolean {
  return numbers.has(one.typeName) && numbers.has(other.typeName) && one.typeName !== other.typeName;
}

const numbers: ReadonlySet<string> = new Set(['Integer', 'SmallInteger', 'BigInteger', 'Numeric', 'Float', 'Double']);

/** The single parameter that a node is written as; null: it is something else, or a list. */
function bindInside(node: SqlNode): BindNode | null {
  switch (node.kind) {
    case 'bind':
      return (node as BindNode).isExpanding ? null : (node as BindNode);
    case 'label':
      return bindInside((node as LabelNode).element);
    case 'grouping':
      return bindInside((node as GroupingNode).element);
    case 'cast':
      return (node as CastNode).form === 'coerce' ? bindInside((node as CastNode).element) : null;
    default:
      return null;
  }
}

import { ArgumentError } from '../errors/argument-errors.ts';
import { inferType } from '../types/infer-type.ts';
import { nullType } from '../types/null-type.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { ClauseElement } from './clause-element.ts';
import type { BindNode, ColumnNode, FunctionNode, LabelNode, ScalarSubqueryNode } from './nodes/expression-nodes.ts';
import { anonymousBind, constantNode } from './nodes/make-nodes.ts';
import type { AnyType, ExpressionNode, SqlNode, StatementNode } from './nodes/sql-node.ts';

/** The node of an operand: a clause's own, and for a value a parameter, whose type is that of the other operand. */
export function operandNode(value: unknown, other: SqlNode): SqlNode {
  if (ClauseElement.is(value)) return adopted(expressionNode(value), other);
  if (value === null) return constantNode(null);
  return valueBind(value, other);
}

/** A parameter of which no type is known has that of the other operand. */
function adopted(node: SqlNode, other: SqlNode): SqlNode {
  if (node.kind !== 'bind' || (node as BindNode).isTyped) return node;
  const type = typeOf(other);
  return type.typeName === 'NullType' ? node : typedBind(node as BindNode, type);
}

function typedBind(bind: BindNode, type: AnyType): BindNode {
  return { ...bind, type, isTyped: true };
}

/** A parameter for a value that is compared, added … with `other`. */
export function valueBind(value: unknown, other: SqlNode): BindNode {
  const type = typeOf(other);
  checkValue(value, type);
  const known = comparedType(type, value);
  return anonymousBind(bindStem(other), value, known, true);
}

/** A parameter for a value of which only itself is known. */
export function literalBind(value: unknown, stem = 'param'): BindNode {
  const type = inferType(value);
  checkValue(value, type);
  return anonymousBind(stem, value, type, true);
}

/** A clause as an operand: a query becomes one value, a label what it labels. */
export function expressionNode(clause: ClauseElement): SqlNode {
  const { node } = clause;
  if (node.kind === 'select' || node.kind === 'compound' || node.kind === 'textualSelect')
    return scalarSubqueryNode(node as StatementNode);
  if (node.kind === 'label') return (node as LabelNode).element;
  return node;
}

/** A query that stands for one value: that of its first column. */
export function scalarSubqueryNode(query: StatementNode): ScalarSubqueryNode {
  return { kind: 'scalarSubquery', query, type: firstType(query) };
}

function firstType(query: StatementNode): AnyType {
  const columns = (query as { readonly columns?: readonly SqlNode[] }).columns;
  if (columns !== undefined) return columns[0] === undefined ? nullType : typeOf(columns[0]);
  const first = (query as { readonly queries?: readonly StatementNode[] }).queries?.[0];
  return first === undefined ? nullType : firstType(first);
}

/** The type that a node has; `NullType` where it has none. */
export function typeOf(node: SqlNode): AnyType {
  return (node as Partial<ExpressionNode>).type ?? nullType;
}

/**
 * A condition, or a list of clauses where SQL is due.
 *
 * @throws ArgumentError for a string, which would be SQL by accident, and for any other value
 */
export function clauseNode(value: unknown, where: string): SqlNode {
  if (ClauseElement.is(value)) return value.node;
  if (value === undefined)
    throw new ArgumentError(`${where} got undefined. Leave the argument out, or build the condition in an if.`);
  if (typeof value === 'string') {
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
    throw new ArgumentError(
      `Textual SQL expression ${JSON.stringify(shown)} given to ${where} should be explicitly declared as text(${JSON.stringify(shown)}).`,
    );
  }
  throw new ArgumentError(`${where} takes SQL expressions, such as table.c.name.eq('x'); it got ${kindOfValue(value)}.`);
}

/** A condition: true and false are conditions as well. */
export function conditionNode(value: unknown, where: string): SqlNode {
  if (value === true || value === false) return constantNode(value);
  const node = clauseNode(value, where);
  return node.kind === 'label' ? (node as LabelNode).element : node;
}

// Values -------------------------------------------------------------------------------------------------------------

/** Refuses a value that would mean something else in SQL than it says, or nothing. */
function checkValue(value: unknown, type: AnyType): void {
  if (value === undefined) throw new ArgumentError('A value in an SQL expression is undefined. Give null for SQL NULL.');
  if (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol') return;
  if (value instanceof Date || value instanceof Uint8Array || takesObjects(type)) return;
  throw new ArgumentError(
    `${kindOfValue(value)} is no SQL value. Give one of its fields, or use a column type that takes objects, such as t.JSON.`,
  );
}

/** Types that nobody knows to take scalar values only. */
function takesObjects(type: AnyType): boolean {
  return !scalarTypes.has(type.typeName);
}

const scalarTypes = new Set([
  'NullType',
  'Integer',
  'SmallInteger',
  'BigInteger',
  'Numeric',
  'Float',
  'Double',
  'String',
  'Text',
  'Unicode',
  'UnicodeText',
  'Boolean',
  'DateTime',
  'Date',
  'Time',
  'Enum',
  'Uuid',
  'LargeBinary',
]);

/** The type of a value beside an expression of some type: that type, unless it is unknown or too narrow for the value. */
function comparedType(type: AnyType, value: unknown): AnyType {
  if (type.typeName === 'NullType') return inferType(value);
  const isFraction = typeof value === 'number' && !Number.isInteger(value);
  return isFraction && type.typeName.endsWith('Integer') ? inferType(value) : type;
}

/** What the name of a parameter beside this node is made of. */
function bindStem(node: SqlNode): string {
  switch (node.kind) {
    case 'column':
      return (node as ColumnNode).name;
    case 'bind':
      return (node as BindNode).name;
    case 'function':
      return (node as FunctionNode).path.at(-1) ?? 'param';
    case 'label':
      return (node as LabelNode).name ?? 'param';
    default:
      return 'param';
  }
}

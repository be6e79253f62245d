import { ArgumentError } from '../errors/argument-errors.ts';
import { inferType } from '../types/infer-type.ts';
import { nullType } from '../types/null-type.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { ClauseElement, clauseOf } from './clause-element.ts';
import type {
  BindNode,
  ColumnNode,
  FunctionNode,
  LabelNode,
  LiteralColumnNode,
  ScalarSubqueryNode,
} from './nodes/expression-nodes.ts';
import { anonymousBind, constantNode } from './nodes/make-nodes.ts';
import type { AnyType, ExpressionNode, SqlNode, StatementNode } from './nodes/sql-node.ts';

/** The node of an operand: a clause's own, and for a value a parameter, whose type is that of the other operand. */
export function operandNode(value: unknown, other: SqlNode): SqlNode {
  if (ClauseElement.is(value)) return adoptedBind(expressionNode(value), other);
  if (value === null) return constantNode(null);
  return valueBind(value, other);
}

/** A parameter of which no type is known has that of the other operand. */
export function adoptedBind(node: SqlNode, other: SqlNode): SqlNode {
  if (node.kind !== 'bind' || (node as BindNode).isTyped) return node;
  const type = typeOf(other);
  return type.typeName === 'NullType' ? node : typedBind(node as BindNode, type.operandType ?? type);
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
  refuseWhatHasNoValue(node);
  if (node.kind === 'select' || node.kind === 'compound' || node.kind === 'textualSelect')
    return scalarSubqueryNode(node as StatementNode);
  if (node.kind === 'label') return (node as LabelNode).element;
  return node;
}

function refuseWhatHasNoValue(node: SqlNode): void {
  if ('identity' in node)
    throw new ArgumentError('A table, an alias or a subquery is no value. Use one of its columns, or query.scalarSubquery().');
  if (node.kind === 'insert' || node.kind === 'update' || node.kind === 'delete')
    throw new ArgumentError(`${node.kind.toUpperCase()} is no value: it can only be executed.`);
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
  const clause = clauseOf(value);
  if (clause !== null) return clause.node;
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

/** A clause that has a value: no table, which some databases would take for a row of it, and no INSERT. */
export function expressionClause(value: unknown, where: string): SqlNode {
  const node = clauseNode(value, where);
  refuseWhatHasNoValue(node);
  return node;
}

/** A condition. A boolean is what JavaScript made of a comparison: it would find all rows, or none, and nobody would know. */
export function conditionNode(value: unknown, where: string): SqlNode {
  if (typeof value === 'boolean')
    throw new ArgumentError(
      `${where} got ${value}, which JavaScript compared, not the database. Write User.c.name.eq('x') for User.c.name === 'x', or ${value}_() if ${value} is meant.`,
    );
  const node = expressionClause(value, where);
  return node.kind === 'label' ? (node as LabelNode).element : node;
}

// Values -------------------------------------------------------------------------------------------------------------

/** Refuses a value that would mean something else in SQL than it says, or nothing. */
export function checkValue(value: unknown, type: AnyType): void {
  if (value === undefined) throw new ArgumentError('A value in an SQL expression is undefined. Give null for SQL NULL.');
  if (value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol')) return;
  if (value instanceof Date || value instanceof Uint8Array || type.takesObjects === true) return;
  throw new ArgumentError(
    `${kindOfValue(value)} is no SQL value. Give one of its fields, or use a column type that takes objects, such as t.JSON.`,
  );
}

/** The type of a value beside an expression of some type: that type, unless it is unknown or too narrow for the value. */
function comparedType(type: AnyType, value: unknown): AnyType {
  if (type.typeName === 'NullType') return inferType(value);
  if (type.coerceComparedValue !== undefined) return type.coerceComparedValue(value);
  return type.typeName.endsWith('Integer') && isBeyond(type, value) ? inferType(value) : (type.operandType ?? type);
}

/** A fraction, or more digits than the type has: the server must not read it as one of that type. */
function isBeyond({ typeName }: AnyType, value: unknown): boolean {
  if (typeof value === 'number' && !Number.isInteger(value)) return true;
  if (typeName === 'BigInteger' || (typeof value !== 'number' && typeof value !== 'bigint')) return false;
  return value > 2 ** 31 - 1 || value < -(2 ** 31);
}

/** What the name of a parameter beside this node is made of. */
export function bindStem(node: SqlNode): string {
  switch (node.kind) {
    case 'column':
      return (node as ColumnNode).name;
    case 'bind':
      return (node as BindNode).name;
    case 'function':
      return (node as FunctionNode).path.at(-1) ?? 'param';
    case 'literalColumn':
      return (node as LiteralColumnNode).text;
    default:
      return 'param';
  }
}

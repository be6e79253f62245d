import { findColumnByNode } from '../../schema/foreign-key-resolution.ts';
import type {
  BinaryNode,
  BindNode,
  ColumnNode,
  ConstantNode,
  GroupingNode,
  ListNode,
  TupleNode,
  UnaryNode,
} from '../../sql/nodes/expression-nodes.ts';
import type { AnyType, SqlNode } from '../../sql/nodes/sql-node.ts';
import { typeOf } from '../../sql/coerce.ts';
import { Entity, plainColumn } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from '../state/instance-state.ts';

/** In place of a value: the object does not know it, so that nothing can be said. */
export const unknownValue: unique symbol = Symbol('unknown value');

/** The value of an expression for an object; null is SQL's NULL, which of conditions is neither true nor false. */
export type Evaluate = (state: InstanceState) => unknown;

/** What an evaluation is made for. */
export interface EvaluationTask {
  readonly mapper: Mapper;
  /** What the execution gives for named parameters. */
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * Whether only that may be evaluated on which every database agrees with JavaScript: numbers and truth values, no texts,
   * which databases compare as their collations say.
   */
  readonly isStrict: boolean;
}

/** Why an expression cannot be evaluated here. */
export interface NotEvaluable {
  readonly reason: string;
}

/** Evaluates an expression as SQL would, by three-valued logic; or says why it cannot. */
export function evaluatorOf(node: SqlNode, task: EvaluationTask): Evaluate | NotEvaluable {
  try {
    return make(node, task);
  } catch (error) {
    if (error instanceof Unevaluatable) return { reason: error.message };
    throw error;
  }
}

class Unevaluatable extends Error {}

function refuse(what: string): never {
  throw new Unevaluatable(what);
}

function make(node: SqlNode, task: EvaluationTask): Evaluate {
  switch (node.kind) {
    case 'constant': {
      const { value } = node as ConstantNode;
      return () => value;
    }
    case 'bind':
      return bound(node as BindNode, task);
    case 'column':
      return column(node as ColumnNode, task);
    case 'grouping':
      return make((node as GroupingNode).element, task);
    case 'list':
      return list(node as ListNode, task);
    case 'unary':
      return unary(node as UnaryNode, task);
    case 'binary':
      return binary(node as BinaryNode, task);
    default:
      return refuse(`Cannot evaluate ${node.kind}`);
  }
}

function bound({ name, isGiven, isAnonymous, value }: BindNode, { params }: EvaluationTask): Evaluate {
  if (!isAnonymous && Object.hasOwn(params, name)) return () => params[name];
  if (!isGiven) refuse(`Cannot evaluate parameter ${name}, which has no value`);
  return () => value;
}

function column(node: ColumnNode, { mapper }: EvaluationTask): Evaluate {
  const { entity } = node;
  if (entity !== undefined && !(entity instanceof Entity && entity.isClass && mapper.isA(entity.mapper)))
    refuse(`Cannot evaluate criteria against another class: ${node.name}`);
  const plain = plainColumn(node);
  const found = plain.from?.kind === 'table' ? findColumnByNode(plain) : null;
  const property = found === null ? undefined : mapper.columnProperty(found);
  if (property === undefined) return refuse(`Cannot evaluate column: ${node.name}`);
  const { slot } = property;
  return (state) => (state.values[slot] === undefined || state.isStale(slot) ? unknownValue : state.values[slot]);
}

function list({ operator, clauses }: ListNode, task: EvaluationTask): Evaluate {
  if (operator !== 'and' && operator !== 'or') return refuse(`Cannot evaluate clauselist with operator ${operator}`);
  const parts = clauses.map((clause) => make(clause, task));
  const deciding = operator === 'or';
  return (state) =>
    decided(
      parts.map((part) => part(state)),
      deciding,
    );
}

/** One answer decides, whatever the others are; else what is not known leaves it open, and then NULL. */
function decided(answers: readonly unknown[], deciding: boolean): unknown {
  if (answers.includes(deciding)) return deciding;
  if (answers.includes(unknownValue)) return unknownValue;
  return answers.includes(null) ? null : !deciding;
}

function unary({ operator, operand }: UnaryNode, task: EvaluationTask): Evaluate {
  if (operator !== 'not') return refuse(`Cannot evaluate operator ${operator}`);
  const inner = make(operand, task);
  return (state) => {
    const value = inner(state);
    return value === null || value === unknownValue ? value : value !== true;
  };
}

// Operators --------------------------------------------------------------------------------------------------------------

type Compare = (left: Comparable, right: Comparable) => boolean;
type Comparable = number | bigint | string | boolean;

const comparisons: Readonly<Record<string, Compare>> = {
  eq: (left, right) => isSame(left, right),
  ne: (left, right) => !isSame(left, right),
  lt: (left, right) => left < right,
  le: (left, right) => left <= right,
  gt: (left, right) => left > right,
  ge: (left, right) => left >= right,
};

function binary(node: BinaryNode, task: EvaluationTask): Evaluate {
  const { operator, left, right } = node;
  if (operator === 'is' || operator === 'isNot') return identity(node, task);
  if (operator === 'in' || operator === 'notIn') return membership(node, task);
  if (operator === 'isDistinctFrom' || operator === 'isNotDistinctFrom') return distinction(node, task);
  if (operator === 'between' || operator === 'notBetween') return range(node, task);
  const compare = comparisons[operator];
  if (compare === undefined) return arithmetic(node, task);
  const [one, other] = [operand(left, right, task), operand(right, left, task)];
  return (state) => strictly(one(state), other(state), compare);
}

/** A side of a comparison. */
function operand(node: SqlNode, other: SqlNode, task: EvaluationTask): Evaluate {
  const evaluate = make(node, task);
  if (isNull(node)) return evaluate;
  const type = knownType(node, other);
  const { typeName } = type;
  if (!isPlainType(type) || (!exactTypes.has(typeName) && (task.isStrict || !looseTypes.has(typeName))))
    refuse(`Cannot evaluate values of type ${typeName}`);
  return (state) => comparable(evaluate(state));
}

/** A value is compared as what it is compared with. */
function knownType(node: SqlNode, other: SqlNode): AnyType {
  return node.kind === 'bind' && other.kind === 'column' ? typeOf(other) : typeOf(node);
}

function isNull(node: SqlNode): boolean {
  return node.kind === 'constant' && (node as ConstantNode).value === null;
}

/** Whether values are for the database what they are here: no type around another one, no variant for a dialect. */
export function isPlainType({ implIn, inDialect }: AnyType): boolean {
  return implIn === undefined && inDialect === undefined;
}

const exactTypes: ReadonlySet<string> = new Set(['Integer', 'SmallInteger', 'BigInteger', 'Boolean']);
const looseTypes: ReadonlySet<string> = new Set([
  'Uuid',
  'String',
  'Text',
  'Unicode',
  'Enum',
  'Float',
  'Double',
  'DateTime',
  'Date',
  'Time',
]);

function comparable(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

function strictly(left: unknown, right: unknown, combine: (left: Comparable, right: Comparable) => unknown): unknown {
  if (left === unknownValue || right === unknownValue) return unknownValue;
  if (left === null || right === null) return null;
  return combine(left as Comparable, right as Comparable);
}

function isSame(left: Comparable, right: Comparable): boolean {
  // Of a number and a bigint, too: neither is rounded.
  // biome-ignore lint/suspicious/noDoubleEquals: 5 and 5n are the same number.
  return typeof left === typeof right ? left === right : left == right;
}

/** NULL is a value like any other. */
function distinction({ operator, left, right }: BinaryNode, task: EvaluationTask): Evaluate {
  const [one, other] = [operand(left, right, task), operand(right, left, task)];
  return (state) => {
    const [a, b] = [one(state), other(state)];
    if (a === unknownValue || b === unknownValue) return unknownValue;
    const isEqual = a === null || b === null ? a === b : isSame(a as Comparable, b as Comparable);
    return isEqual === (operator === 'isNotDistinctFrom');
  };
}

/** `x BETWEEN a AND b` is `x >= a AND x <= b`. */
function range({ operator, left, right, modifier }: BinaryNode, task: EvaluationTask): Evaluate {
  const [low, high] = (right as ListNode).clauses as readonly [SqlNode, SqlNode];
  if (modifier !== null) return refuse(`Cannot evaluate BETWEEN ${modifier}`);
  const value = operand(left, low, task);
  const [least, most] = [operand(low, left, task), operand(high, left, task)];
  return (state) => {
    const tests = [strictly(value(state), least(state), (a, b) => a >= b), strictly(value(state), most(state), (a, b) => a <= b)];
    const isInside = decided(tests, false);
    return typeof isInside === 'boolean' ? isInside === (operator === 'between') : isInside;
  };
}

/** IS and IS NOT: never NULL. */
function identity({ operator, left, right }: BinaryNode, task: EvaluationTask): Evaluate {
  if (right.kind !== 'constant') return refuse('Cannot evaluate IS with anything but NULL, TRUE and FALSE');
  const one = make(left, task);
  const { value: wanted } = right as ConstantNode;
  return (state) => {
    const value = one(state);
    return value === unknownValue ? unknownValue : (value === wanted) === (operator === 'is');
  };
}

function membership({ operator, left, right }: BinaryNode, task: EvaluationTask): Evaluate {
  const one = operand(left, left, task);
  const elements = elementsOf(right, task);
  return (state) => {
    const values = elements(state);
    let isThere: unknown = false;
    for (const element of values) {
      const same = strictly(one(state), comparable(element), isSame);
      if (same === true || same === unknownValue) return same === true ? operator === 'in' : same;
      if (same === null) isThere = null;
    }
    return isThere === null ? null : operator === 'notIn';
  };
}

function elementsOf(node: SqlNode, task: EvaluationTask): (state: InstanceState) => readonly unknown[] {
  if (node.kind === 'tuple') {
    const parts = (node as TupleNode).elements.map((element) => make(element, task));
    return (state) => parts.map((part) => part(state));
  }
  if (node.kind !== 'bind') return refuse('Cannot evaluate IN with a query');
  const evaluate = bound(node as BindNode, task);
  return (state) => evaluate(state) as readonly unknown[];
}

/** Sums of whole numbers, as long as they are exact. */
function arithmetic({ operator, left, right, type }: BinaryNode, task: EvaluationTask): Evaluate {
  const combine = sums[operator];
  if (combine === undefined || !wholeNumbers.has(type.typeName)) return refuse(`Cannot evaluate operator ${operator}`);
  const [one, other] = [operand(left, right, task), operand(right, left, task)];
  return (state) => strictly(one(state), other(state), (a, b) => sum(a, b, combine));
}

const wholeNumbers: ReadonlySet<string> = new Set(['Integer', 'SmallInteger']);

const sums: Readonly<Record<string, (left: number, right: number) => number>> = {
  add: (left, right) => left + right,
  sub: (left, right) => left - right,
  mul: (left, right) => left * right,
};

function sum(left: Comparable, right: Comparable, combine: (left: number, right: number) => number): unknown {
  if (typeof left !== 'number' || typeof right !== 'number') return unknownValue;
  const result = combine(left, right);
  return Number.isSafeInteger(result) ? result : unknownValue;
}

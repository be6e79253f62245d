import { boolean } from '../../types/boolean.ts';
import { nullType } from '../../types/null-type.ts';
import { type OperatorName, operatorRule } from '../operators.ts';
import type { BinaryNode, BindNode, ConstantNode, ListNode, UnaryNode } from './expression-nodes.ts';
import type { AnyType, SqlNode } from './sql-node.ts';

const constants = {
  null: Object.freeze<ConstantNode>({ kind: 'constant', value: null, type: nullType }),
  true: Object.freeze<ConstantNode>({ kind: 'constant', value: true, type: boolean }),
  false: Object.freeze<ConstantNode>({ kind: 'constant', value: false, type: boolean }),
};

/** NULL, true or false. */
export function constantNode(value: null | boolean): ConstantNode {
  return value === null ? constants.null : value ? constants.true : constants.false;
}

/** A parameter with a value and a made-up name that begins with `stem`. */
export function anonymousBind(stem: string, value: unknown, type: AnyType, isTyped: boolean): BindNode {
  return { kind: 'bind', name: nameFrom(stem), isAnonymous: true, value, isGiven: true, isExpanding: false, isTyped, type };
}

/** A parameter whose value is found out when it is sent. */
export function lateBind(stem: string, type: AnyType, valueNow: () => unknown): BindNode {
  return {
    ...anonymousBind(stem, null, type, true),
    get value() {
      return valueNow();
    },
  };
}

/** A name is shown behind a colon: without spaces and parentheses. */
function nameFrom(stem: string): string {
  return legalStem.test(stem) ? stem : stem.replace(/[%() $\0]+/g, '_').replace(/^_+|_+$/g, '') || 'param';
}

const legalStem = /^\w+$/;

export function binaryNode(
  operator: OperatorName,
  left: SqlNode,
  right: SqlNode,
  type: AnyType,
  modifier: string | null = null,
): BinaryNode {
  return { kind: 'binary', operator, left, right, modifier, type };
}

export function unaryNode(operator: OperatorName, operand: SqlNode, type: AnyType, isSuffix = false): UnaryNode {
  return { kind: 'unary', operator, isSuffix, operand, type };
}

/** Clauses joined by AND or OR; lists of the same operator inside become part of it, constants that decide nothing are left out. */
export function booleanList(operator: 'and' | 'or', clauses: readonly SqlNode[]): SqlNode {
  const flat = clauses.flatMap((clause) => (isList(clause, operator) ? clause.clauses : [clause]));
  const neutral = operator === 'and';
  const deciding = flat.filter((clause) => !(clause.kind === 'constant' && (clause as ConstantNode).value === neutral));
  const decided = deciding.find((clause) => clause.kind === 'constant' && (clause as ConstantNode).value === !neutral);
  if (decided !== undefined) return decided;
  if (deciding.length <= 1) return deciding[0] ?? flat[0] ?? constantNode(neutral);
  return listNode(operator, deciding);
}

function listNode(operator: ListNode['operator'], clauses: readonly SqlNode[]): ListNode {
  return { kind: 'list', operator, clauses, type: boolean };
}

function isList(node: SqlNode, operator: string): node is ListNode {
  return node.kind === 'list' && (node as ListNode).operator === operator;
}

const opposites = new WeakMap<SqlNode, SqlNode>();

/** A condition whose opposite is not its negation: one that brings a table of its own into FROM. */
export function withOpposite<Node extends SqlNode>(node: Node, opposite: SqlNode): Node {
  opposites.set(node, opposite);
  return node;
}

/** The opposite of a condition: by the operator that says it where there is one, else by NOT. */
export function negatedNode(node: SqlNode): SqlNode {
  const known = opposites.get(node);
  if (known !== undefined) return known;
  if (node.kind === 'binary') {
    const { operator, left, right, type, modifier } = node as BinaryNode;
    const { negation } = operatorRule(operator);
    if (negation !== undefined) return binaryNode(negation, left, right, type, modifier);
  }
  if (node.kind === 'constant' && (node as ConstantNode).value !== null) return constantNode(!(node as ConstantNode).value);
  if (node.kind === 'unary' && (node as UnaryNode).operator === 'not') return (node as UnaryNode).operand;
  return unaryNode('not', node, boolean);
}

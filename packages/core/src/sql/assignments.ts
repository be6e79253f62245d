import { checkNamedValues } from './named-values.ts';
import { CompileError } from '../errors/compile-errors.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { inferType } from '../types/infer-type.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { ClauseElement, clauseOf, type FromElement, type FromSource } from './clause-element.ts';
import { expressionNode } from './coerce.ts';
import type { BindNode, ColumnNode } from './nodes/expression-nodes.ts';
import { anonymousBind } from './nodes/make-nodes.ts';
import type { FromNode, SqlNode } from './nodes/sql-node.ts';
import type { AssignmentsNode } from './nodes/statement-nodes.ts';

/**
 * Values by the keys of columns as targets and values of one row or of SET.
 *
 * @param where the method that was called, for errors
 * @throws CompileError for a key that is no column, ArgumentError for a value that is undefined
 */
export function assignments(table: FromElement, values: object, where: string): AssignmentsNode {
  checkNamedValues(values, where);
  const columns = columnsOf(table);
  const targets: SqlNode[] = [];
  const nodes: SqlNode[] = [];
  for (const key of Object.keys(values)) {
    const column = columns[key]?.node;
    if (column?.kind !== 'column') throw unconsumed(key, columns, where);
    targets.push(column);
    nodes.push(assignedNode(column, (values as Readonly<Record<string, unknown>>)[key], where));
  }
  return { kind: 'assignments', targets, values: nodes, isOrdered: false };
}

/** Adds values to those that are there; what is given again replaces what was given before. */
export function mergedAssignments(base: AssignmentsNode | null, added: AssignmentsNode): AssignmentsNode {
  if (base === null || base.targets.length === 0) return added;
  const isReplaced = (target: SqlNode) => added.targets.includes(target);
  const kept = base.targets.map((_target, index) => index).filter((index) => !isReplaced(base.targets[index] as SqlNode));
  return {
    kind: 'assignments',
    targets: [...kept.map((index) => base.targets[index] as SqlNode), ...added.targets],
    values: [...kept.map((index) => base.values[index] as SqlNode), ...added.values],
    isOrdered: base.isOrdered || added.isOrdered,
  };
}

/** The node of a value for a column: a parameter that has the column's name and type, or the SQL that was given. */
export function assignedNode(column: ColumnNode, value: unknown, where: string): SqlNode {
  if (value === undefined)
    throw new ArgumentError(`${where} got undefined for "${column.key}". Give null for SQL NULL, or leave the key out.`);
  if (!ClauseElement.is(value)) return valueNode(column, value, where);
  const node = expressionNode(value);
  if ('identity' in node)
    throw new ArgumentError(`${where} got a table for "${column.key}". Give one of its columns, or a query of one value.`);
  if (node.kind === 'bind' && !(node as BindNode).isTyped)
    return { ...(node as BindNode), type: column.type, isTyped: true } as BindNode;
  return node;
}

function valueNode(column: ColumnNode, value: unknown, where: string): BindNode {
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new ArgumentError(`${where} got ${kindOfValue(value)} for "${column.key}". Call it, and give what it returns.`);
  const type = column.type.typeName === 'NullType' ? inferType(value) : column.type;
  return anonymousBind(column.key, value, type, true);
}

interface Columned {
  readonly c: Readonly<Record<string, { readonly node: ColumnNode }>>;
}

/** The columns of a table by their keys. */
export function columnsOf(table: FromElement): Columned['c'] {
  return (table as unknown as Columned).c;
}

/** The column of a table that a key or a column stands for. */
export function columnOf(table: FromElement, given: unknown, where: string): ColumnNode {
  const columns = columnsOf(table);
  if (typeof given === 'string') {
    const column = columns[given]?.node;
    if (column?.kind !== 'column') throw unconsumed(given, columns, where);
    return column;
  }
  if (ClauseElement.is(given) && given.node.kind === 'column') return given.node as ColumnNode;
  throw new ArgumentError(`${where} takes columns, or their keys; it got ${kindOfValue(given)}.`);
}

/** The table of a statement that writes. */
export function targetNode(table: FromSource, where: string): FromNode {
  const node = clauseOf(table)?.node ?? null;
  if (node !== null && 'identity' in node) return node as FromNode;
  throw new ArgumentError(`${where} takes a table; it got ${kindOfValue(table)}.`);
}

function unconsumed(key: string, columns: Columned['c'], where: string): CompileError {
  // What is made when it is read is no column, and may be an error.
  const isColumn = ([, { value }]: [string, PropertyDescriptor]): boolean => value?.node?.kind === 'column';
  const keys = Object.entries(Object.getOwnPropertyDescriptors(columns)).filter(isColumn);
  const names = keys.map(([name]) => name).join(', ');
  return new CompileError(`Unconsumed column names: ${key}. ${where} takes keys of the table's columns: ${names}.`);
}

import { type AnyColumn, Column } from '../../schema/column.ts';
import { Table } from '../../schema/table.ts';
import type { BinaryNode, ColumnNode, FunctionNode, ListNode } from '../../sql/nodes/expression-nodes.ts';
import { childNodes } from '../../sql/nodes/child-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { ExpressionNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import { type Entity, plainColumn } from './entity.ts';
import { marksOf } from './join-annotations.ts';

/** A column where it stands in a join condition. What it is there is found out bit by bit. */
export interface Occurrence {
  /** Stands in the condition once, and nowhere else. */
  readonly node: SqlNode;
  readonly column: AnyColumn;
  isForeign: boolean;
  isRemote: boolean;
}

/** Two things compared in a join condition, be it by a function of both, by the columns that are in them. */
export interface Comparison {
  readonly operator: string;
  readonly left: readonly Occurrence[];
  readonly right: readonly Occurrence[];
  /** Whether both are columns and nothing else. */
  readonly isPlain: boolean;
}

/** A join condition taken apart. */
export interface ReadCondition {
  readonly node: SqlNode;
  readonly occurrences: readonly Occurrence[];
  readonly comparisons: readonly Comparison[];
  /** Whether it is nothing but columns that are equal to columns, joined by AND. */
  readonly isPlainEqualities: boolean;
}

/**
 * Takes a condition apart; its columns become those of tables, whatever class they were taken from. Those of the alias that
 * a relationship leads to are on the other side.
 */
export function readCondition(condition: SqlNode, alias: Entity | null = null): ReadCondition {
  const byNode = new Map<SqlNode, Occurrence>();
  const change = (node: SqlNode): SqlNode => {
    if (node.kind !== 'column') return mapChildren(node, change);
    const aliased = alias === null ? null : columnOfAlias(node as ColumnNode, alias);
    const column = aliased ?? tableColumn(node as ColumnNode);
    if (column === null) return node;
    const copy = { ...column.node };
    const marks = marksOf(node);
    const isRemote = aliased !== null || marks?.isRemote === true;
    byNode.set(copy, { node: copy, column, isForeign: marks?.isForeign === true, isRemote });
    return copy;
  };
  const node = change(condition);
  const comparisons = comparisonsIn(node, byNode);
  return { node, occurrences: [...byNode.values()], comparisons, isPlainEqualities: isPlainEqualities(node, byNode) };
}

/** The column of a table that a node stands for by itself, rather than through an alias or a subquery. */
export function tableColumn(node: ColumnNode): AnyColumn | null {
  const { from, key } = plainColumn(node);
  if (from === null || !Table.is(from.identity)) return null;
  const column = (from.identity.c as Readonly<Record<string, unknown>>)[key];
  return Column.is(column) ? column : null;
}

function columnOfAlias(node: ColumnNode, alias: Entity): AnyColumn | null {
  const plain = plainColumn(node);
  return (
    alias.mapper.columns.find((property) => alias.has(property) && plainColumn(alias.column(property)) === plain)?.column ?? null
  );
}

function comparisonsIn(node: SqlNode, byNode: ReadonlyMap<SqlNode, Occurrence>): readonly Comparison[] {
  const inside = childNodes(node).flatMap((child) => comparisonsIn(child, byNode));
  if (node.kind === 'function') {
    const [left = none, ...right] = (node as FunctionNode).arguments.map((argument) => columnsIn(argument, byNode));
    return [...inside, { operator: 'function', left, right: right.flat(), isPlain: false }];
  }
  if (node.kind !== 'binary' || (node as ExpressionNode).type.typeName !== 'Boolean') return inside;
  const { operator, left, right } = node as BinaryNode;
  const isPlain = byNode.has(left) && byNode.has(right);
  return [...inside, { operator, left: columnsIn(left, byNode), right: columnsIn(right, byNode), isPlain }];
}

const none: readonly Occurrence[] = [];

function columnsIn(node: SqlNode, byNode: ReadonlyMap<SqlNode, Occurrence>): readonly Occurrence[] {
  const own = byNode.get(node);
  return own !== undefined ? [own] : childNodes(node).flatMap((child) => columnsIn(child, byNode));
}

function isPlainEqualities(node: SqlNode, byNode: ReadonlyMap<SqlNode, Occurrence>): boolean {
  if (node.kind === 'list')
    return (node as ListNode).operator === 'and' && (node as ListNode).clauses.every((one) => isPlainEqualities(one, byNode));
  if (node.kind !== 'binary') return false;
  const { operator, left, right } = node as BinaryNode;
  return operator === 'eq' && byNode.has(left) && byNode.has(right);
}

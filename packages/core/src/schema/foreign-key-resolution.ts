import { NoReferencedTableError } from '../errors/invalid-request-errors.ts';
import type { ColumnNode } from '../sql/nodes/expression-nodes.ts';
import type { FromNode } from '../sql/nodes/sql-node.ts';
import { type AnyColumn, Column } from './column.ts';
import type { ForeignKeyConstraint } from './constraint.ts';
import type { ForeignKeyElement } from './foreign-key-element.ts';
import { Table } from './table.ts';

/** One foreign key between two FROM clauses: for each of its columns the one referred to, then the one that refers. */
export interface ForeignKeyLink {
  readonly constraint: ForeignKeyConstraint;
  readonly pairs: readonly (readonly [referred: ColumnNode, referring: ColumnNode])[];
}

/**
 * The foreign keys by which two FROM clauses can be joined: those of the right one that refer to the left one, then the
 * other way round. The columns are those of the clauses given, whatever tables they pass on.
 */
export function foreignKeyLinks(left: FromNode, right: FromNode): readonly ForeignKeyLink[] {
  const forward = linksFrom(right, left);
  return left.identity === right.identity ? forward : [...forward, ...linksFrom(left, right)];
}

/** The column of a table that a node stands for, through aliases and subqueries; null for anything else. */
export function findColumnByNode(node: ColumnNode): AnyColumn | null {
  const { from } = node;
  if (from !== null && Table.is(from.identity)) {
    const column = (from.identity.c as Readonly<Record<string, unknown>>)[node.key];
    return Column.is(column) ? column : null;
  }
  return node.origin === null ? null : findColumnByNode(node.origin);
}

function linksFrom(referring: FromNode, referred: FromNode): readonly ForeignKeyLink[] {
  const targets = byColumn(referred);
  const pairs = new Map<ForeignKeyConstraint, (readonly [ColumnNode, ColumnNode])[]>();
  for (const [column, node] of byColumn(referring)) {
    for (const { constraint, target } of targetsOf(column)) {
      const found = targets.get(target);
      if (found === undefined) continue;
      const list = pairs.get(constraint) ?? [];
      list.push([found, node]);
      pairs.set(constraint, list);
    }
  }
  return [...pairs].map(([constraint, of]) => ({ constraint, pairs: of }));
}

/** The table columns that a FROM clause has, each with its node there. */
function byColumn({ identity }: FromNode): ReadonlyMap<AnyColumn, ColumnNode> {
  const columns = new Map<AnyColumn, ColumnNode>();
  for (const node of identity.columnNodes as readonly ColumnNode[]) {
    const column = findColumnByNode(node);
    if (column !== null && !columns.has(column)) columns.set(column, node);
  }
  return columns;
}

interface Target {
  readonly constraint: ForeignKeyConstraint;
  readonly target: AnyColumn;
}

function targetsOf(column: AnyColumn): readonly Target[] {
  const { table } = column;
  if (!Table.is(table)) return [];
  return table.foreignKeyConstraints.flatMap((constraint) =>
    constraint.elements
      .filter(({ parent }) => parent === column)
      .flatMap((element) => {
        const target = definedTarget(element);
        return target === null ? [] : [{ constraint, target }];
      }),
  );
}

/** A foreign key whose table is not defined joins nothing here. */
function definedTarget(element: ForeignKeyElement<AnyColumn>): AnyColumn | null {
  try {
    return element.column;
  } catch (error) {
    if (error instanceof NoReferencedTableError) return null;
    throw error;
  }
}

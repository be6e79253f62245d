import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { childNodes } from '../../sql/nodes/child-nodes.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { anonymousBind, binaryNode } from '../../sql/nodes/make-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { AssignmentsNode, DeleteNode, InsertNode, SelectNode, UpdateNode } from '../../sql/nodes/statement-nodes.ts';
import { boolean } from '../../types/boolean.ts';
import { Entity, plainColumn } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';

/** A statement that writes. */
export type DmlNode = InsertNode | UpdateNode | DeleteNode;

/**
 * A statement that writes a class as one that writes the class's own table, and no rows of other classes in it. What it
 * returns is left as it is.
 */
export function writtenTable(statement: DmlNode): DmlNode {
  const { table } = statement;
  if (table.kind !== 'entity') return statement;
  const entity = table.identity as Entity;
  const { mapper } = entity;
  if (!entity.isClass)
    throw new ArgumentError(
      `${statement.kind.toUpperCase()} is for a class, not for an alias of one: give ${mapper.name} itself.`,
    );
  const node = mapper.table.node as FromNode;
  if (statement.kind === 'insert') return { ...statement, table: node, rows: statement.rows.map((row) => ownRow(row, mapper)) };
  if (statement.kind === 'update' && statement.values !== null) checkTargets(statement.values as AssignmentsNode, mapper);
  const { criterion } = entity;
  const where = [...joinedParents(statement, mapper), ...statement.where, ...(criterion === null ? [] : [criterion])];
  return { ...statement, table: node, where } as DmlNode;
}

/** A row of a class says which class it is of. */
function ownRow(row: SqlNode, mapper: Mapper): SqlNode {
  const assigned = row as AssignmentsNode;
  checkTargets(assigned, mapper);
  const { discriminator, identity } = mapper.polymorphism;
  if (discriminator === null || identity === undefined || mapper.tables.length > 1) return row;
  const { column } = discriminator;
  if (assigned.targets.some((target) => plainColumn(target as ColumnNode) === column.node)) return row;
  const value = anonymousBind(column.key, identity, column.type, true);
  return { ...assigned, targets: [...assigned.targets, column.node], values: [...assigned.values, value] } as AssignmentsNode;
}

/** A class with several tables is written by objects alone. */
function checkTargets({ targets }: AssignmentsNode, mapper: Mapper): void {
  const { table } = mapper;
  const foreign = targets.find((target) => mapper.tables.some((one) => one !== table && isOf(target, one.node as FromNode)));
  if (foreign === undefined) return;
  throw new InvalidRequestError(
    `${mapper.name}.${(foreign as ColumnNode).key} is in another table than "${table.name}", which is the one that this statement writes. Change objects of ${mapper.name} instead.`,
  );
}

/** Conditions may name attributes of the parents, whose rows belong to those of the class. */
function joinedParents(statement: UpdateNode | DeleteNode, mapper: Mapper): readonly SqlNode[] {
  const others = mapper.tables.filter((table) => table !== mapper.table);
  if (!others.some((table) => statement.where.some((condition) => names(condition, table.node as FromNode)))) return [];
  const classes: Mapper[] = [];
  for (let one: Mapper | null = mapper; one !== null; one = one.inherits) classes.push(one);
  return classes
    .flatMap(({ inheritPairs }) => inheritPairs)
    .map(({ source, destination }) => binaryNode('eq', destination.node, source.node, boolean));
}

function names(node: SqlNode, table: FromNode): boolean {
  if (node.kind === 'select' && selectsFrom(node as SelectNode, table)) return false;
  return isOf(node, table) || childNodes(node).some((child) => !('identity' in child) && names(child, table));
}

/** A query that has rows of the table itself is not about those that are written. */
function selectsFrom({ columns, froms, joins }: SelectNode, table: FromNode): boolean {
  return [...columns, ...froms, ...joins.map(({ right }) => right)].some((node) => isRowOf(node, table));
}

function isRowOf(node: SqlNode, table: FromNode): boolean {
  const entity = node.kind === 'column' ? (node as ColumnNode).entity : (node as FromNode).identity;
  if (entity instanceof Entity) return entity.isClass && entity.mapper.tables.some(({ node: one }) => one === table);
  if ('identity' in node) return (node as FromNode).identity === table.identity;
  return isOf(node, table) || childNodes(node).some((child) => isRowOf(child, table));
}

function isOf(node: SqlNode, table: FromNode): boolean {
  return node.kind === 'column' && plainColumn(node as ColumnNode).from?.identity === table.identity;
}

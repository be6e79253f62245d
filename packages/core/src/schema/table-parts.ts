import { ArgumentError } from '../errors/argument-errors.ts';
import { clauseNode, expressionNode } from '../sql/coerce.ts';
import type { ClauseElement } from '../sql/clause-element.ts';
import type { ColumnNode } from '../sql/nodes/expression-nodes.ts';
import { childNodes } from '../sql/nodes/child-nodes.ts';
import type { SqlNode } from '../sql/nodes/sql-node.ts';
import { type AnyColumn, Column } from './column.ts';
import {
  CheckConstraint,
  type Constraint,
  ForeignKeyConstraint,
  Index,
  type ItemName,
  PrimaryKeyConstraint,
  UniqueConstraint,
} from './constraint.ts';
import { ddlExpression } from './ddl-expression.ts';
import { findTarget } from './find-target.ts';
import type { ForeignKey, ForeignKeyTarget } from './foreign-key.ts';
import { ForeignKeyElement } from './foreign-key-element.ts';
import { conventionalName, type NamedKind } from './naming-convention.ts';
import type { SchemaTable } from './schema-table.ts';
import type { ConstraintOptions, ItemDescription, TableItem } from './table-item.ts';
import { typeChecks } from './type-checks.ts';

/** What a table has beside its columns. */
export interface TableParts {
  readonly primaryKey: PrimaryKeyConstraint;
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
}

/** Makes the constraints and indexes of a table, in SQLAlchemy's order: the primary key, those of the list, those of columns. */
export function makeTableParts(table: SchemaTable, items: readonly TableItem[]): TableParts {
  const descriptions = items.map(({ description }) => description);
  const primaryKey = primaryKeyOf(table, descriptions);
  const ofColumns = table.columnList.flatMap((column) => constraintsOf(column, table));
  const given = descriptions.flatMap((description) => constraintFrom(description, table));
  const indexes = [
    ...table.columnList.flatMap((column) => indexesOf(column, table)),
    ...descriptions.flatMap((description) => (description.kind === 'index' ? [indexFrom(description, table)] : [])),
  ];
  return {
    primaryKey,
    constraints: Object.freeze([primaryKey, ...given, ...ofColumns]),
    indexes: Object.freeze(indexes.sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))),
  };
}

// The primary key ------------------------------------------------------------------------------------------------

function primaryKeyOf(table: SchemaTable, descriptions: readonly ItemDescription[]): PrimaryKeyConstraint {
  const flagged = table.columnList.filter(({ primaryKey }) => primaryKey);
  const given = descriptions.filter((description): description is KeyedItem => description.kind === 'primaryKey');
  if (given.length > 1) throw new ArgumentError(`Table "${table.fullname}" has more than one primaryKeyConstraint(). Keep one.`);
  const description = given[0];
  const columns = description === undefined ? flagged : columnsOf(table, description.keys);
  checkPrimaryKey(table, columns, flagged);
  const options = description?.options ?? {};
  return new PrimaryKeyConstraint(
    { ...named('pk', columns, options.name ?? null, table), table, columns, options },
    description === undefined,
  );
}

type KeyedItem = Extract<ItemDescription, { readonly kind: 'primaryKey' | 'unique' }>;

function checkPrimaryKey(table: SchemaTable, columns: readonly AnyColumn[], flagged: readonly AnyColumn[]): void {
  if (columns.length === flagged.length && flagged.every((column) => columns.includes(column))) return;
  throw new ArgumentError(
    `Table "${table.fullname}" says { primaryKey: true } of other columns than its primaryKeyConstraint() names, or makes that constraint in a callback. Name the same columns, in a plain list.`,
  );
}

// Constraints ----------------------------------------------------------------------------------------------------

function constraintsOf(column: AnyColumn, table: SchemaTable): readonly Constraint[] {
  const { definition } = column;
  const foreignKeys = definition.foreignKeys.map(({ target, options }: ForeignKey) =>
    foreignKeyFrom(table, [column], [target], options),
  );
  const isUnique = column.unique && !column.index;
  const unique = isUnique
    ? [new UniqueConstraint({ ...named('uq', [column], null, table), table, columns: [column], options: {} })]
    : [];
  const checks = typeChecks(column).map(
    ({ name, condition }) =>
      new CheckConstraint({ ...named('ck', [column], name, table), table, columns: [column], options: {} }, condition, true),
  );
  return [...unique, ...checks, ...foreignKeys];
}

function constraintFrom(description: ItemDescription, table: SchemaTable): readonly Constraint[] {
  switch (description.kind) {
    case 'unique': {
      const columns = columnsOf(table, description.keys);
      const { options } = description;
      return [new UniqueConstraint({ ...named('uq', columns, options.name ?? null, table), table, columns, options })];
    }
    case 'check':
      return [checkFrom(table, description.condition, description.options)];
    case 'foreignKey':
      return [foreignKeyFrom(table, columnsOf(table, description.keys), description.targets, description.options)];
    default:
      return [];
  }
}

function checkFrom(table: SchemaTable, given: string | ClauseElement, options: ConstraintOptions): CheckConstraint {
  const condition = ddlExpression(given, 'checkConstraint()');
  const columns = columnsIn(condition, table);
  return new CheckConstraint({ ...named('ck', columns, options.name ?? null, table), table, columns, options }, condition);
}

function foreignKeyFrom(
  table: SchemaTable,
  columns: readonly AnyColumn[],
  targets: readonly ForeignKeyTarget[],
  options: ForeignKey['options'] & ConstraintOptions,
): ForeignKeyConstraint {
  const elements = columns.map((column, index) => elementFrom(table, column, targets[index] as ForeignKeyTarget));
  const names = elements.map(({ targetFullname }) => targetFullname);
  return new ForeignKeyConstraint(
    { ...named('fk', columns, options.name ?? null, table, names), table, columns, options },
    elements,
  );
}

function elementFrom(table: SchemaTable, column: AnyColumn, target: ForeignKeyTarget): ForeignKeyElement<AnyColumn> {
  if (typeof target !== 'string') {
    const referred = Column.is(target) ? target : columnOf(target.node);
    if (referred !== null) return new ForeignKeyElement(column, `${referred.table.fullname}.${referred.name}`, () => referred);
    throw new ArgumentError(`The foreign key of "${table.fullname}.${column.name}" refers to what is no column of a table.`);
  }
  return new ForeignKeyElement(column, target, () => {
    const found = findTarget(table, column.name, target);
    return (found.table.c as Readonly<Record<string, unknown>>)[found.key] as AnyColumn;
  });
}

/** The column that an attribute of a mapped class stands for; null: it is none of a table. */
function columnOf(node: SqlNode): AnyColumn | null {
  const { from, name } = node as Partial<ColumnNode>;
  if (from?.kind !== 'table') return null;
  return (from.identity as unknown as SchemaTable).columnList.find((one) => one.name === name) ?? null;
}

// Indexes --------------------------------------------------------------------------------------------------------

function indexesOf(column: AnyColumn, table: SchemaTable): readonly Index[] {
  if (!column.index) return [];
  const options = column.unique ? { unique: true } : {};
  const parts = { table, expressions: [column.node], columns: [column], where: null, options };
  return [new Index({ ...named('ix', [column], null, table), ...parts })];
}

function indexFrom(description: ItemDescription & { readonly kind: 'index' }, table: SchemaTable): Index {
  const { name, options } = description;
  const expressions = description.expressions.map((part) => indexExpression(part, table));
  const columns = expressions.flatMap((expression) => columnsIn(expression, table));
  const where = options.where === undefined ? null : clauseNode(options.where, 'index({ where })');
  return new Index({ ...named('ix', columns, name, table), table, expressions, columns, where, options });
}

function indexExpression(part: string | ClauseElement, table: SchemaTable): SqlNode {
  return typeof part === 'string' ? (columnsOf(table, [part])[0] as AnyColumn).node : expressionNode(part);
}

// Columns --------------------------------------------------------------------------------------------------------

function columnsOf(table: SchemaTable, keys: readonly string[]): readonly AnyColumn[] {
  return keys.map((key) => (table.c as Readonly<Record<string, unknown>>)[key] as AnyColumn);
}

/** The columns of the table that occur in an expression, each once. */
function columnsIn(node: SqlNode, table: SchemaTable): readonly AnyColumn[] {
  const found = new Set<AnyColumn>();
  const visit = (part: SqlNode): void => {
    if (part.kind === 'column' && (part as ColumnNode).from?.identity === (table as unknown))
      for (const column of columnsOf(table, [(part as ColumnNode).key])) found.add(column);
    else for (const child of childNodes(part)) visit(child);
  };
  visit(node);
  return [...found];
}

function named(
  kind: NamedKind,
  columns: readonly AnyColumn[],
  name: string | null,
  table: SchemaTable,
  targets: readonly string[] = [],
): ItemName {
  return conventionalName({ kind, name, columns, targets }, table, table.metadata.namingConvention);
}

import { ArgumentError } from '../../errors/argument-errors.ts';
import { NoForeignKeysError } from '../../errors/join-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { JoinNode } from '../../sql/nodes/from-nodes.ts';
import { binaryNode, booleanList } from '../../sql/nodes/make-nodes.ts';
import type { FromIdentity, FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import { boolean } from '../../types/boolean.ts';
import type { ColumnProperty } from './column-property.ts';
import type { SyncPair } from './relationship-property.ts';

/** How a class has its rows: in a table of its own, in the parent's, in one joined to that, in one with everything. */
export type InheritanceKind = 'root' | 'single' | 'joined' | 'concrete';

/** A class whose table is joined to those of its parent. */
export interface JoinedClass {
  readonly name: string;
  readonly table: SchemaTable;
  /** The root's first. */
  readonly parentTables: readonly SchemaTable[];
}

/**
 * The foreign key by which the table of a class is joined to those of its parent.
 *
 * @throws NoForeignKeysError, ArgumentError
 */
export function inheritPairs({ name, table, parentTables }: JoinedClass): readonly SyncPair[] {
  for (const parent of parentTables.toReversed()) {
    const found = linksBetween(table, parent);
    if (found.length > 1)
      throw new ArgumentError(
        `Can't determine the inherit condition between inherited table '${parent.fullname}' and inheriting table '${table.fullname}': there are several foreign keys. Give only one of them to the primary key of ${name}.`,
      );
    if (found[0] !== undefined) return found[0];
  }
  const parent = parentTables.at(-1)?.fullname;
  throw new NoForeignKeysError(
    `Can't find any foreign key relationships between '${parent}' and '${table.fullname}', by which ${name} is joined. Leave its primary key out, so that one is made that refers to '${parent}', or give it a foreignKey().`,
  );
}

/** Those of the primary key go before others. */
function linksBetween(table: SchemaTable, parent: SchemaTable): readonly (readonly SyncPair[])[] {
  const links = table.foreignKeyConstraints
    .filter(({ elements }) => elements.every(({ column }) => column.table === parent))
    .map(({ elements }) => elements.map(({ column, parent: own }) => ({ source: column, destination: own })));
  const ofKey = links.filter((pairs) => pairs.every(({ destination }) => destination.primaryKey));
  return ofKey.length > 0 ? ofKey : links;
}

/** The columns of the parent, and those of the class: a key of both is one attribute, which is read from the class's table. */
export function mergedColumns(
  name: string,
  inherited: readonly ColumnProperty[],
  own: readonly ColumnProperty[],
): readonly ColumnProperty[] {
  const byKey = new Map(own.map((property) => [property.key, property]));
  const merged = inherited.map((property) => {
    const redefined = byKey.get(property.key);
    return redefined === undefined ? property : combined(name, property, redefined);
  });
  const known = new Set(inherited.map(({ key }) => key));
  return [...merged, ...own.filter(({ key }) => !known.has(key))];
}

function combined(name: string, inherited: ColumnProperty, own: ColumnProperty): ColumnProperty {
  if (own.column === inherited.column) return inherited;
  if (!own.column.primaryKey || !inherited.isPrimaryKey)
    throw new ArgumentError(
      `${name}.${own.key} is a column of table "${own.column.table.name}", and one of "${inherited.column.table.name}" as well, where the parent has it. Give the attribute another name: ${own.key}2: mappedColumn('${own.column.name}', …).`,
    );
  return { ...inherited, column: own.column, columns: [own.column, ...inherited.columns] };
}

/** `employee JOIN engineer ON employee.id = engineer.id` */
export function joinedFrom(
  left: FromNode,
  right: FromNode,
  pairs: readonly SyncPair[],
  { joinType = 'inner', nodeOf = (column) => column.node }: JoinedFromOptions = {},
): JoinNode {
  const on = booleanList(
    'and',
    pairs.map(({ source, destination }): SqlNode => binaryNode('eq', nodeOf(source), nodeOf(destination), boolean)),
  );
  const identity: FromIdentity = {
    uid: 0,
    get columnNodes() {
      return [...left.identity.columnNodes, ...right.identity.columnNodes];
    },
  };
  return { kind: 'join', identity, left, right, on, joinType };
}

/** How it is joined; `nodeOf` gives the columns of aliases in place of those of tables. */
export interface JoinedFromOptions {
  readonly joinType?: JoinNode['joinType'];
  readonly nodeOf?: (column: AnyColumn) => ColumnNode;
}

import { ArgumentError } from '../../errors/argument-errors.ts';
import { AmbiguousForeignKeysError, NoForeignKeysError } from '../../errors/join-errors.ts';
import { type AnyColumn, Column } from '../../schema/column.ts';
import type { ForeignKeyConstraint } from '../../schema/constraint.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { Table } from '../../schema/table.ts';
import { boolean } from '../../types/boolean.ts';
import { binaryNode, booleanList } from '../../sql/nodes/make-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { RelationshipOptions } from './relationship-definition.ts';
import type { JoinCondition, SyncPair } from './relationship-property.ts';

/** Two sides of a relationship, as far as their tables go. */
export interface JoinSides {
  /** `User.addresses`, for messages. */
  readonly name: string;
  readonly parentTables: readonly SchemaTable[];
  readonly targetTables: readonly SchemaTable[];
  readonly isCollection: boolean;
  readonly options: RelationshipOptions;
}

/**
 * How two classes are joined: by the foreign keys between their tables, as far as the options leave it to them.
 *
 * @throws NoForeignKeysError, AmbiguousForeignKeysError
 */
export function joinConditionOf(sides: JoinSides): JoinCondition {
  const { secondary } = sides.options;
  if (secondary !== undefined) return throughSecondary(sides, secondaryTable(secondary, sides.name));
  const forward = links(sides.targetTables, sides.parentTables, sides.options);
  const backward = links(sides.parentTables, sides.targetTables, sides.options);
  const isSelf = sides.parentTables.some((table) => sides.targetTables.includes(table));
  const isManyToOne = isSelf ? pointsAtParent(sides) : forward.length === 0;
  const chosen = isManyToOne ? backward : forward;
  if (!isSelf && forward.length > 0 && backward.length > 0) throw ambiguous(sides);
  if (chosen.length === 0) throw missing(sides, 'between the tables of the two classes');
  if (chosen.length > 1) throw ambiguous(sides);
  const pairs = chosen[0] as readonly SyncPair[];
  return {
    direction: isManyToOne ? 'manyToOne' : 'oneToMany',
    primaryjoin: equalities(pairs),
    secondaryjoin: null,
    secondary: null,
    pairs,
    secondaryPairs: [],
    remoteColumns: new Set(pairs.map(({ source, destination }) => (isManyToOne ? source : destination))),
  };
}

/** Where both sides are one table: whether the row that refers is the parent's. */
function pointsAtParent({ options, isCollection, parentTables }: JoinSides): boolean {
  const remote = columnsOf(options.remoteSide);
  if (remote.length === 0) return !isCollection;
  return remote.some((column) => parentTables.some((table) => table.primaryKey.columns.includes(column)));
}

function throughSecondary(sides: JoinSides, secondary: SchemaTable): JoinCondition {
  const pairs = only(links([secondary], sides.parentTables, sides.options), sides, `from "${secondary.name}" to the parent`);
  const others = links([secondary], sides.targetTables, sides.options).filter((one) => !sharesColumn(one, pairs));
  const secondaryPairs = only(others, sides, `from "${secondary.name}" to the target`);
  return {
    direction: 'manyToMany',
    primaryjoin: equalities(pairs),
    secondaryjoin: equalities(secondaryPairs),
    secondary,
    pairs,
    secondaryPairs,
    remoteColumns: new Set([...pairs, ...secondaryPairs].map(({ destination }) => destination)),
  };
}

function only(found: readonly (readonly SyncPair[])[], sides: JoinSides, where: string): readonly SyncPair[] {
  if (found.length === 0) throw missing(sides, where);
  if (found.length > 1 && !isSelfReference(sides)) throw ambiguous(sides);
  return found[0] as readonly SyncPair[];
}

function isSelfReference({ parentTables, targetTables }: JoinSides): boolean {
  return parentTables.some((table) => targetTables.includes(table));
}

function sharesColumn(one: readonly SyncPair[], other: readonly SyncPair[]): boolean {
  return one.some(({ destination }) => other.some((pair) => pair.destination === destination));
}

/** The foreign keys of some tables that refer to others, each as its pairs of columns. */
function links(
  referring: readonly SchemaTable[],
  referred: readonly SchemaTable[],
  { foreignKeys }: RelationshipOptions,
): readonly (readonly SyncPair[])[] {
  const wanted = columnsOf(foreignKeys);
  return referring
    .flatMap((table) => table.foreignKeyConstraints)
    .filter((constraint) => wanted.length === 0 || constraint.columns.some((column) => wanted.includes(column)))
    .map(pairsOf)
    .filter((pairs) => pairs.every(({ source }) => referred.includes(source.table as SchemaTable)));
}

function pairsOf({ elements }: ForeignKeyConstraint): readonly SyncPair[] {
  return elements.map(({ column, parent }) => ({ source: column, destination: parent }));
}

function equalities(pairs: readonly SyncPair[]): SqlNode {
  return booleanList(
    'and',
    pairs.map(({ source, destination }) => binaryNode('eq', source.node, destination.node, boolean)),
  );
}

/** The columns that an option names: attributes of classes are columns of tables. */
export function columnsOf(given: unknown): readonly AnyColumn[] {
  if (given === undefined) return [];
  return [given].flat().map((one) => {
    const { node } = one as AnyColumn;
    const table = node?.from?.identity;
    const column = Column.is(one)
      ? one
      : Table.is(table)
        ? (table.c as unknown as Record<string, AnyColumn>)[node.key]
        : undefined;
    if (column !== undefined) return column;
    throw new ArgumentError('foreignKeys and remoteSide of relationship() take columns: Address.c.userId.');
  });
}

function secondaryTable(given: unknown, name: string): SchemaTable {
  if (Table.is(given)) return given as unknown as SchemaTable;
  throw new ArgumentError(`"secondary" of ${name} is the Table between the two classes.`);
}

function missing({ name }: JoinSides, where: string): NoForeignKeysError {
  return new NoForeignKeysError(
    `Could not determine join condition between parent/child tables on relationship ${name} - there are no foreign keys ${where}. Give one of their columns foreignKey('table.column').`,
  );
}

function ambiguous({ name }: JoinSides): AmbiguousForeignKeysError {
  return new AmbiguousForeignKeysError(
    `Could not determine join condition between parent/child tables on relationship ${name} - there are multiple foreign key paths linking the tables. Say which with { foreignKeys: Class.c.column }.`,
  );
}

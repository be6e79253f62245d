import { AmbiguousForeignKeysError, NoForeignKeysError } from '../../errors/join-errors.ts';
import { NoReferencedTableError } from '../../errors/invalid-request-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { ForeignKeyConstraint } from '../../schema/constraint.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { binaryNode, booleanList } from '../../sql/nodes/make-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { boolean } from '../../types/boolean.ts';
import { readCondition } from './condition-columns.ts';
import type { ClassTables, JoinSides } from './join-sides.ts';

/** A foreign key between two sides, by its pairs of columns. */
type Path = readonly PathPair[];

interface PathPair {
  readonly referred: AnyColumn;
  readonly referring: AnyColumn;
}

/** The condition that the foreign key between the parent and the target makes. */
export function directCondition(sides: JoinSides): SqlNode {
  const { parent, target, foreignKeys, name } = sides;
  const paths = pathsBetween(parent, target, foreignKeys);
  if (paths.length === 0) throw missing(name, 'linking these tables', "a 'primaryjoin' expression");
  const path = theOne(paths, foreignKeys);
  if (path === null)
    throw ambiguous(name, 'linking the tables', 'the columns that refer to the parent table: { foreignKeys: Address.c.userId }');
  return equalities(path);
}

/** The two conditions of many-to-many, as far as they are not given. */
export function secondaryConditions(sides: JoinSides, secondary: SchemaTable): readonly [primary: SqlNode, second: SqlNode] {
  const isSelf = sides.parent.all.some((table) => sides.target.all.includes(table));
  const primary =
    sides.primaryjoin ?? secondaryCondition(sides, secondary, { isParent: true, taken: sides.secondaryjoin, isSelf });
  const second = sides.secondaryjoin ?? secondaryCondition(sides, secondary, { isParent: false, taken: primary, isSelf });
  return [primary, second];
}

interface SecondarySide {
  readonly isParent: boolean;
  /** The condition of the other side, whose foreign key is not this side's as well. */
  readonly taken: SqlNode | null;
  readonly isSelf: boolean;
}

function secondaryCondition(sides: JoinSides, secondary: SchemaTable, { isParent, taken, isSelf }: SecondarySide): SqlNode {
  const { name, foreignKeys } = sides;
  const from = isParent ? sides.parent : sides.target;
  const between: ClassTables = { own: secondary, all: [secondary] };
  const named = isSelf ? [] : pathsBetween(from, between, foreignKeys);
  const paths = named.length > 0 ? named : pathsBetween(from, between, []);
  const free = taken === null || !isSelf ? paths : paths.filter((path) => !mentions(taken, path));
  if (free.length === 0)
    throw missing(
      name,
      `linking these tables via secondary table '${secondary.name}'`,
      "'primaryjoin' and 'secondaryjoin' expressions",
    );
  const [first] = foreignKeys;
  const referring = isSelf && first !== undefined ? free.filter((path) => path.some((pair) => pair.referring === first)) : free;
  const path = theOne(isSelf && !isParent ? free : referring, foreignKeys);
  if (path !== null) return equalities(path);
  throw ambiguous(
    name,
    `linking the tables via secondary table '${secondary.name}'`,
    isSelf
      ? `the column of it that refers to the object that has the attribute: { foreignKeys: ${secondary.name}.c.leftId }`
      : 'the columns of it that refer to each of the two',
  );
}

/** Of several the one whose columns are those that `foreignKeys` names, or that all say the same; null: there is no such. */
function theOne(paths: readonly Path[], foreignKeys: readonly AnyColumn[]): Path | null {
  const [first] = paths;
  if (first === undefined) return null;
  if (paths.every((path) => isSame(path, first))) return first;
  const named = paths.filter(
    (path) => path.length === foreignKeys.length && path.every(({ referring }) => foreignKeys.includes(referring)),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

function isSame(path: Path, other: Path): boolean {
  return (
    path.length === other.length &&
    path.every(({ referred, referring }, index) => referred === other[index]?.referred && referring === other[index]?.referring)
  );
}

/** The parent's own table first; only where it has none, those that it inherits. */
function pathsBetween(parent: ClassTables, target: ClassTables, foreignKeys: readonly AnyColumn[]): readonly Path[] {
  for (const left of [[parent.own], parent.all]) {
    const constraints = new Set([...target.all, ...left].flatMap((table) => table.foreignKeyConstraints));
    const paths = [...constraints].flatMap((constraint) => {
      if (foreignKeys.length === 0 && [parent, target].some((side) => isInheritance(constraint, side))) return [];
      const path = pathOf(constraint, left, target.all).filter(
        ({ referring }) => foreignKeys.length === 0 || foreignKeys.includes(referring),
      );
      return path.length === 0 ? [] : [path];
    });
    if (paths.length > 0) return paths;
  }
  return [];
}

/** The pairs of a foreign key that lead from some tables to others, in either direction. */
function pathOf({ elements }: ForeignKeyConstraint, left: readonly SchemaTable[], right: readonly SchemaTable[]): Path {
  return elements.flatMap((element) => {
    const { parent: referring } = element;
    const referred = definedTarget(element);
    if (referred === null) return [];
    const [from, to] = [referring.table as SchemaTable, referred.table as SchemaTable];
    const leads = (right.includes(from) && left.includes(to)) || (left.includes(from) && right.includes(to));
    return leads ? [{ referred, referring }] : [];
  });
}

/** The foreign key by which a class's table continues that of the class it inherits from. */
function isInheritance({ elements }: ForeignKeyConstraint, { all }: ClassTables): boolean {
  return elements.every((element) => {
    const { parent } = element;
    const referred = definedTarget(element);
    return (
      parent.primaryKey &&
      referred !== null &&
      referred.table !== parent.table &&
      all.includes(parent.table as SchemaTable) &&
      all.includes(referred.table as SchemaTable)
    );
  });
}

/** A foreign key whose table is not defined joins nothing here. */
function definedTarget(element: { readonly column: AnyColumn }): AnyColumn | null {
  try {
    return element.column;
  } catch (error) {
    if (error instanceof NoReferencedTableError) return null;
    throw error;
  }
}

function mentions(condition: SqlNode, path: Path): boolean {
  const { occurrences } = readCondition(condition);
  return path.every(({ referring }) => occurrences.some(({ column }) => column === referring));
}

function equalities(path: Path): SqlNode {
  return booleanList(
    'and',
    path.map(({ referred, referring }) => binaryNode('eq', referred.node, referring.node, boolean)),
  );
}

function missing(name: string, where: string, instead: string): NoForeignKeysError {
  return new NoForeignKeysError(
    `Could not determine join condition between parent/child tables on relationship ${name} - there are no foreign keys ${where}. Give columns that refer foreignKey('table.column'), or specify ${instead}.`,
  );
}

function ambiguous(name: string, where: string, remedy: string): AmbiguousForeignKeysError {
  return new AmbiguousForeignKeysError(
    `Could not determine join condition between parent/child tables on relationship ${name} - there are multiple foreign key paths ${where}. Specify 'foreignKeys', ${remedy}.`,
  );
}

import { ArgumentError } from '../../errors/argument-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import { ColumnElement } from '../../sql/column-element.ts';
import type { ExpressionNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import { warn } from '../../util/warn.ts';
import { type Comparison, type Occurrence, readCondition, type ReadCondition } from './condition-columns.ts';
import { directCondition, secondaryConditions } from './foreign-key-paths.ts';
import { hasColumn, type JoinSides } from './join-sides.ts';
import type { ColumnPair, Direction, JoinCondition, JoinSide, SyncPair } from './relationship-property.ts';

/**
 * How two classes are joined: by the foreign keys between their tables, as far as the options leave it to them. Semantics:
 * SQLAlchemy's `JoinCondition`.
 *
 * @throws NoForeignKeysError, AmbiguousForeignKeysError, ArgumentError
 */
export function joinConditionOf(sides: JoinSides): JoinCondition {
  const { secondary, name } = sides;
  if (secondary === null && sides.secondaryjoin !== null)
    throw new ArgumentError(`Property ${name} specified with secondary join condition but no secondary argument.`);
  const given = secondary === null ? [sides.primaryjoin ?? directCondition(sides)] : secondaryConditions(sides, secondary);
  const [primary, second = null] = given.map((one) => readCondition(one, sides.alias)) as [ReadCondition, ReadCondition?];
  const both = second === null ? [primary] : [primary, second];
  markForeign(both, sides);
  markRemote(primary, sides);
  const pairs = checkedPairs(primary, sides, 'primary');
  const secondaryPairs = second === null ? [] : checkedPairs(second, sides, 'secondary');
  const direction = second === null ? directionOf(primary, sides) : 'manyToMany';
  const localRemotePairs = comparedAcross(primary, sides);
  if (localRemotePairs.length === 0) throw noSides(name);
  const nodeSides = new Map(both.flatMap((condition) => sidesIn(condition, condition === second, sides)));
  const columnsOf = (condition: readonly ReadCondition[], side: JoinSide) =>
    new Set(condition.flatMap(({ occurrences }) => occurrences.filter(({ node }) => nodeSides.get(node) === side).map(columnOf)));
  return {
    direction,
    primaryjoin: primary.node,
    secondaryjoin: second?.node ?? null,
    secondary,
    sides: nodeSides,
    pairs,
    secondaryPairs,
    localRemotePairs,
    remoteColumns: columnsOf(both, secondary === null ? 'target' : 'secondary'),
    localColumns: columnsOf([primary], 'parent'),
    getKey:
      direction === 'manyToOne' && sides.alias === null && primary.isPlainEqualities
        ? keyOf(localRemotePairs, primary, sides)
        : null,
    isSimpleOneToMany:
      direction === 'oneToMany' && primary.isPlainEqualities && localRemotePairs.length === primary.comparisons.length,
  };
}

// Which columns refer -----------------------------------------------------------------------------------------------

function markForeign(conditions: readonly ReadCondition[], { foreignKeys, secondary }: JoinSides): void {
  if (conditions[0]?.occurrences.some(({ isForeign }) => isForeign) === true) return;
  for (const { occurrences, comparisons } of conditions) {
    if (foreignKeys.length > 0 && secondary === null)
      for (const occurrence of occurrences) occurrence.isForeign = foreignKeys.includes(occurrence.column);
    else for (const comparison of comparisons) markReferring(comparison, secondary);
  }
}

function markReferring({ isPlain, left: [a], right: [b] }: Comparison, secondary: JoinSides['secondary']): void {
  if (!isPlain || a === undefined || b === undefined) return;
  const isBetween = ({ column }: Occurrence): boolean => secondary !== null && column.table === secondary;
  if (a.column.references(b.column)) a.isForeign = true;
  else if (b.column.references(a.column)) b.isForeign = true;
  else if (isBetween(a) && !isBetween(b)) a.isForeign = true;
  else if (isBetween(b) && !isBetween(a)) b.isForeign = true;
}

// Which columns are the other side's --------------------------------------------------------------------------------

function markRemote(condition: ReadCondition, sides: JoinSides): void {
  const { occurrences, comparisons } = condition;
  const { secondary, remoteSide, parent, target, isCollection, name } = sides;
  if (secondary !== null) {
    for (const occurrence of occurrences) occurrence.isRemote = occurrence.column.table === secondary;
    return;
  }
  if (occurrences.some(({ isRemote }) => isRemote)) return;
  const isShared = ({ column }: Occurrence): boolean => hasColumn(parent, column) && hasColumn(target, column);
  const isSelfReferential = comparisons.some(({ isPlain, left, right }) => isPlain && [...left, ...right].every(isShared));
  const overlaps = parent.all.some((table) => target.all.includes(table));
  if (isSelfReferential) {
    if (remoteSide.length === 0 && comparisons.some(({ isPlain }) => !isPlain)) warnOfExpressions(name);
    markRemoteOfSelf(comparisons, remoteTest(remoteSide, isCollection));
  } else if (remoteSide.length > 0)
    for (const occurrence of occurrences) occurrence.isRemote = remoteSide.includes(occurrence.column);
  else if (overlaps) markRemoteOfRelatives(comparisons, sides);
  else
    for (const occurrence of occurrences)
      occurrence.isRemote =
        hasColumn(target, occurrence.column) &&
        (occurrence.column.table !== parent.own || occurrence.column.table === target.own);
}

/** Without `remoteSide`: many are those that refer to one; one is what is referred to. */
function remoteTest(remoteSide: readonly AnyColumn[], isCollection: boolean): (occurrence: Occurrence) => boolean {
  if (remoteSide.length > 0) return ({ column }) => remoteSide.includes(column);
  return isCollection ? ({ isForeign }) => isForeign : ({ isForeign }) => !isForeign;
}

function markRemoteOfSelf(comparisons: readonly Comparison[], isRemote: (occurrence: Occurrence) => boolean): void {
  for (const {
    isPlain,
    left: [a],
    right: [b],
  } of comparisons) {
    if (!isPlain || a === undefined || b === undefined) continue;
    const isEquated = a.column === b.column;
    a.isRemote = isEquated || isRemote(a);
    b.isRemote = !isEquated && isRemote(b);
  }
}

/** A class and one that inherits from it, or two that inherit from one. */
function markRemoteOfRelatives(comparisons: readonly Comparison[], { parent, target, name }: JoinSides): void {
  for (const {
    isPlain,
    left: [a],
    right: [b],
  } of comparisons) {
    if (!isPlain || a === undefined || b === undefined) {
      warnOfExpressions(name);
      continue;
    }
    const across = (local: Occurrence, remote: Occurrence): boolean =>
      hasColumn(target, remote.column) && hasColumn(parent, local.column);
    const [isRightRemote, isLeftRemote] = [across(a, b), across(b, a)];
    b.isRemote = isRightRemote;
    a.isRemote = isLeftRemote;
  }
}

function sidesIn({ occurrences }: ReadCondition, isSecond: boolean, sides: JoinSides): readonly (readonly [SqlNode, JoinSide])[] {
  return occurrences.flatMap((occurrence): readonly (readonly [SqlNode, JoinSide])[] => {
    const side = sideOf(occurrence, isSecond, sides);
    return side === null ? [] : [[occurrence.node, side]];
  });
}

function sideOf({ column, isRemote }: Occurrence, isSecond: boolean, { parent, target, secondary }: JoinSides): JoinSide | null {
  if (secondary !== null && column.table === secondary) return 'secondary';
  if (isRemote) return 'target';
  const [near, far]: readonly JoinSide[] = isSecond ? ['target', 'parent'] : ['parent', 'target'];
  if (hasColumn(isSecond ? target : parent, column)) return near as JoinSide;
  return hasColumn(isSecond ? parent : target, column) ? (far as JoinSide) : null;
}

// Pairs and direction -----------------------------------------------------------------------------------------------

function products({ comparisons }: ReadCondition): readonly (readonly [operator: string, left: Occurrence, right: Occurrence])[] {
  return comparisons.flatMap(({ operator, left, right }) => left.flatMap((a) => right.map((b) => [operator, a, b] as const)));
}

function isMapped({ column }: Occurrence, { parent, target, secondary }: JoinSides): boolean {
  return column.table === secondary || hasColumn(parent, column) || hasColumn(target, column);
}

function comparedAcross(condition: ReadCondition, sides: JoinSides): readonly ColumnPair[] {
  const pairs: ColumnPair[] = [];
  for (const [, left, right] of products(condition)) {
    if (left.isRemote === right.isRemote) continue;
    const [local, remote] = right.isRemote ? [left, right] : [right, left];
    const isNew = !pairs.some((pair) => pair.local === local.column && pair.remote === remote.column);
    if (isMapped(local, sides) && isNew) pairs.push({ local: local.column, remote: remote.column });
  }
  return pairs;
}

function checkedPairs(condition: ReadCondition, sides: JoinSides, which: string): readonly SyncPair[] {
  const pairs = products(condition).flatMap(([operator, left, right]): readonly SyncPair[] => {
    if (operator !== 'eq' || !isMapped(left, sides) || !isMapped(right, sides)) return [];
    if (right.isForeign) return [{ source: left.column, destination: right.column }];
    return left.isForeign ? [{ source: right.column, destination: left.column }] : [];
  });
  const hasForeign = condition.occurrences.some(({ isForeign }) => isForeign);
  if (sides.viewonly ? hasForeign : pairs.length > 0) return pairs;
  const shown = `for ${which} join condition '${String(new ColumnElement(condition.node as ExpressionNode))}' on relationship ${sides.name}. Give columns that refer foreignKey('table.column'), or put foreign() around them in the condition`;
  throw new ArgumentError(
    hasForeign && !sides.viewonly
      ? `Could not locate any simple equality expressions involving locally mapped foreign key columns ${shown}. A relationship that compares by something other than eq() must be viewonly: true.`
      : `Could not locate any relevant foreign key columns ${shown}.`,
  );
}

function directionOf({ occurrences }: ReadCondition, { parent, target, name }: JoinSides): Direction {
  const foreign = occurrences.filter(({ isForeign }) => isForeign);
  const isOnTarget = foreign.some(({ column }) => hasColumn(target, column));
  const isOnParent = foreign.some(({ column }) => hasColumn(parent, column));
  if (isOnTarget !== isOnParent) return isOnTarget ? 'oneToMany' : 'manyToOne';
  if (!isOnTarget)
    throw new ArgumentError(
      `Can't determine relationship direction for relationship '${name}' - foreign key columns are present in neither the parent nor the child's mapped tables.`,
    );
  const remote = foreign.filter(({ isRemote }) => isRemote).map(columnOf);
  const local = foreign.filter(({ isRemote }) => !isRemote).map(columnOf);
  const equated = (column: AnyColumn): boolean =>
    occurrences.some((one) => one.column === column && one.isRemote) &&
    occurrences.some((one) => one.column === column && !one.isRemote);
  const areBoth = remote.length > 0 && local.length > 0;
  const hasRemote = areBoth ? !remote.every(equated) : remote.length > 0;
  const hasLocal = areBoth ? !local.every(equated) : local.length > 0;
  if (hasRemote !== hasLocal) return hasRemote ? 'oneToMany' : 'manyToOne';
  throw new ArgumentError(
    `Can't determine relationship direction for relationship '${name}' - foreign key columns within the join condition are present in both the parent and the child's mapped tables. Mark only those that refer to a parent column: by foreign() in the condition, or by 'foreignKeys'.`,
  );
}

/** The parent's column for each part of the target's primary key, where the condition compares just those. */
function keyOf(
  pairs: readonly ColumnPair[],
  { comparisons }: ReadCondition,
  { targetKey }: JoinSides,
): readonly AnyColumn[] | null {
  if (pairs.length !== targetKey.length || comparisons.length !== pairs.length) return null;
  const columns = targetKey.map((columns) => pairs.find(({ remote }) => columns.includes(remote))?.local);
  return columns.includes(undefined) ? null : (columns as readonly AnyColumn[]);
}

function columnOf({ column }: Occurrence): AnyColumn {
  return column;
}

function noSides(name: string): ArgumentError {
  return new ArgumentError(
    `Relationship ${name} could not determine any unambiguous local/remote column pairs based on join condition and remoteSide arguments. Put remote() around the columns of the condition that are on the remote side.`,
  );
}

function warnOfExpressions(name: string): void {
  warn(
    `Non-simple column elements in primary join condition for property ${name} - consider using remote() to mark the remote side.`,
  );
}

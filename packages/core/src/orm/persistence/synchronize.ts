import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { FlushError } from '../../errors/orm-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { ColumnProperty } from '../mapping/column-property.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty, SyncPair } from '../mapping/relationship-property.ts';
import { type InstanceState, nameOfState } from '../state/instance-state.ts';
import type { FlushWork } from './flush-work.ts';

/** Puts the keys of one object into the foreign keys of another. SQLAlchemy's `sync.populate`. */
export function carryKeys(
  work: FlushWork,
  from: InstanceState,
  to: InstanceState,
  pairs: readonly SyncPair[],
  flags = false,
): void {
  for (const { source, destination } of pairs) {
    const value = attributeValue(from, source);
    const { slot } = attributeOf(to, destination);
    assign(to, slot, value);
    if (flags && source.primaryKey && destination.primaryKey && destination.references(source)) work.keyIsCascaded(to, slot);
  }
}

/** Sets foreign keys to NULL. @throws FlushError where one is part of the primary key */
export function clearKeys(state: InstanceState, pairs: readonly SyncPair[]): void {
  for (const { source, destination } of pairs) {
    const { slot } = attributeOf(state, destination);
    const value = state.values[slot];
    if (destination.primaryKey && value !== null && value !== undefined)
      throw new FlushError(
        `Dependency rule on column '${nameOf(source)}' tried to blank-out primary key column '${nameOf(destination)}' on instance '${nameOfState(state)}'. Delete the object with its parent: cascade: 'all, delete-orphan'.`,
      );
    assign(state, slot, null);
  }
}

/** Puts keys into a row of a table between. */
export function carryIntoRow(from: InstanceState, row: Record<string, unknown>, pairs: readonly SyncPair[]): void {
  for (const { source, destination } of pairs) row[destination.key] = attributeValue(from, source);
}

/** @throws FlushError for what is no object of the class that the relationship leads to */
export function checkRelated(state: InstanceState | null, property: RelationshipProperty<Mapper>): void {
  if (state === null) {
    if (property.isCollection)
      throw new FlushError(`Can't flush None value found in collection ${property.name}: take null out of it.`);
    return;
  }
  if (state.mapper.isA(property.target)) return;
  throw new FlushError(
    `Attempting to flush an item of type ${state.mapper.name} as a member of collection "${property.name}". Expected an object of type ${property.target.name} or a polymorphic subclass of this type.`,
  );
}

/** The attribute of an object that a column is. */
export function attributeOf({ mapper }: InstanceState, column: AnyColumn): ColumnProperty {
  const property = mapper.columnProperty(column);
  if (property !== undefined) return property;
  throw new InvalidRequestError(
    `Can't execute sync rule for column '${nameOf(column)}'; ${mapper.name} does not map this column. Map it, or leave it out by { foreignKeys }.`,
  );
}

export function attributeValue(state: InstanceState, column: AnyColumn): unknown {
  return state.values[attributeOf(state, column).slot] ?? null;
}

/** New objects are written as a whole: what their attributes were does not matter. */
function assign(state: InstanceState, slot: number, value: unknown): void {
  if (state.key === null) state.values[slot] = value;
  else if (state.values[slot] !== value) state.change(slot, value);
}

function nameOf(column: AnyColumn): string {
  return `${column.table.name}.${column.name}`;
}

import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { findColumnByNode } from '../../schema/foreign-key-resolution.ts';
import { typeOf } from '../../sql/coerce.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { booleanList } from '../../sql/nodes/make-nodes.ts';
import { childNodes } from '../../sql/nodes/child-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { AssignmentsNode, DeleteNode, UpdateNode } from '../../sql/nodes/statement-nodes.ts';
import type { AnyColumn } from '../../schema/column.ts';
import { whereOf } from '../loading/loader-criteria.ts';
import { plainColumn } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { ObjectStore } from '../state/object-store.ts';
import { type Evaluate, type EvaluationTask, evaluatorOf, isPlainType, unknownValue } from './evaluate-criteria.ts';

/** An UPDATE or DELETE of a class, and the objects that it may concern. */
export interface Synchronization {
  readonly node: UpdateNode | DeleteNode;
  readonly mapper: Mapper;
  readonly params: Readonly<Record<string, unknown>>;
  readonly store: ObjectStore;
}

/** The objects of the session that the statement may concern. */
export function statesOf({ store, mapper }: Pick<Synchronization, 'store' | 'mapper'>): readonly InstanceState[] {
  return store.identityMap.statesOf(mapper);
}

/** Tells of an object whether the statement concerns it: true, false, null, or {@link unknownValue}. Null: it cannot be told here. */
export function criterionOf({ node, mapper, params }: Synchronization, mode: 'auto' | 'evaluate'): Evaluate | null {
  const others = node.kind === 'update' ? (node as UpdateNode).froms : (node as DeleteNode).using;
  const task: EvaluationTask = { mapper, params, isStrict: mode === 'auto' };
  const made =
    others.length > 0 ? { reason: 'Cannot evaluate several tables' } : evaluatorOf(booleanList('and', whereOf(node)), task);
  if (typeof made === 'function') return made;
  if (mode === 'auto') return null;
  throw new InvalidRequestError(
    `Could not evaluate current criteria in JavaScript: "${made.reason}". Specify 'fetch' or false for the synchronizeSession execution option.`,
  );
}

/** Brings objects in line with a DELETE that concerns them. */
export function synchronizeDelete({ store }: Synchronization, concerned: ReadonlyMap<InstanceState, unknown>): void {
  for (const [state, answer] of concerned) {
    if (answer === unknownValue) store.expire(state);
    else store.removed(state);
  }
}

/** The same of an UPDATE: attributes get the values that are known, others expire. */
export function synchronizeUpdate(task: Synchronization, concerned: ReadonlyMap<InstanceState, unknown>): void {
  const assigned = assignedSlots(task);
  for (const [state, answer] of concerned) {
    const values = new Map<number, unknown>();
    for (const [slot, evaluate] of assigned)
      values.set(slot, evaluate === null || answer === unknownValue ? unknownValue : evaluate(state));
    for (const [slot, value] of values) applyValue(state, slot, value, task.store);
  }
}

/** What was set and not saved is in doubt now, as is what is not known. */
export function applyValue(state: InstanceState, slot: number, value: unknown, store: ObjectStore): void {
  if (state.values[slot] === undefined) return;
  if (value === unknownValue || state.changes?.has(slot) === true) return store.expire(state, [slot]);
  if (state.isStale(slot)) return;
  store.saved(state);
  state.values[slot] = value;
}

/** What is put into which attribute; null: only the database knows. */
function assignedSlots({ node, mapper, params }: Synchronization): ReadonlyMap<number, Evaluate | null> {
  const { targets = [], values = [] } = ((node as UpdateNode).values ?? {}) as Partial<AssignmentsNode>;
  const columns = targets.map((target) => findColumnByNode(plainColumn(target as ColumnNode)));
  const slots = new Map<number, Evaluate | null>();
  for (const { column, slot } of mapper.columns) if (changesByItself(column)) slots.set(slot, null);
  for (const [index, column] of columns.entries()) {
    const property = column === null ? undefined : mapper.columnProperty(column);
    if (property !== undefined)
      slots.set(
        property.slot,
        evaluatedValue(values[index] as SqlNode, property.column, { mapper, params, isStrict: true }, columns),
      );
  }
  for (const [key, value] of Object.entries(params)) {
    const property = mapper.columns.find(({ column }) => column.key === key);
    if (property !== undefined && values.length === 0)
      slots.set(property.slot, keptAsGiven(value, property.column) ? () => value : null);
  }
  return slots;
}

/** Of other columns that the same statement sets an expression means the old values, or the new ones, as the database likes. */
function evaluatedValue(
  node: SqlNode,
  column: AnyColumn,
  task: EvaluationTask,
  set: readonly (AnyColumn | null)[],
): Evaluate | null {
  if (columnsIn(node).some((one) => one !== column && set.includes(one))) return null;
  if (typeOf(node).typeName !== column.type.typeName && node.kind !== 'constant') return null;
  const made = evaluatorOf(node, task);
  return typeof made === 'function' ? (state) => valueAsGiven(made(state), column) : null;
}

function columnsIn(node: SqlNode): readonly (AnyColumn | null)[] {
  if (node.kind === 'column') return [findColumnByNode(plainColumn(node as ColumnNode))];
  return childNodes(node).flatMap(columnsIn);
}

/** A value that is written, as it is read; {@link unknownValue} where only the database knows. */
export function valueAsGiven(value: unknown, column: AnyColumn): unknown {
  return keptAsGiven(value, column) ? value : unknownValue;
}

/** Whether a database gives a value back exactly as it was given. */
function keptAsGiven(value: unknown, { type }: AnyColumn): boolean {
  const { typeName } = type;
  if (value === null) return true;
  if (!isPlainType(type)) return false;
  if (typeof value === 'number') return Number.isSafeInteger(value) && (typeName === 'Integer' || typeName === 'SmallInteger');
  if (typeof value === 'boolean') return typeName === 'Boolean';
  if (typeof value === 'bigint') return typeName === 'BigInteger';
  return typeof value === 'string' && texts.has(typeName);
}

const texts: ReadonlySet<string> = new Set(['String', 'Text', 'Unicode', 'UnicodeText']);

/** Whether an UPDATE may change a column that it does not name. */
export function changesByItself({ options }: AnyColumn): boolean {
  const { onupdate, serverOnupdate, computed } = options;
  return onupdate !== undefined || serverOnupdate !== undefined || computed !== undefined;
}

import { CursorResult } from '../../result/cursor-result.ts';
import { notInsert } from '../../result/inserted-keys.ts';
import { childNodes } from '../../sql/nodes/child-nodes.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { FromIdentity, FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { AssignmentsNode, DeleteNode, UpdateNode } from '../../sql/nodes/statement-nodes.ts';
import { Select, select } from '../../sql/select.ts';
import type { Update } from '../../sql/update.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import { whereOf } from '../loading/loader-criteria.ts';
import { type Entity, plainColumn } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { OrmExecution, ReturningCapabilities } from './orm-execution.ts';
import { criterionOf, statesOf, type Synchronization, synchronizeDelete, synchronizeUpdate } from './synchronize.ts';

type Load = (result: MaybePromise<CursorResult>) => MaybePromise<CursorResult>;

/**
 * Executes an UPDATE or DELETE, and brings the objects that it concerns in line.
 *
 * @param load makes objects of what it returns
 */
export function synchronized(execution: OrmExecution, mapper: Mapper, load: Load): MaybePromise<CursorResult> {
  const { statement, params, store, synchronizeSession: mode, send, capabilities } = execution;
  const node = statement.node as UpdateNode | DeleteNode;
  const task: Synchronization = { node, mapper, store, params: (params ?? {}) as Synchronization['params'] };
  const states = mode === false ? [] : statesOf(task);
  if (mode === false || states.length === 0) return load(send(statement, params));
  const criterion = mode === 'fetch' ? null : criterionOf(task, mode);
  const write = (concerned: () => Concerned) => {
    if (node.kind === 'update') return updated(execution, task, concerned, load);
    return deleted(task, concerned(), load(send(statement, params)));
  };
  if (criterion !== null) {
    const evaluated = () =>
      new Map(
        states.map((state) => [state, criterion(state)] as const).filter(([, answer]) => answer !== false && answer !== null),
      );
    return write(evaluated);
  }
  if (canReturnKeys(task, capabilities)) return withReturnedKeys(execution, task, states);
  return chain(send(keysOf(task), params), (result) => {
    const found = foundIn(result, task, states);
    return write(() => found);
  });
}

type Concerned = ReadonlyMap<InstanceState, unknown>;

/** What the objects are to have is known of what they had, and what the statement returns comes on top of it. */
function updated(
  { send, statement, params }: OrmExecution,
  task: Synchronization,
  concerned: () => Concerned,
  load: Load,
): MaybePromise<CursorResult> {
  return chain(send(statement, params), (result) => {
    synchronizeUpdate(task, concerned());
    return load(result);
  });
}

function deleted(task: Synchronization, concerned: Concerned, result: MaybePromise<CursorResult>): MaybePromise<CursorResult> {
  return chain(result, (rows) => {
    synchronizeDelete(task, concerned);
    return rows;
  });
}

// By keys ----------------------------------------------------------------------------------------------------------------

/** Whether the statement itself can tell the keys of its rows: they are its own table's, and stay what they were. */
function canReturnKeys({ node, mapper }: Synchronization, can: ReturningCapabilities): boolean {
  if (!(node.kind === 'update' ? can.updateReturning : can.deleteReturning) || node.returning.length > 0) return false;
  const others = node.kind === 'update' ? (node as UpdateNode).froms : (node as DeleteNode).using;
  const { targets = [], values = [] } = ((node as Partial<UpdateNode>).values ?? {}) as Partial<AssignmentsNode>;
  const keys = new Set<SqlNode>(mapper.primaryKey.map(({ column }) => column.node));
  if (targets.some((target) => keys.has(plainColumn(target as ColumnNode)))) return false;
  const own = (mapper.table.node as FromNode).identity;
  return mapper.tables.length === 1 && others.length === 0 && ![...whereOf(node), ...values].some((one) => namesOther(one, own));
}

function namesOther(node: SqlNode, own: FromIdentity): boolean {
  if (node.kind === 'column') return plainColumn(node as ColumnNode).from?.identity !== own;
  return node.kind !== 'scalarSubquery' && childNodes(node).some((child) => namesOther(child, own));
}

function withReturnedKeys(
  { statement, params, send }: OrmExecution,
  task: Synchronization,
  states: readonly InstanceState[],
): MaybePromise<CursorResult> {
  const returning = (statement as Update<unknown>).returning(...(keyColumns(task) as never[]));
  return chain(send(returning, params), (result) => {
    const rows = result.all();
    const found = foundIn(rows, task, states);
    if (task.node.kind === 'update') synchronizeUpdate(task, found);
    else synchronizeDelete(task, found);
    return new CursorResult(null, [], { rowcount: rows.length, insertedKeys: notInsert });
  });
}

function foundIn(rows: Iterable<Iterable<unknown>>, { mapper }: Synchronization, states: readonly InstanceState[]): Concerned {
  const keys = new Set<unknown>();
  for (const row of rows) keys.add(mapper.keyOf([...row]));
  return new Map(states.filter(({ key }) => keys.has(key)).map((state) => [state, true]));
}

/** A SELECT of the primary keys of the rows that the statement is about. */
function keysOf(task: Synchronization): Select<readonly unknown[]> {
  const { node } = task;
  const froms = node.kind === 'update' ? (node as UpdateNode).froms : (node as DeleteNode).using;
  const base = select(...(keyColumns(task) as never[])).node;
  const { ctes, where, options } = node;
  return new Select({
    ...base,
    froms: [node.table, ...froms],
    where,
    options,
    ...(ctes === undefined || ctes.length === 0 ? {} : { ctes }),
  });
}

function keyColumns({ node, mapper }: Synchronization): readonly unknown[] {
  const { c } = node.table.identity as Entity;
  return mapper.primaryKey.map(({ key }) => c[key]);
}

import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import type { FromNode, StatementNode } from '../../sql/nodes/sql-node.ts';
import type { DeleteNode, UpdateNode } from '../../sql/nodes/statement-nodes.ts';
import { Select, select } from '../../sql/select.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import { loadResult } from '../loading/load-result.ts';
import { Entity } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from '../state/instance-state.ts';
import { bulkInsert, byColumns } from './bulk-insert.ts';
import { bulkUpdate, isBulkUpdate, refuseBulkDelete } from './bulk-update.ts';
import type { OrmExecution } from './orm-execution.ts';
import { criterionOf, statesOf, type Synchronization, synchronizeDelete, synchronizeUpdate } from './synchronize.ts';

/** Executes a statement that names classes: rows have objects in them, and objects follow what UPDATE and DELETE do. */
export function executeOrm(execution: OrmExecution): MaybePromise<CursorResult> {
  const { statement, params, send } = execution;
  const { node } = statement;
  const mapper = writtenMapper(node);
  if (mapper === null) return loaded(execution, send(statement, params));
  if (node.kind === 'insert') return bulkInsert(execution, mapper, (result) => loaded(execution, result));
  if (node.kind === 'delete') refuseBulkDelete(params);
  if (node.kind === 'update' && isBulkUpdate(params)) return bulkUpdate(execution, mapper, params);
  const values =
    node.kind === 'update' && (node as UpdateNode).values === null && params != null ? byColumns(mapper, params) : params;
  return synchronized({ ...execution, params: values }, mapper);
}

/** The class that a statement writes; null: it writes none. */
function writtenMapper({ kind, table }: StatementNode & { readonly table?: FromNode }): Mapper | null {
  const isDml = kind === 'insert' || kind === 'update' || kind === 'delete';
  if (!isDml || table?.kind !== 'entity') return null;
  const { identity } = table as EntityNode;
  return identity instanceof Entity ? identity.mapper : null;
}

function loaded(execution: OrmExecution, result: MaybePromise<CursorResult>): MaybePromise<CursorResult> {
  const { store, populateExisting, statement, params, send } = execution;
  const execute = (one: object, values?: unknown) => send(one, values as ExecuteParams | null | undefined);
  return chain(result, (rows) => loadResult(rows, store, { populateExisting, statement, params, execute }));
}

// UPDATE and DELETE ------------------------------------------------------------------------------------------------------

function synchronized(execution: OrmExecution, mapper: Mapper): MaybePromise<CursorResult> {
  const { statement, params, store, synchronizeSession: mode, send } = execution;
  const node = statement.node as UpdateNode | DeleteNode;
  const task: Synchronization = { node, mapper, store, params: (params ?? {}) as Synchronization['params'] };
  const states = mode === false ? [] : statesOf(task);
  if (states.length === 0) return loaded(execution, send(statement, params));
  return chain(concernedBy(task, states, execution), (concerned) =>
    chain(send(statement, params), (result) => {
      if (node.kind === 'update') {
        synchronizeUpdate(task, concerned());
        return loaded(execution, result);
      }
      const found = concerned();
      return chain(loaded(execution, result), (rows) => {
        synchronizeDelete(task, found);
        return rows;
      });
    }),
  );
}

type Concerned = () => ReadonlyMap<InstanceState, unknown>;

/** Finds out which objects the statement concerns: by its conditions, else by asking for the keys first. */
function concernedBy(task: Synchronization, states: readonly InstanceState[], execution: OrmExecution): MaybePromise<Concerned> {
  const { synchronizeSession: mode, params, send } = execution;
  const criterion = mode === 'fetch' || mode === false ? null : criterionOf(task, mode);
  if (criterion !== null)
    return () => {
      const answers = states.map((state) => [state, criterion(state)] as const);
      return new Map(answers.filter(([, answer]) => answer !== false && answer !== null));
    };
  return chain(send(keysOf(task), params), (result) => {
    const { mapper } = task;
    const keys = new Set(result.all().map((row) => mapper.keyOf([...row])));
    const concerned = new Map(states.filter(({ key }) => keys.has(key)).map((state) => [state, true]));
    return () => concerned;
  });
}

/** A SELECT of the primary keys of the rows that the statement is about. */
function keysOf({ node, mapper }: Synchronization): Select<readonly unknown[]> {
  const { c } = node.table.identity as Entity;
  const keys = mapper.primaryKey.map(({ key }) => c[key]);
  const froms = node.kind === 'update' ? (node as UpdateNode).froms : (node as DeleteNode).using;
  const base = select(...(keys as never[])).node;
  const { ctes } = node;
  return new Select({
    ...base,
    froms: [node.table, ...froms],
    where: node.where,
    ...(ctes === undefined || ctes.length === 0 ? {} : { ctes }),
  });
}

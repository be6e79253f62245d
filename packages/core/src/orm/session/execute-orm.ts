import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import type { FromNode, StatementNode } from '../../sql/nodes/sql-node.ts';
import type { UpdateNode } from '../../sql/nodes/statement-nodes.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import { loadResult } from '../loading/load-result.ts';
import { Entity } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { bulkInsert, byColumns } from './bulk-insert.ts';
import { bulkUpdate, isBulkUpdate, refuseBulkDelete } from './bulk-update.ts';
import type { NamedValues } from './grouped-by-keys.ts';
import type { OrmExecution } from './orm-execution.ts';
import { checkRowKeys } from './row-keys.ts';
import { spreadAttributes } from './spread-attributes.ts';
import { synchronized } from './synchronized.ts';

/** Executes a statement that names classes: rows have objects in them, and objects follow what UPDATE and DELETE do. */
export function executeOrm(given: OrmExecution): MaybePromise<CursorResult> {
  const { node } = given.statement;
  const mapper = writtenMapper(node);
  if (mapper === null) return loaded(given, given.send(given.statement, given.params));
  const execution = { ...given, params: spreadAttributes(mapper, given.params) };
  const { params } = execution;
  if (node.kind === 'insert') return bulkInsert(execution, mapper, (result) => loaded(execution, result));
  if (node.kind === 'delete') refuseBulkDelete(params);
  if (node.kind === 'update' && isBulkUpdate(params)) return bulkUpdate(execution, mapper, params);
  const written = { ...execution, params: node.kind === 'update' ? setByColumns(execution, mapper) : params };
  return synchronized(written, mapper, (result) => loaded(written, result));
}

/** Where an UPDATE says no values, its parameters do. */
function setByColumns({ statement, params }: OrmExecution, mapper: Mapper): OrmExecution['params'] {
  if (params === null || params === undefined || (statement.node as UpdateNode).values !== null) return params;
  checkRowKeys(params as NamedValues, mapper, statement);
  return byColumns(mapper, params);
}

/** The class that a statement writes; null: it writes none. */
function writtenMapper({ kind, table }: StatementNode & { readonly table?: FromNode }): Mapper | null {
  const isDml = kind === 'insert' || kind === 'update' || kind === 'delete';
  if (!isDml || table?.kind !== 'entity') return null;
  const { identity } = table as EntityNode;
  return identity instanceof Entity ? identity.mapper : null;
}

function loaded(execution: OrmExecution, result: MaybePromise<CursorResult>): MaybePromise<CursorResult> {
  const { store, populateExisting, statement, params, load } = execution;
  const execute = (one: object, values?: unknown) => load(one, values as ExecuteParams | null | undefined);
  return chain(result, (rows) => loadResult(rows, store, { populateExisting, statement, params, execute }));
}

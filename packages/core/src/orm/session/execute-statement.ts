import { type Connection, executeAtOnce } from '../../engine/connection.ts';
import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { ExecutionOptions } from '../../engine/execution-options.ts';
import type { StatementOptions } from '../../engine/statement-source.ts';
import { StatementError } from '../../errors/statement-errors.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import { Statement as BuiltStatement } from '../../sql/statement.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import type { BindArguments } from './bind-arguments.ts';
import { executeHeard, type HeardStatement } from './execute-heard.ts';
import { executeOrm } from './execute-orm.ts';
import type { OrmExecution, Send } from './orm-execution.ts';
import type { SessionState } from './session-state.ts';
import type { SessionStatementOptions } from './session-statement-options.ts';

/** Executes a statement in the transaction of a session; rows of classes have objects in them. */
export function executeStatement(
  state: SessionState,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: SessionStatementOptions | undefined,
  load: HeardStatement['load'] = null,
): MaybePromise<CursorResult> {
  if (!state.hears('doOrmExecute')) return executeUnheard(state, statement, params, options);
  return executeHeard(state, { statement, params, options, load }, (...wanted) => executeUnheard(state, ...wanted));
}

function executeUnheard(
  state: SessionState,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: SessionStatementOptions | undefined,
): MaybePromise<CursorResult> {
  const built = statement instanceof BuiltStatement ? statement : null;
  state.store.identityMap.relax();
  const orm = built === null ? undefined : ormOptions(built, options);
  return chain(autoflush(state, orm?.autoflush), () =>
    chain(state.connectionFor(bindArgumentsOf(state, statement, options), undefined, options?.signal), (connection) => {
      const send: Send = (one, values) => connection[executeAtOnce](one, values, statementOptions(options));
      if (built === null || built.entity === null) return send(statement, params);
      const { populateExisting = false, synchronizeSession = 'auto' } = orm ?? {};
      const { store } = state;
      const { capabilities } = connection.dialect;
      const load: Send = (one, values) => sendRelated(state, one, values, options, connection);
      const given = { store, statement: built, params, populateExisting, synchronizeSession, send, load, capabilities };
      return toldOf(state, given, executeOrm(given));
    }),
  );
}

/** Tells of an UPDATE or DELETE that says which objects it is about, rather than one for each of a list. */
function toldOf(
  state: SessionState,
  { statement, params }: OrmExecution,
  result: MaybePromise<CursorResult>,
): MaybePromise<CursorResult> {
  const { kind } = statement.node;
  const name = kind === 'update' ? 'afterBulkUpdate' : 'afterBulkDelete';
  if ((kind !== 'update' && kind !== 'delete') || Array.isArray(params) || !state.hears(name)) return result;
  return chain(result, (rows) =>
    chain(
      state.notifyListenersOf(name, { session: state.store.session, statement, params: params ?? null, result: rows }),
      () => rows,
    ),
  );
}

/** Executes what loads relationships: where their classes have another engine, there. Rows stay as they are. */
export function sendRelated(
  state: SessionState,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: SessionStatementOptions | undefined,
  connection: Connection | null,
  load: HeardStatement['load'] = 'relationship',
): MaybePromise<CursorResult> {
  const isSame = connection !== null && (state.options.binds === undefined || options?.bindArguments !== undefined);
  const send = (one: unknown, values: typeof params, given: typeof options) =>
    chain(isSame ? connection : state.connectionFor(bindArgumentsOf(state, one, given)), (where) =>
      where[executeAtOnce](one, values, statementOptions(given)),
    );
  if (!state.hears('doOrmExecute')) return send(statement, params, options);
  return executeHeard(state, { statement, params, options, load }, send);
}

/** Sends what is pending, where the session does that before a query. */
export function autoflush(state: SessionState, isWanted = true): MaybePromise<void> {
  if (!isWanted || state.store.isClean || !state.autoflush) return;
  return state.flush().catch((error: unknown) => {
    throw duringAutoflush(error);
  });
}

/** Which engine or connection a statement is for. */
export function bindArgumentsOf(
  state: SessionState,
  clause: unknown,
  options: SessionStatementOptions | undefined,
): BindArguments {
  const given = options?.bindArguments ?? noArguments;
  return state.options.binds === undefined ? given : { clause, ...given };
}

/** The options that a connection understands. */
export function statementOptions(options: SessionStatementOptions | undefined): StatementOptions | undefined {
  if (options === undefined || !('bindArguments' in options)) return options;
  const { bindArguments: _, ...own } = options;
  return own;
}

const noArguments: BindArguments = Object.freeze({});

/** The options that are for the session. */
export function ormOptions(
  statement: BuiltStatement<unknown>,
  options: SessionStatementOptions | undefined,
): ExecutionOptions | undefined {
  const call = options?.executionOptions;
  return call === undefined ? statement.statementOptions : { ...statement.statementOptions, ...call };
}

// Whoever gets the error asked for a query and not for a flush. The class, the code and the statement stay those of the error.
function duringAutoflush(error: unknown): unknown {
  if (!(error instanceof StatementError)) return error;
  error.message = `(raised as a result of Query-invoked autoflush; consider using session.noAutoflush(callback) if this flush is occurring prematurely)\n${error.message}`;
  return error;
}

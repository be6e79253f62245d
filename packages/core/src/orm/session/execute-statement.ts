import { executeAtOnce } from '../../engine/connection.ts';
import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { ExecutionOptions } from '../../engine/execution-options.ts';
import type { StatementOptions } from '../../engine/statement-source.ts';
import { StatementError } from '../../errors/statement-errors.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import { Statement as BuiltStatement } from '../../sql/statement.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import type { BindArguments } from './bind-arguments.ts';
import { executeOrm } from './execute-orm.ts';
import type { Send } from './orm-execution.ts';
import type { OrmExecuteState } from './orm-execute-state.ts';
import type { SessionState } from './session-state.ts';

/** Options of one execution by a Session. */
export interface SessionStatementOptions extends StatementOptions {
  readonly bindArguments?: BindArguments;
}

/** Executes a statement in the transaction of a session; rows of classes have objects in them. */
export function executeStatement(
  state: SessionState,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: SessionStatementOptions | undefined,
): MaybePromise<CursorResult> {
  if (state.hears('doOrmExecute')) return executeHeard(state, statement, params, options);
  return executeUnheard(state, statement, params, options);
}

function executeUnheard(
  state: SessionState,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: SessionStatementOptions | undefined,
): MaybePromise<CursorResult> {
  const built = statement instanceof BuiltStatement ? statement : null;
  const orm = built === null ? undefined : ormOptions(built, options);
  return chain(autoflush(state, orm?.autoflush), () =>
    chain(state.connectionFor(bindArgumentsOf(state, statement, options), undefined, options?.signal), (connection) => {
      const send: Send = (one, values) => connection[executeAtOnce](one, values, statementOptions(options));
      if (built === null || built.entity === null) return send(statement, params);
      const { populateExisting = false, synchronizeSession = 'auto' } = orm ?? {};
      return executeOrm({ store: state.store, statement: built, params, populateExisting, synchronizeSession, send });
    }),
  );
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

function ormOptions(
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

/** Listeners may put another statement in its place, or execute it themselves. */
async function executeHeard(
  state: SessionState,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: SessionStatementOptions | undefined,
): Promise<CursorResult> {
  let answer: CursorResult | null = null;
  const { kind, entity } = (statement ?? {}) as { readonly kind?: string; readonly entity?: unknown };
  const context: OrmExecuteState<object> = {
    session: state.store.session,
    statement,
    params: params ?? null,
    isSelect: kind === 'select' || kind === 'compound',
    isInsert: kind === 'insert',
    isUpdate: kind === 'update',
    isDelete: kind === 'delete',
    isOrmStatement: entity !== undefined && entity !== null,
    async invokeStatement(other = context.statement, values = context.params) {
      answer = await executeUnheard(state, other, values, options);
      return answer;
    },
  };
  await state.notifyListenersOf('doOrmExecute', context);
  return answer ?? executeUnheard(state, context.statement, params, options);
}

import type { DriverConnection } from '../driver/driver-connection.ts';
import type { DriverResult } from '../driver/driver-result.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { StatementError } from '../errors/statement-errors.ts';
import { CursorResult } from '../result/cursor-result.ts';
import { notCompiled, notInsert } from '../result/inserted-keys.ts';
import type { ClauseElement } from '../sql/clause-element.ts';
import type { ColumnElement } from '../sql/column-element.ts';
import { select } from '../sql/select.ts';
import { chain, isPromise, type MaybePromise, recover } from '../util/maybe-promise.ts';
import { announceStatement } from './announce.ts';
import type { ConnectionCore } from './connection-core.ts';
import type { ExecuteParams } from './execute-params.ts';
import { type ExecutionOptions, mergeStatementOptions } from './execution-options.ts';
import { insertedKeys } from './inserted-rows.ts';
import { insertManyValues, isInsertManyValues } from './insert-many-values.ts';
import { type Execution, prepareDriverSql, prepareExecution } from './prepare-execution.ts';
import { send } from './send.ts';
import { checkStatementOptions, optionsOf, type StatementOptions } from './statement-source.ts';

const endless: StatementOptions = Object.freeze({});

/** Compiles, binds, begins if need be, sends, and wraps what comes back: in that order. */
export function execute(
  core: ConnectionCore,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: StatementOptions = endless,
): MaybePromise<CursorResult> {
  core.checkOpen();
  if (options !== endless) checkStatementOptions(options);
  const merged = optionsOf(statement, core.options, options);
  if (merged.streamResults === true) refuseStreaming();
  const [wanted, wantedParams] = announceStatement(core, statement, params);
  const prepared = prepare(core, wanted, wantedParams, merged);
  const sent = isPromise(prepared) ? prepared.then((execution) => run(core, execution, options)) : run(core, prepared, options);
  const { yieldPer } = merged;
  const answer = yieldPer === undefined ? sent : chain(sent, (result) => result.yieldPer(yieldPer));
  const { events } = core.runtime;
  if (events.isSilent || !events.has('afterExecute')) return answer;
  return chain(answer, (result) => {
    events.emit('afterExecute', core.owner, wanted, wantedParams ?? undefined, result);
    return result;
  });
}

function refuseStreaming(): never {
  throw new ArgumentError('execute() holds all rows in memory, which "streamResults" is to avoid. Call stream() instead.');
}

/** Compiles and binds a statement; listeners hear of what is wrong with it. */
export function prepare(
  core: ConnectionCore,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: ExecutionOptions,
): MaybePromise<Execution> {
  const { events } = core.runtime;
  const step = () =>
    prepareExecution(core.runtime, statement, params, options, (expression) => evaluate(core, expression, options));
  if (events.isSilent || !events.has('handleError')) return step();
  const told = (error: unknown): never => {
    core.tellListeners(
      error instanceof StatementError ? error.orig : error,
      error,
      error instanceof StatementError ? error.statement : undefined,
      false,
    );
    throw error;
  };
  return recover(step, told);
}

/** The value of an expression, from the database. */
function evaluate(core: ConnectionCore, expression: ClauseElement, options: ExecutionOptions): MaybePromise<unknown> {
  const statement = select(expression as ColumnElement<unknown>);
  const prepared = prepareExecution(core.runtime, statement, null, options, refuseDefaults) as Execution;
  return chain(run(core, prepared), (result) => result.scalar());
}

function refuseDefaults(): never {
  throw new ArgumentError('The default of a column has defaults of its own.');
}

/** Sends a string to the driver as it is, with its own placeholders: nothing is compiled. */
export function executeDriverSql(
  core: ConnectionCore,
  sql: string,
  params: readonly unknown[] | undefined,
  options: StatementOptions = endless,
): MaybePromise<CursorResult> {
  core.checkOpen();
  checkStatementOptions(options);
  mergeStatementOptions(core.options, options.executionOptions);
  return run(core, prepareDriverSql(core.runtime, sql, params), options);
}

/** Begins if need be, sends, and wraps what comes back. */
export function run(core: ConnectionCore, execution: Execution, options: StatementOptions = endless): MaybePromise<CursorResult> {
  const connection = core.ready();
  if (isPromise(connection)) return connection.then((ready) => sendTo(core, ready, execution, options));
  return sendTo(core, connection, execution, options);
}

function sendTo(
  core: ConnectionCore,
  connection: DriverConnection,
  execution: Execution,
  options: StatementOptions,
): MaybePromise<CursorResult> {
  const { script } = execution.cached.compiled;
  const answer = isInsertManyValues(execution)
    ? insertManyValues(core, connection, execution, options)
    : script === null
      ? send(core, connection, execution, options)
      : sendScript(core, connection, execution, script, options);
  return isPromise(answer) ? answer.then((result) => toResult(execution, result)) : toResult(execution, answer);
}

/** Sends one statement after the other; the answer is the last one's. */
async function sendScript(
  core: ConnectionCore,
  connection: DriverConnection,
  execution: Execution,
  [first = '', ...others]: readonly string[],
  options: StatementOptions,
): Promise<DriverResult> {
  const answer = await send(core, connection, { ...execution, sql: first }, options);
  return others.length === 0 ? answer : sendScript(core, connection, execution, others, options);
}

function toResult(execution: Execution, result: DriverResult): CursorResult {
  const { cached, isMany, inserted = null } = execution;
  const { columns, rows, affected, lastInsertId } = result;
  const { dml, isText } = cached.compiled;
  // Many executions of one statement give no rows, even if each would; an INSERT does. Keys are not for the caller.
  const givesRows = columns !== null && (dml?.kind === 'insert' ? dml.returnsRows : !isMany);
  const keys = isText ? notCompiled : inserted === null ? notInsert : insertedKeys(cached, inserted, result);
  return new CursorResult(givesRows ? cached.shapeFor(columns) : null, givesRows ? rows : [], {
    rowcount: affected,
    lastrowid: lastInsertId ?? null,
    insertedKeys: keys,
    plan: cached.compiled.plan,
  });
}

import type { DriverConnection, ExecuteMode, StatementInterrupt } from '../driver/driver-connection.ts';
import type { DriverResult } from '../driver/driver-result.ts';
import type { ExpandedStatement } from '../dialect/dialect.ts';
import { QueryCanceledError } from '../errors/database-errors.ts';
import { chain, isPromise, type MaybePromise, recover } from '../util/maybe-promise.ts';
import { announceExecution, shownSql } from './announce.ts';
import type { ConnectionCore } from './connection-core.ts';
import { reusableBatches } from './insert-batches.ts';
import { Interruption, interruptible, type Patience, statementInterrupt } from './interrupt.ts';
import type { Execution } from './prepare-execution.ts';
import { statementChannel, type StatementMessage } from './statement-channel.ts';
import { shownOptions } from './wrap-error.ts';

/** Sends a prepared execution: logs it, tells listeners and tracers, and gives back what the driver answered. */
export function send(
  core: ConnectionCore,
  connection: DriverConnection,
  prepared: Execution,
  patience: Patience,
): MaybePromise<DriverResult> {
  const { events } = core.runtime;
  const isWatched = core.echo !== null || !events.isSilent || statementChannel.hasSubscribers;
  if (!isWatched && patience.signal === undefined && patience.timeout === undefined)
    return sendQuietly(core, connection, prepared);
  const execution = core.echo === null && !events.has('beforeCursorExecute') ? prepared : announceExecution(core, prepared);
  const step = (interrupt?: StatementInterrupt) =>
    toDriver(core, connection, execution, interrupt === undefined ? execution.mode : { ...execution.mode, interrupt });
  const answer = observed(core, execution, () => patiently(core, connection, execution, patience, step), rowcountOf);
  if (core.echo === null && !events.has('afterCursorExecute')) return answer;
  return chain(answer, (result) => {
    if (events.has('afterCursorExecute'))
      events.emit('afterCursorExecute', core.owner, execution.sql, execution.params, execution.isMany);
    if (result.columns !== null) core.echo?.rows(result.columns, result.rows);
    return result;
  });
}

/** What {@link send} comes to where nobody watches and time does not matter: the way that has to be fast. */
function sendQuietly(core: ConnectionCore, connection: DriverConnection, execution: Execution): MaybePromise<DriverResult> {
  try {
    const answer = toDriver(core, connection, execution, execution.mode);
    return isPromise(answer) ? answer.then(undefined, (thrown) => failed(core, execution, thrown)) : answer;
  } catch (thrown) {
    return failed(core, execution, thrown);
  }
}

// Errors ----------------------------------------------------------------------------------------------------------

/** Runs a step that talks to the driver for this execution; errors become ours, and interruptions are looked after. */
export function guarded<T>(core: ConnectionCore, execution: Execution, step: () => MaybePromise<T>): MaybePromise<T> {
  return recover(step, (thrown) => failed(core, execution, thrown)) as MaybePromise<T>;
}

function failed(core: ConnectionCore, execution: Execution, thrown: unknown): never {
  const context = { statement: shownSql(execution), params: execution.params, isMany: execution.isMany };
  if (!(thrown instanceof Interruption)) return core.fail(thrown, context);
  if (!thrown.isClean) core.invalidate(thrown.cause);
  const options = shownOptions(thrown.cause, { ...context, dialect: core.runtime.dialect, hideParameters: core.hideParameters });
  const message = `The statement was canceled: it ${thrown.message}.${thrown.isClean ? '' : lostMessage}`;
  const error = new QueryCanceledError(message, options);
  core.tellListeners(thrown.cause, error, context.statement, !thrown.isClean);
  throw error;
}

const lostMessage = ' Its connection was closed, since the server did not confirm it; a transaction on it is lost.';

// Patience --------------------------------------------------------------------------------------------------------

/** Runs a step on a connection as long as the caller has patience; the step is told of it, for drivers in this process. */
export function patiently<T>(
  core: ConnectionCore,
  connection: DriverConnection,
  execution: Execution,
  patience: Patience,
  step: (interrupt?: StatementInterrupt) => MaybePromise<T>,
): MaybePromise<T> {
  const interrupt = statementInterrupt(patience);
  if (interrupt === null) return guarded(core, execution, () => step());
  return guarded(core, execution, () => interruptible(core.runtime.dialect, connection, interrupt, () => step(interrupt)));
}

// The driver ------------------------------------------------------------------------------------------------------

function toDriver(
  core: ConnectionCore,
  connection: DriverConnection,
  execution: Execution,
  mode: ExecuteMode,
): MaybePromise<DriverResult> {
  const { sql, params } = execution;
  if (!execution.isMany) return connection.execute(sql, params, mode);
  const sets = params as readonly (readonly unknown[])[];
  const expanded = batchesOf(core, execution, sets) ?? core.runtime.dialect.expandMany?.(sql, sets) ?? null;
  return expanded === null ? connection.executeMany(sql, sets, mode) : sendExpanded(connection, expanded, mode);
}

/** An INSERT of several rows goes in statements of many rows each, which stay prepared. */
function batchesOf(
  core: ConnectionCore,
  { cached }: Execution,
  sets: readonly (readonly unknown[])[],
): readonly ExpandedStatement[] | null {
  if (cached.compiled.dml?.rowSpan == null) return null;
  const template = cached.rowTemplate;
  const {
    rowsPerInsert = defaultRowsPerInsert,
    maxRowsPerInsert = rowsPerInsert,
    maxParameters,
  } = core.runtime.dialect.capabilities;
  const limits = { rows: Math.min(rowsPerInsert, maxRowsPerInsert), parameters: maxParameters };
  return template === null ? null : reusableBatches(template, sets, limits);
}

const defaultRowsPerInsert = 512;

function sendExpanded(
  connection: DriverConnection,
  statements: readonly ExpandedStatement[],
  mode: ExecuteMode,
  from = 0,
  before: DriverResult = { columns: null, rows: [], affected: 0 },
): MaybePromise<DriverResult> {
  let merged = before;
  for (let i = from; i < statements.length; i++) {
    const { sql, params } = statements[i] as ExpandedStatement;
    const answer = connection.execute(sql, params, mode);
    if (isPromise(answer))
      return answer.then((result) => sendExpanded(connection, statements, mode, i + 1, added(merged, result)));
    merged = added(merged, answer);
  }
  return merged;
}

function added({ affected }: DriverResult, next: DriverResult): DriverResult {
  const sum = next.affected < 0 || affected < 0 ? -1 : affected + next.affected;
  return { columns: null, rows: [], affected: sum, lastInsertId: next.lastInsertId };
}

// Tracers ---------------------------------------------------------------------------------------------------------

/** Runs a step that sends this execution, and tells the tracers of it. */
export function observed<T>(
  core: ConnectionCore,
  execution: Execution,
  step: () => MaybePromise<T>,
  rowcountOf: (answer: T) => number,
): MaybePromise<T> {
  if (!statementChannel.hasSubscribers) return step();
  const startTime = performance.now();
  const failed = (error: unknown): never => {
    statementChannel.publish(messageOf(core, execution, startTime, -1, error));
    throw error;
  };
  return chain(recover(step, failed) as MaybePromise<T>, (answer) => {
    statementChannel.publish(messageOf(core, execution, startTime, rowcountOf(answer)));
    return answer;
  });
}

function rowcountOf({ columns, affected, rows }: DriverResult): number {
  return columns === null ? affected : rows.length;
}

function messageOf(
  core: ConnectionCore,
  execution: Execution,
  startTime: number,
  rowcount: number,
  error?: unknown,
): StatementMessage {
  const { dialect, url } = core.runtime;
  return {
    statement: execution.sql,
    ...(core.hideParameters ? {} : { parameters: execution.params }),
    isMany: execution.isMany,
    startTime,
    durationMs: performance.now() - startTime,
    rowcount,
    ...(error === undefined ? {} : { error }),
    dialect: dialect.name,
    driver: dialect.driver.name,
    url: String(url),
  };
}

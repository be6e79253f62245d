import { shortenStatement } from '../util/long-statement.ts';
import type { ConnectionCore } from './connection-core.ts';
import type { ExecuteParams } from './execute-params.ts';
import { cacheStats, type Execution } from './prepare-execution.ts';

/** Shows a statement to the listeners of `beforeExecute`; gives statement and parameters as they want them. */
export function announceStatement(
  core: ConnectionCore,
  statement: unknown,
  params: ExecuteParams | null | undefined,
): readonly [statement: unknown, params: ExecuteParams | null | undefined] {
  const { events } = core.runtime;
  if (events.isSilent || !events.has('beforeExecute')) return [statement, params];
  const [, wantedStatement, wantedParams] = events.emitForAnswer('beforeExecute', core.owner, statement, params ?? undefined);
  return [wantedStatement, wantedParams];
}

/** Shows SQL that is about to be sent to the listeners of `beforeCursorExecute`, then to the log; gives it as they want it. */
export function announceExecution(core: ConnectionCore, execution: Execution): Execution {
  const { events } = core.runtime;
  const wanted = events.has('beforeCursorExecute') ? asWanted(core, execution) : execution;
  core.echo?.statement(shownSql(wanted), cacheStats(wanted), wanted.params, wanted.isMany);
  return wanted;
}

function asWanted(core: ConnectionCore, execution: Execution): Execution {
  const { sql, params, isMany } = execution;
  const [, wantedSql, wantedParams] = core.runtime.events.emitForAnswer('beforeCursorExecute', core.owner, sql, params, isMany);
  return wantedSql === sql && wantedParams === params ? execution : { ...execution, sql: wantedSql, params: wantedParams };
}

/** An INSERT of many rows says the same again and again: not all of it is shown, in the log and in errors. */
export function shownSql({ sql, batch }: Execution): string {
  return batch === undefined ? sql : shortenStatement(sql);
}

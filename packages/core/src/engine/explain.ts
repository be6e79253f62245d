import type { ExplainOptions } from '../dialect/explain.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { UnsupportedCompilationError } from '../errors/compile-errors.ts';
import type { CursorResult } from '../result/cursor-result.ts';
import { chain, type MaybePromise } from '../util/maybe-promise.ts';
import { announceStatement } from './announce.ts';
import { CachedStatement } from './cached-statement.ts';
import { checkOptionNames } from '../util/check-options.ts';
import type { ConnectionCore } from './connection-core.ts';
import { prepare, run } from './execute.ts';
import type { ExecuteParams } from './execute-params.ts';
import { optionsOf } from './statement-source.ts';

const optionNames: readonly (keyof ExplainOptions)[] = ['analyze', 'format'];

/** Sends a statement with the database's word for EXPLAIN in front, so that the rows are its plan. */
export function explain(
  core: ConnectionCore,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: ExplainOptions = {},
): MaybePromise<CursorResult> {
  core.checkOpen();
  checkOptionNames(options, optionNames, 'explain()');
  const { dialect, facts } = core.runtime;
  if (dialect.explain === undefined) throw new UnsupportedCompilationError(`The dialect ${dialect.name} has no EXPLAIN.`);
  const prefix = dialect.explain(options, facts);
  const [wanted, wantedParams] = announceStatement(core, statement, params);
  return chain(prepare(core, wanted, wantedParams, optionsOf(statement, core.options, {})), (execution) => {
    if (execution.isMany)
      throw new ArgumentError('explain() takes one set of parameters: an object. Many sets have a plan each.');
    const cached = CachedStatement.raw();
    const mode = core.runtime.executeMode(false);
    return run(core, { ...execution, sql: prefix + execution.sql, cached, mode, inserted: null }, {});
  });
}

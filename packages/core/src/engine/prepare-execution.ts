import type { Evaluate } from '../compiler/bind-defaults.ts';
import { compileStatement } from '../compiler/compile-statement.ts';
import { compileText } from '../compiler/compile-text.ts';
import type { Compiled } from '../compiler/compiled.ts';
import '../compiler/print-sql.ts';
import type { ExecuteMode } from '../driver/driver-connection.ts';
import { AludelError } from '../errors/aludel-error.ts';
import { ArgumentError, ObjectNotExecutableError } from '../errors/argument-errors.ts';
import { StatementError } from '../errors/statement-errors.ts';
import { Statement } from '../sql/statement.ts';
import { TextClause, text } from '../sql/text-clause.ts';
import { warn } from '../util/warn.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { CachedStatement } from './cached-statement.ts';
import { cachedStats, cachingDisabledStats, generatedStats, noKeyStats } from './echo.ts';
import type { EngineRuntime } from './engine-runtime.ts';
import { type ExecuteParams, type Params, parameterSets } from './execute-params.ts';
import { executionKey, givenKeys } from './execution-key.ts';
import type { ExecutionOptions } from './execution-options.ts';
import { isPromise, type MaybePromise } from '../util/maybe-promise.ts';
import { type BatchPlace, batchStats } from './batch-place.ts';
import { type BoundExecution, bindExecution } from './bind-execution.ts';
import type { InsertedRows } from './inserted-rows.ts';
import { warnOfUnconsumed } from './unconsumed-names.ts';
import { wrapOwnError } from './wrap-error.ts';

/** Everything that has to be known to send a statement. */
export interface Execution {
  readonly sql: string;
  /** The values in the order of the placeholders; with `isMany` a list of such lists. */
  readonly params: readonly unknown[];
  readonly isMany: boolean;
  readonly mode: ExecuteMode;
  /** What is known of its rows. */
  readonly cached: CachedStatement;
  /** When work on it began, by `performance.now()`; 0 where nothing is logged. */
  readonly startedAt: number;
  readonly origin: ExecutionOrigin;
  /** What is known of the rows of an INSERT; null for any other statement. */
  readonly inserted?: InsertedRows | null;
  /** How many rows an INSERT with RETURNING may have in one statement; absent: the default. */
  readonly pageSize?: number | undefined;
  /** Which of several statements it is, that together are one execution; absent: it is alone. */
  readonly batch?: BatchPlace | undefined;
}

/** Where the SQL came from, for the log. */
export type ExecutionOrigin = 'compiled' | 'cache' | 'uncached' | 'no key' | 'raw';

/**
 * Compiles a statement, or finds it compiled, and puts its parameters in order. Nothing is sent yet, and whatever is
 * wrong with statement or parameters shows here. A promise only where the default of a column gives one, or where `evaluate` has
 * to be asked for the default of a key.
 */
export function prepareExecution(
  runtime: EngineRuntime,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: ExecutionOptions,
  evaluate: Evaluate,
): MaybePromise<Execution> {
  const clause = toClause(statement);
  const sets = parameterSets(params);
  if (clause.kind === 'ddl') refuseParametersOfDdl(sets);
  const startedAt = runtime.echo === null ? 0 : performance.now();
  const usesCache = runtime.cache.size > 0 && options.compiledCache !== null;
  const key = executionKey(clause, sets, options);
  const known = usesCache && key !== null ? runtime.cache.get(key) : undefined;
  const cached = known ?? compile(runtime, clause, sets, options);
  if (usesCache && key !== null && known === undefined) runtime.cache.set(key, cached);
  const origin = known !== undefined ? 'cache' : !usesCache ? 'uncached' : key === null ? 'no key' : 'compiled';
  return bind(runtime, clause, cached, sets, {
    mode: runtime.executeMode(usesCache),
    startedAt,
    origin,
    pageSize: options.insertmanyvaluesPageSize,
    evaluate,
  });
}

/** SQL as the driver takes it, with the driver's own placeholders. */
export function prepareDriverSql(runtime: EngineRuntime, sql: string, params: readonly unknown[] = []): Execution {
  if (typeof sql !== 'string') throw new ArgumentError('execDriverSql() takes a string of SQL.');
  if (!Array.isArray(params))
    throw new ArgumentError(
      'execDriverSql() takes its values in an array, in the order of the placeholders, or an array of such arrays.',
    );
  const isMany = Array.isArray(params[0]);
  if (isMany && !params.every(Array.isArray))
    throw new ArgumentError('List argument must consist only of tuples: arrays of values, one for each execution.');
  const isSingle = isMany && params.length === 1;
  return {
    sql,
    params: isSingle ? (params[0] as readonly unknown[]) : params,
    isMany: isMany && !isSingle,
    mode: runtime.executeMode(true),
    cached: rawStatement(runtime, sql),
    startedAt: 0,
    origin: 'raw',
  };
}

// Kept for the row class that it learns; no text has a key like this one.
function rawStatement(runtime: EngineRuntime, sql: string): CachedStatement {
  const key = `\0driver ${sql}`;
  const known = runtime.cache.get(key);
  if (known !== undefined) return known;
  const made = CachedStatement.raw();
  runtime.cache.set(key, made);
  return made;
}

/** What the log says of the cache: `generated in 0.00012s`. */
export function cacheStats(execution: Execution): string {
  const { batch } = execution;
  return batch === undefined ? statsAlone(execution) : batchStats(statsAlone(execution), batch);
}

function statsAlone({ origin, startedAt, cached }: Execution): string {
  const seconds = (performance.now() - startedAt) / 1000;
  switch (origin) {
    case 'compiled':
      return generatedStats(seconds);
    case 'cache':
      return cachedStats((performance.now() - cached.compiledAt) / 1000);
    case 'uncached':
      return cachingDisabledStats(seconds);
    case 'no key':
      return noKeyStats(seconds);
    case 'raw':
      return 'raw sql';
  }
}

function refuseParametersOfDdl(sets: readonly Params[]): void {
  if (sets.length <= 1 && Object.keys(sets[0] ?? {}).length === 0) return;
  throw new ArgumentError('DDL takes no parameters: write what it defines into the element itself.');
}

type Clause = TextClause<unknown> | Statement<unknown>;

function toClause(statement: unknown): Clause {
  if (TextClause.is(statement) || statement instanceof Statement) return statement;
  if (typeof statement === 'string') return text(statement);
  throw new ObjectNotExecutableError(
    `Not an executable object: ${kindOfValue(statement)}. Give select(…), insert(…), text('…'), sql\`…\` or a string literal.`,
  );
}

function compile(runtime: EngineRuntime, clause: Clause, sets: readonly Params[], options: ExecutionOptions): CachedStatement {
  try {
    return new CachedStatement(compileClause(runtime, clause, sets, options), performance.now());
  } catch (error) {
    // A statement that was built has no SQL yet that could be shown: its errors are those of whoever built it.
    throw TextClause.is(clause) ? wrapped(runtime, error, clause.text) : error;
  }
}

function compileClause(
  { dialect, options: { enableFromLinting = true } }: EngineRuntime,
  clause: Clause,
  sets: readonly Params[],
  { schemaTranslateMap }: ExecutionOptions,
): Compiled {
  if (TextClause.is(clause)) return compileText(clause, dialect);
  const { node, binds, entity } = clause;
  const given = givenKeys(clause, sets);
  const compiled = compileStatement(
    {
      node,
      entity,
      binds,
      givenKeys: given,
      isMany: sets.length > 1,
      schemaTranslateMap: schemaTranslateMap ?? null,
      warn: enableFromLinting ? warn : null,
    },
    dialect,
  );
  if (given !== null) warnOfUnconsumed(clause, compiled, given);
  return compiled;
}

interface Facts extends Pick<Execution, 'mode' | 'startedAt' | 'origin' | 'pageSize'> {
  readonly evaluate: Evaluate;
}

function bind(
  runtime: EngineRuntime,
  clause: Clause,
  cached: CachedStatement,
  sets: readonly Params[],
  facts: Facts,
): MaybePromise<Execution> {
  try {
    const bound = bindExecution(cached.compiled, clause, sets, facts.evaluate);
    if (!isPromise(bound)) return toExecution(runtime, bound, cached, facts);
    return bound
      .then((settled) => toExecution(runtime, settled, cached, facts))
      .catch((error) => {
        throw wrapped(runtime, error, cached.compiled.sql);
      });
  } catch (error) {
    throw wrapped(runtime, error, cached.compiled.sql);
  }
}

function toExecution(
  { dialect }: EngineRuntime,
  { sql, params, isMany, inserted }: BoundExecution,
  cached: CachedStatement,
  { mode, startedAt, origin, pageSize }: Facts,
): Execution {
  checkParameterCount(dialect, isMany ? (params[0] as readonly unknown[]).length : params.length);
  return { sql, params, isMany, mode, cached, startedAt, origin, inserted, pageSize };
}

/** The server would say it less clearly, or only after all has been sent. */
function checkParameterCount({ name, capabilities }: EngineRuntime['dialect'], count: number): void {
  if (count <= capabilities.maxParameters) return;
  throw new ArgumentError(
    `The statement has ${count} parameters; ${name} takes ${capabilities.maxParameters} at the most. Put a long list into a temporary table and join it, or execute the statement for a part of the list at a time.`,
  );
}

function wrapped(runtime: EngineRuntime, error: unknown, statement: string): unknown {
  if (!(error instanceof AludelError) || error instanceof StatementError) return error;
  return wrapOwnError(error, { dialect: runtime.dialect, hideParameters: runtime.options.hideParameters ?? false, statement });
}

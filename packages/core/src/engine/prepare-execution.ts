import { bindParameters } from '../compiler/bind-parameters.ts';
import { compileStatement } from '../compiler/compile-statement.ts';
import { compileText } from '../compiler/compile-text.ts';
import type { Compiled } from '../compiler/compiled.ts';
import '../compiler/print-sql.ts';
import { expandParameters } from '../compiler/expand-parameters.ts';
import type { ExecuteMode } from '../driver/driver-connection.ts';
import { AludelError } from '../errors/aludel-error.ts';
import { ArgumentError, ObjectNotExecutableError } from '../errors/argument-errors.ts';
import { Statement } from '../sql/statement.ts';
import { TextClause, text } from '../sql/text-clause.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { CachedStatement } from './cached-statement.ts';
import { cachedStats, cachingDisabledStats, generatedStats } from './echo.ts';
import type { EngineRuntime } from './engine-runtime.ts';
import { type ExecuteParams, type Params, parameterSets } from './execute-params.ts';
import { executionKey, givenKeys } from './execution-key.ts';
import type { ExecutionOptions } from './execution-options.ts';
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
}

/** Where the SQL came from, for the log. */
export type ExecutionOrigin = 'compiled' | 'cache' | 'uncached' | 'raw';

/**
 * Compiles a statement, or finds it compiled, and puts its parameters in order. Pure: nothing is sent, and whatever is
 * wrong with statement or parameters shows here.
 */
export function prepareExecution(
  runtime: EngineRuntime,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: ExecutionOptions,
): Execution {
  const clause = toClause(statement);
  const sets = parameterSets(params);
  const startedAt = runtime.echo === null ? 0 : performance.now();
  const usesCache = runtime.cache.size > 0 && options.compiledCache !== null;
  const key = executionKey(clause, sets, options);
  const known = usesCache ? runtime.cache.get(key) : undefined;
  const cached = known ?? compile(runtime, clause, sets, options);
  if (usesCache && known === undefined) runtime.cache.set(key, cached);
  const origin = known !== undefined ? 'cache' : usesCache ? 'compiled' : 'uncached';
  return bind(runtime, clause, cached, sets, { mode: runtime.executeMode(usesCache), startedAt, origin });
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
export function cacheStats({ origin, startedAt, cached }: Execution): string {
  const seconds = (performance.now() - startedAt) / 1000;
  switch (origin) {
    case 'compiled':
      return generatedStats(seconds);
    case 'cache':
      return cachedStats((performance.now() - cached.compiledAt) / 1000);
    case 'uncached':
      return cachingDisabledStats(seconds);
    case 'raw':
      return 'raw sql';
  }
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
    throw wrapped(runtime, error, TextClause.is(clause) ? clause.text : clause.kind.toUpperCase());
  }
}

function compileClause(
  { dialect }: EngineRuntime,
  clause: Clause,
  sets: readonly Params[],
  { schemaTranslateMap }: ExecutionOptions,
): Compiled {
  if (TextClause.is(clause)) return compileText(clause, dialect);
  const { node, binds } = clause;
  return compileStatement(
    { node, binds, givenKeys: givenKeys(clause, sets), isMany: sets.length > 1, schemaTranslateMap: schemaTranslateMap ?? null },
    dialect,
  );
}

type Facts = Pick<Execution, 'mode' | 'startedAt' | 'origin'>;

function bind(runtime: EngineRuntime, clause: Clause, cached: CachedStatement, sets: readonly Params[], facts: Facts): Execution {
  const { compiled } = cached;
  const isMany = sets.length > 1;
  const { mode, startedAt, origin } = facts;
  try {
    if (compiled.hasExpanding) return bindExpanding(clause, cached, sets, facts);
    const params = isMany ? bindAll(cached, clause, sets) : bindParameters(compiled, clause, sets[0]);
    return { sql: compiled.sql, params, isMany, mode, cached, startedAt, origin };
  } catch (error) {
    throw wrapped(runtime, error, compiled.sql);
  }
}

function bindAll({ compiled }: CachedStatement, clause: Clause, sets: readonly Params[]): readonly unknown[] {
  const bound: unknown[] = [];
  for (const set of sets) bound.push(bindParameters(compiled, clause, set));
  return bound;
}

function bindExpanding(clause: Clause, cached: CachedStatement, sets: readonly Params[], facts: Facts): Execution {
  if (sets.length > 1)
    throw new ArgumentError(
      'A statement with expanding parameters has other SQL for each list: execute it once for each parameter set.',
    );
  const values = bindParameters(cached.compiled, clause, sets[0]);
  return { ...expandParameters(cached.compiled, values), isMany: false, cached, ...facts };
}

function wrapped(runtime: EngineRuntime, error: unknown, statement: string): unknown {
  if (!(error instanceof AludelError)) return error;
  return wrapOwnError(error, { dialect: runtime.dialect, hideParameters: runtime.options.hideParameters ?? false, statement });
}

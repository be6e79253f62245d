import type { Executable } from '../sql/executable.ts';
import type { Params } from './execute-params.ts';
import type { ExecutionOptions } from './execution-options.ts';

/** What the SQL of an execution depends on: the statement, for INSERT and UPDATE the columns given, and the schemas wanted. */
export function executionKey(
  clause: Executable<unknown>,
  sets: readonly Params[],
  { schemaTranslateMap }: ExecutionOptions,
): string | object {
  const key = clause.cacheKey;
  const keys = givenKeys(clause, sets);
  if (typeof key !== 'string' || (keys === null && schemaTranslateMap === undefined)) return key;
  return `${key}\0${keys === null ? '' : JSON.stringify(keys)}\0${sets.length > 1}\0${schemaTranslateMap === undefined ? '' : JSON.stringify(schemaTranslateMap)}`;
}

/** The names of the parameters, which decide what columns INSERT and UPDATE write; null for other statements. */
export function givenKeys({ kind }: Executable<unknown>, sets: readonly Params[]): readonly string[] | null {
  return kind === 'insert' || kind === 'update' ? Object.keys(sets[0] ?? {}) : null;
}

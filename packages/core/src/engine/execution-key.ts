import type { Executable } from '../sql/executable.ts';
import { noParameterSets as noColumns, type Params } from './execute-params.ts';
import type { ExecutionOptions } from './execution-options.ts';

/**
 * What the SQL of an execution depends on: the statement, for INSERT and UPDATE the columns given, and the schemas wanted.
 * Null: it is not to be kept.
 */
export function executionKey(
  clause: Executable<unknown>,
  sets: readonly Params[],
  { schemaTranslateMap }: ExecutionOptions,
): string | object | null {
  const key = clause.cacheKey;
  if (typeof key !== 'string') return key;
  const withColumns = takesColumns(clause) ? columnsKey(clause, key, sets) : key;
  return schemaTranslateMap === undefined ? withColumns : `${withColumns}\0schemas${JSON.stringify(schemaTranslateMap)}`;
}

/** What the last execution of a statement came to: the next one mostly gives the same columns. */
interface KnownKey {
  readonly names: readonly string[];
  readonly isMany: boolean;
  readonly key: string;
}

const knownKeys = new WeakMap<Executable<unknown>, KnownKey>();

/** The key of an INSERT or UPDATE that is given values for these columns. */
function columnsKey(clause: Executable<unknown>, key: string, sets: readonly Params[]): string {
  const isMany = sets.length > 1;
  const set = sets[0] as Readonly<Record<string, unknown>>;
  if (!isMany && set === noColumns[0]) return key;
  const known = knownKeys.get(clause);
  if (known !== undefined && known.isMany === isMany && hasNames(set, known.names)) return known.key;
  const names = Object.keys(set);
  if (!isMany && names.length === 0) return key;
  const made = `${key}\0${isMany ? 'many' : 'one'}${names.map((name) => `,${name.length}:${name}`).join('')}`;
  knownKeys.set(clause, { names, isMany, key: made });
  return made;
}

/** Whether an object has exactly these properties, in this order. */
function hasNames(set: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  let count = 0;
  for (const name in set) {
    if (name !== names[count]) return false;
    count += 1;
  }
  return count === names.length;
}

/** The names of the parameters, which decide what columns INSERT and UPDATE write; null for other statements. */
export function givenKeys(clause: Executable<unknown>, sets: readonly Params[]): readonly string[] | null {
  return takesColumns(clause) ? Object.keys(sets[0] ?? {}) : null;
}

function takesColumns({ kind }: Executable<unknown>): boolean {
  return kind === 'insert' || kind === 'update';
}

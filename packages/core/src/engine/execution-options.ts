import type { IsolationLevel } from '../dialect/capabilities.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { executionOptionNames, type SchemaTranslateMap, type SynchronizeSession } from '../sql/executable.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { kindOfValue } from '../util/kind-of-value.ts';

/** Options that travel with an engine, a connection or one statement; the narrower place wins. */
export interface ExecutionOptions {
  /** The isolation level of the transactions to come; on an engine or a connection only. */
  readonly isolationLevel?: IsolationLevel;
  /** Start transactions READ ONLY, where the database has it; on an engine or a connection only. */
  readonly readOnly?: boolean;
  /** Start SERIALIZABLE READ ONLY transactions DEFERRABLE (PostgreSQL); on an engine or a connection only. */
  readonly deferrable?: boolean;
  /** Put in brackets in front of every log record: `[track1] BEGIN (implicit)`; on an engine or a connection only. */
  readonly loggingToken?: string;
  /** SQLAlchemy's name for reading from a cursor; here that is `stream()`, and `execute()` refuses it. */
  readonly streamResults?: boolean;
  /** How many rows a stream fetches at a time; default 1000. */
  readonly yieldPer?: number;
  /** How many rows an INSERT with RETURNING puts into one statement, where a list of parameter sets is executed; default 1000. */
  readonly insertmanyvaluesPageSize?: number;
  /** Keep whole statements out of the compiled cache and unprepared: for SQL that is different every time. */
  readonly compiledCache?: null;
  /** Other schemas for those that the tables say: `{ tenant: 'tenant_7' }`; `''` stands for tables without one. */
  readonly schemaTranslateMap?: SchemaTranslateMap;
  /** Whether what rows say takes the place of what objects have, unsaved changes included; for a Session. */
  readonly populateExisting?: boolean;
  /** Whether a Session sends pending changes before it; default: as the session says. */
  readonly autoflush?: boolean;
  /** How a Session brings its objects in line with an UPDATE or DELETE of their class; default `auto`. */
  readonly synchronizeSession?: SynchronizeSession;
  /** What listeners should know of it: Aludel only passes it on. */
  readonly info?: Readonly<Record<string, unknown>>;
}

const transactionNames: readonly (keyof ExecutionOptions)[] = ['isolationLevel', 'readOnly', 'deferrable', 'loggingToken'];

export const noExecutionOptions: ExecutionOptions = Object.freeze({});

/** Lays `changes` over `base`; what is undefined in them changes nothing. */
export function mergeExecutionOptions(base: ExecutionOptions, changes: Changes): ExecutionOptions {
  checkOptionNames(changes, executionOptionNames, 'executionOptions');
  for (const name of ['readOnly', 'deferrable', 'streamResults', 'populateExisting', 'autoflush'] as const)
    check(name, changes[name], (value) => typeof value === 'boolean', 'true or false');
  check('loggingToken', changes.loggingToken, (value) => typeof value === 'string', 'a string');
  check('compiledCache', changes.compiledCache, (value) => value === null, 'null, or left out');
  for (const name of ['yieldPer', 'insertmanyvaluesPageSize'] as const)
    check(name, changes[name], (value) => Number.isInteger(value) && (value as number) > 0, 'a number of rows, 1 or more');
  check('synchronizeSession', changes.synchronizeSession, isSynchronization, "'auto', 'evaluate', 'fetch' or false");
  check('info', changes.info, (value) => typeof value === 'object' && value !== null, 'an object');
  checkSchemas(changes.schemaTranslateMap);
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.freeze({ ...base, ...Object.fromEntries(given) });
}

type Changes = { readonly [Name in keyof ExecutionOptions]?: ExecutionOptions[Name] | undefined };

/** Lays the options of one statement over those of its connection. */
export function mergeStatementOptions(base: ExecutionOptions, changes: ExecutionOptions | undefined): ExecutionOptions {
  if (changes === undefined) return base;
  const merged = mergeExecutionOptions(base, changes);
  for (const name of transactionNames) {
    if (changes[name] === undefined) continue;
    throw new ArgumentError(
      `"${name}" cannot be given for one statement: give it to connection.executionOptions(), to engine.executionOptions() or to createEngine().`,
    );
  }
  return merged;
}

function check(name: string, value: unknown, isRight: (value: unknown) => boolean, what: string): void {
  if (value === undefined || isRight(value)) return;
  throw new ArgumentError(`"${name}" is ${what}; it is ${typeof value === 'number' ? value : kindOfValue(value)}.`);
}

function isSynchronization(value: unknown): boolean {
  return value === 'auto' || value === 'evaluate' || value === 'fetch' || value === false;
}

function checkSchemas(map: SchemaTranslateMap | undefined): void {
  if (map === undefined) return;
  const isMap = typeof map === 'object' && map !== null && Object.values(map).every((schema) => isSchema(schema));
  if (isMap) return;
  throw new ArgumentError(
    `"schemaTranslateMap" says which schema takes the place of which: { tenant: 'tenant_7' }. The key '' stands for tables without one, the value null for none.`,
  );
}

function isSchema(schema: unknown): boolean {
  return schema === null || (typeof schema === 'string' && schema !== '');
}

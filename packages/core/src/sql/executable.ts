import { checkOptionNames } from '../util/check-options.ts';
import type { BindParameter } from './bind-parameter.ts';
import type { BindNode } from './nodes/expression-nodes.ts';

/** Something that can be executed. `N` is the type of its rows by name, `T` by position. */
export interface Executable<N, T extends readonly unknown[] = ValuesOf<N>> {
  readonly kind: string;
  /**
   * Equal for two statements exactly if they compile to the same SQL; values are no part of it. An object stands only
   * for itself; null: it is compiled for each execution.
   */
  readonly cacheKey: string | object | null;
  /** The parameters of a text that it has something to say about, a value or a type, by name. */
  readonly boundValues: BoundParameters;
  /** The parameters of a statement that was built, in the order of its key. */
  readonly binds: readonly BindNode[];
  /** What `executionOptions()` gave. */
  readonly statementOptions: StatementOptions;
  /** Only for the compiler: carries `N`. Never there at run time. */
  readonly _rowType?: N;
  /** Only for the compiler: carries `T`. Never there at run time. */
  readonly _valuesType?: T;
}

/** The values of a row whose columns are known by name only. */
export type ValuesOf<N> = unknown extends N ? readonly unknown[] : readonly N[keyof N][];

/** Parameters by name; a Map, since a parameter may be called `__proto__`. */
export type BoundParameters = ReadonlyMap<string, BindParameter>;

/** Execution options that can be given for one statement; the engine checks names and values when it executes. */
export interface StatementOptions {
  /** How many rows a stream fetches at a time. */
  readonly yieldPer?: number;
  /** How many rows an INSERT with RETURNING puts into one statement, where a list of parameter sets is executed. */
  readonly insertmanyvaluesPageSize?: number;
  /** Keep the statement out of the compiled cache and unprepared: for SQL that is different every time. */
  readonly compiledCache?: null;
  /** Other schemas for those that the tables say: `{ tenant: 'tenant_7' }`; null is the schema of tables that say none. */
  readonly schemaTranslateMap?: SchemaTranslateMap;
  /** Whether what rows say takes the place of what objects have, unsaved changes included; for a Session. */
  readonly populateExisting?: boolean;
  /** Whether a Session sends pending changes before it; default: as the session says. */
  readonly autoflush?: boolean;
  /** How a Session brings its objects in line with an UPDATE or DELETE of their class. */
  readonly synchronizeSession?: SynchronizeSession;
  /** What listeners should know of it: Aludel only passes it on. */
  readonly info?: Readonly<Record<string, unknown>>;
}

/**
 * `evaluate`: by testing the conditions on the objects; `fetch`: by asking for the keys of the rows first; `auto`: by the
 * first where it is exact, else by the second; false: not at all.
 */
export type SynchronizeSession = 'auto' | 'evaluate' | 'fetch' | false;

/** Which schema to use in place of which; the key `''` stands for tables without one, the value null for none. */
export type SchemaTranslateMap = Readonly<Record<string, string | null>>;

export const noStatementOptions: StatementOptions = Object.freeze({});

/** All execution options. The engine says which of them a statement cannot have. */
export const executionOptionNames = [
  'isolationLevel',
  'readOnly',
  'deferrable',
  'loggingToken',
  'streamResults',
  'yieldPer',
  'insertmanyvaluesPageSize',
  'compiledCache',
  'schemaTranslateMap',
  'populateExisting',
  'autoflush',
  'synchronizeSession',
  'info',
] as const;

/** Lays options over those that a statement has. */
export function withOptions(base: StatementOptions, options: StatementOptions): StatementOptions {
  return Object.freeze({ ...base, ...checkOptionNames<object>(options, executionOptionNames as never, 'executionOptions()') });
}

export const noBoundParameters: BoundParameters = new Map();
export const noBinds: readonly BindNode[] = Object.freeze([]);

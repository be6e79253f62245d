import { inspect } from 'node:util';
import { ArgumentError } from '../errors/argument-errors.ts';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import { warn } from '../util/warn.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { defaultNamingConvention, type NamingConvention } from './naming-convention.ts';
import { type ReflectionBind, runReflection } from './reflection-bind.ts';
import { runSchemaTask, type SchemaBind, type SchemaTask } from './schema-bind.ts';
import type { SchemaTable } from './schema-table.ts';
import type { Sequence } from './sequence.ts';
import { sortTablesAndConstraints } from './sort-tables.ts';

/** How tables and constraints are named that have no name of their own. */
export interface MetaDataOptions {
  /** The schema of tables that say none. */
  readonly schema?: string;
  /** `snake_case`: a column `userId` is `user_id` in the database. */
  readonly naming?: 'snake_case';
  /** Templates for names of constraints and indexes: `{ fk: 'fk_%(table_name)s_%(column_0_name)s' }`. */
  readonly namingConvention?: NamingConvention;
  readonly info?: Readonly<Record<string, unknown>>;
}

/** What `createAll()` and `dropAll()` are told. */
export interface SchemaOptions {
  /** Only these; default all. */
  readonly tables?: readonly SchemaTable[];
  /** Leave out what is there already, or, when dropping, what is not there; default true. */
  readonly checkfirst?: boolean;
}

/** What `metadata.reflect()` is told. */
export interface MetaDataReflectOptions {
  /** Default: that of the MetaData. */
  readonly schema?: string | null;
  /** Only these, or those for which it says true; default all tables. */
  readonly only?: readonly string[] | ((name: string, metadata: MetaData) => boolean);
  /** Views as well, also materialized ones; default false. */
  readonly views?: boolean;
  /** Read tables again that the MetaData has: new ones take their places, with the columns that were defined. */
  readonly extendExisting?: boolean;
  /** Tables as well that foreign keys refer to; default true. */
  readonly resolveFks?: boolean;
}

/** The tables of an application: what `createAll()` creates, and where foreign keys find their targets. */
export class MetaData {
  readonly options: MetaDataOptions;
  readonly #tables = new Map<string, SchemaTable>();
  readonly #sequences = new Map<string, Sequence>();

  constructor(options: MetaDataOptions = {}) {
    checkOptionNames(options, ['schema', 'naming', 'namingConvention', 'info'], 'new MetaData()');
    if (options.naming !== undefined && options.naming !== 'snake_case')
      throw new ArgumentError('The option "naming" of MetaData is \'snake_case\', or is left out.');
    this.options = Object.freeze({ ...options });
  }

  get schema(): string | null {
    return this.options.schema ?? null;
  }

  get namingConvention(): NamingConvention {
    return this.options.namingConvention ?? defaultNamingConvention;
  }

  get info(): Readonly<Record<string, unknown>> {
    return this.options.info ?? {};
  }

  /** The tables by name, with the schema in front where there is one: `app.user_account`. */
  get tables(): ReadonlyMap<string, SchemaTable> {
    return this.#tables;
  }

  /** The tables in an order in which each comes after those it refers to. Warns of tables that refer to one another. */
  get sortedTables(): readonly SchemaTable[] {
    const byName = [...this.#tables].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, table]) => table);
    return sortTablesAndConstraints(byName, { onCycle: warnOfCycle }).flatMap(({ table }) => (table === null ? [] : [table]));
  }

  /** The sequences that were made with this MetaData, or that a column of its tables names. */
  get sequences(): readonly Sequence[] {
    const ofColumns = [...this.#tables.values()].flatMap((table) => table.columnList.map(({ sequence }) => sequence));
    return [...new Set([...this.#sequences.values(), ...ofColumns.filter((sequence) => sequence !== null)])];
  }

  /** @internal Called by a table that is made. */
  add(table: SchemaTable): void {
    const key = tableKey(table.name, table.schema);
    if (this.#tables.has(key))
      throw new InvalidRequestError(
        `Table '${key}' is already defined for this MetaData instance. Make it once and share it, or use another MetaData.`,
      );
    this.#tables.set(key, table);
  }

  /** Called by a sequence that is made. */
  addSequence(sequence: Sequence): void {
    this.#sequences.set(tableKey(sequence.name, sequence.schema), sequence);
  }

  /** Forgets a table; the database keeps it. */
  remove(table: SchemaTable): void {
    this.#tables.delete(tableKey(table.name, table.schema));
  }

  /** Forgets all tables; the database keeps them. */
  clear(): void {
    this.#tables.clear();
    this.#sequences.clear();
  }

  /**
   * Creates the tables that are not there, with all that belongs to them, in an order that foreign keys allow.
   *
   * @param bind an engine, which commits, or a connection, whose transaction it becomes part of
   * @example await metadata.createAll(engine);
   */
  createAll(bind: SchemaBind, options: SchemaOptions = {}): Promise<void> {
    return this.#run('create', bind, options);
  }

  /** Drops the tables that are there, with all that belongs to them. */
  dropAll(bind: SchemaBind, options: SchemaOptions = {}): Promise<void> {
    return this.#run('drop', bind, options);
  }

  /**
   * Reads tables of the database into this MetaData, with those that their foreign keys refer to. Tables that it has
   * already stay as they are.
   *
   * @throws InvalidRequestError if a table of `only` is not there
   * @example await metadata.reflect(engine, { only: ['user_account', 'address'] });
   */
  async reflect(bind: ReflectionBind, options: MetaDataReflectOptions = {}): Promise<void> {
    checkReflectionBind(bind, 'metadata.reflect()');
    checkOptionNames(options, ['schema', 'only', 'views', 'extendExisting', 'resolveFks'], 'metadata.reflect()');
    const { schema = this.schema, only = null, views = false, extendExisting = false, resolveFks = true } = options;
    const chosen = typeof only === 'function' ? (name: string) => only(name, this) : only;
    const wanted = { kind: 'many', views, only: chosen } as const;
    await bind[runReflection]({ metadata: this, schema, wanted, extendExisting, resolveFks });
  }

  async #run(kind: SchemaTask['kind'], bind: SchemaBind, options: SchemaOptions): Promise<void> {
    checkBind(bind, `${kind}All()`);
    const { tables, checkfirst = true } = checkOptionNames(options, ['tables', 'checkfirst'], `${kind}All()`);
    await bind[runSchemaTask]({
      kind,
      tables: tables ?? [...this.#tables.values()],
      sequences: tables === undefined ? [...this.#sequences.values()] : [],
      checkfirst,
    });
  }

  toString(): string {
    return 'MetaData()';
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** Refuses what cannot create anything, before anything is created. */
export function checkBind(bind: SchemaBind, where: string): void {
  if (typeof (bind as Partial<SchemaBind> | null | undefined)?.[runSchemaTask] === 'function') return;
  throw new ArgumentError(`${where} takes an engine or a connection, from createEngine() or engine.connect().`);
}

/** Refuses what no table can be read from. */
export function checkReflectionBind(bind: ReflectionBind, where: string): void {
  if (typeof (bind as Partial<ReflectionBind> | null | undefined)?.[runReflection] === 'function') return;
  throw new ArgumentError(`${where} takes an engine or a connection, from createEngine() or engine.connect().`);
}

/** What a table is called in its MetaData. */
export function tableKey(name: string, schema: string | null): string {
  return schema === null ? name : `${schema}.${name}`;
}

function warnOfCycle(tables: readonly SchemaTable[]): void {
  const names = tables.map(({ fullname }) => fullname).sort();
  warn(
    `Cannot correctly sort tables; there are unresolvable cycles between tables "${names.join(', ')}", which is usually caused by mutually dependent foreign key constraints. Give one of them { useAlter: true }.`,
  );
}

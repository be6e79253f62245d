import type { Dialect } from '../dialect/dialect.ts';
import type {
  Catalog,
  Introspector,
  ReflectedCheckConstraint,
  ReflectedColumn,
  ReflectedEnum,
  ReflectedForeignKey,
  ReflectedIndex,
  ReflectedPrimaryKey,
  ReflectedRelation,
  ReflectedUniqueConstraint,
  RelationKind,
  TableDetail,
} from '../dialect/introspector.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { InvalidRequestError, NoSuchTableError } from '../errors/invalid-request-errors.ts';
import type { DialectOptions } from '../schema/column-definition.ts';
import { tableKey } from '../schema/metadata.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { DetailCache, type Lend } from './detail-cache.ts';
import { type SortedTableName, sortByForeignKeys } from './sort-by-foreign-keys.ts';

/** Where to look. */
export interface SchemaOption {
  /** Default: where a name alone is looked for. */
  readonly schema?: string | null | undefined;
}

/** Which tables the `getMulti…` methods look at. */
export interface MultiOptions extends SchemaOption {
  /** Default: all. Names that are not there are left out of the answer. */
  readonly filterNames?: readonly string[] | undefined;
  /** Default: `table`, which includes those of other databases. */
  readonly kind?: 'table' | 'view' | 'materialized view' | 'any view' | 'any' | undefined;
  /** Default: `default`, all that is not temporary. */
  readonly scope?: 'default' | 'temporary' | 'any' | undefined;
}

/** The answers of the `getMulti…` methods, by `table` or `schema.table`. */
export type ByTable<T> = ReadonlyMap<string, T>;

/**
 * Reads what a database holds. What was read once is remembered: `clearCache()` forgets it.
 *
 * @example
 * const inspector = inspect(connection);
 * await inspector.hasTable('user_account');
 * await inspector.getColumns('user_account', { schema: 'app' });
 */
export class Inspector {
  readonly dialect: Dialect;
  readonly #introspector: Introspector;
  readonly #answers = new Map<string, unknown>();
  readonly #details = new Map<TableDetail<unknown>, DetailCache<unknown>>();
  readonly #lend: Lend;

  /** @internal Called by `inspect()`. */
  constructor(dialect: Dialect, lend: Lend) {
    const { introspector, name } = dialect;
    if (introspector === undefined)
      throw new InvalidRequestError(`The dialect ${name} cannot be inspected: it brings no introspector.`);
    this.dialect = dialect;
    this.#introspector = introspector;
    this.#lend = lend;
  }

  /** Forgets what was read, for a look at what was changed since. */
  clearCache(): void {
    this.#answers.clear();
    this.#details.clear();
  }

  // What there is ------------------------------------------------------------------------------------------------

  /** The schema in which a table without schema is created; null where there is none. */
  getDefaultSchemaName(): Promise<string | null> {
    return this.#answer('default schema', this.#introspector.defaultSchemaName);
  }

  getSchemaNames(): Promise<readonly string[]> {
    return this.#answer('schemas', this.#introspector.schemaNames);
  }

  async hasSchema(name: string): Promise<boolean> {
    return (await this.getSchemaNames()).includes(name);
  }

  /** The tables, without temporary ones. */
  getTableNames(options: SchemaOption = {}): Promise<readonly string[]> {
    return this.#names(options, (relation) => relation.kind === 'table' && !relation.isTemporary);
  }

  getTempTableNames(): Promise<readonly string[]> {
    return this.#names({}, (relation) => relation.kind === 'table' && relation.isTemporary);
  }

  /** The views, without temporary and materialized ones. */
  getViewNames(options: SchemaOption = {}): Promise<readonly string[]> {
    return this.#names(options, (relation) => relation.kind === 'view' && !relation.isTemporary);
  }

  getTempViewNames(): Promise<readonly string[]> {
    return this.#names({}, (relation) => relation.kind === 'view' && relation.isTemporary);
  }

  getMaterializedViewNames(options: SchemaOption = {}): Promise<readonly string[]> {
    return this.#names(options, (relation) => relation.kind === 'materialized view');
  }

  /** Whether there is a table or view of that name, temporary ones included. */
  async hasTable(name: string, options: SchemaOption = {}): Promise<boolean> {
    checkName('hasTable', name);
    return (await this.#relations(schemaOf(options))).some((relation) => relation.name === name);
  }

  /** The sequences; none where the database has no such thing. */
  async getSequenceNames(options: SchemaOption = {}): Promise<readonly string[]> {
    const schema = schemaOf(options);
    const { sequenceNames } = this.#introspector;
    if (sequenceNames === undefined) return [];
    return this.#answer(`sequences ${String(schema)}`, (catalog) => sequenceNames(catalog, schema));
  }

  async hasSequence(name: string, options: SchemaOption = {}): Promise<boolean> {
    return (await this.getSequenceNames(options)).includes(name);
  }

  /** False also where there is no such table. */
  async hasIndex(table: string, index: string, options: SchemaOption = {}): Promise<boolean> {
    if (!(await this.hasTable(table, options))) return false;
    return (await this.getIndexes(table, options)).some((found) => found.name === index);
  }

  /** The enumerations that are types of their own; none where the database has no such thing. `*`: in all schemas. */
  async getEnums(options: SchemaOption = {}): Promise<readonly ReflectedEnum[]> {
    const schema = schemaOf(options);
    const { enums } = this.#introspector;
    if (enums === undefined) return [];
    return this.#answer(`enums ${String(schema)}`, (catalog) => enums(catalog, schema));
  }

  // One table ----------------------------------------------------------------------------------------------------

  /**
   * The columns, in order.
   *
   * @throws NoSuchTableError, as all methods here that look at one table
   */
  getColumns(table: string, options: SchemaOption = {}): Promise<readonly ReflectedColumn[]> {
    return this.#one('getColumns', this.#introspector.columns, none, table, options);
  }

  getPkConstraint(table: string, options: SchemaOption = {}): Promise<ReflectedPrimaryKey> {
    return this.#one('getPkConstraint', this.#introspector.primaryKeys, noKey, table, options);
  }

  getForeignKeys(table: string, options: SchemaOption = {}): Promise<readonly ReflectedForeignKey[]> {
    return this.#one('getForeignKeys', this.#introspector.foreignKeys, none, table, options);
  }

  /** The indexes, without that of the primary key. */
  getIndexes(table: string, options: SchemaOption = {}): Promise<readonly ReflectedIndex[]> {
    return this.#one('getIndexes', this.#introspector.indexes, none, table, options);
  }

  getUniqueConstraints(table: string, options: SchemaOption = {}): Promise<readonly ReflectedUniqueConstraint[]> {
    return this.#one('getUniqueConstraints', this.#introspector.uniqueConstraints, none, table, options);
  }

  getCheckConstraints(table: string, options: SchemaOption = {}): Promise<readonly ReflectedCheckConstraint[]> {
    return this.#one('getCheckConstraints', this.#introspector.checkConstraints, none, table, options);
  }

  /** The comment; null without one. */
  getTableComment(table: string, options: SchemaOption = {}): Promise<string | null> {
    return this.#one('getTableComment', this.#introspector.tableComments ?? nothing, null, table, options);
  }

  getTableOptions(table: string, options: SchemaOption = {}): Promise<DialectOptions> {
    return this.#one('getTableOptions', this.#introspector.tableOptions ?? nothing, noOptions, table, options);
  }

  /** The SELECT of a view. */
  async getViewDefinition(view: string, options: SchemaOption = {}): Promise<string> {
    const found = await this.#one('getViewDefinition', this.#introspector.viewDefinitions, null, view, options);
    if (found === null) throw new NoSuchTableError(`"${tableKey(view, schemaOf(options))}" is a table, not a view.`);
    return found;
  }

  // Many tables --------------------------------------------------------------------------------------------------

  getMultiColumns(options: MultiOptions = {}): Promise<ByTable<readonly ReflectedColumn[]>> {
    return this.#many(this.#introspector.columns, none, options);
  }

  getMultiPkConstraint(options: MultiOptions = {}): Promise<ByTable<ReflectedPrimaryKey>> {
    return this.#many(this.#introspector.primaryKeys, noKey, options);
  }

  getMultiForeignKeys(options: MultiOptions = {}): Promise<ByTable<readonly ReflectedForeignKey[]>> {
    return this.#many(this.#introspector.foreignKeys, none, options);
  }

  getMultiIndexes(options: MultiOptions = {}): Promise<ByTable<readonly ReflectedIndex[]>> {
    return this.#many(this.#introspector.indexes, none, options);
  }

  getMultiUniqueConstraints(options: MultiOptions = {}): Promise<ByTable<readonly ReflectedUniqueConstraint[]>> {
    return this.#many(this.#introspector.uniqueConstraints, none, options);
  }

  getMultiCheckConstraints(options: MultiOptions = {}): Promise<ByTable<readonly ReflectedCheckConstraint[]>> {
    return this.#many(this.#introspector.checkConstraints, none, options);
  }

  getMultiTableComment(options: MultiOptions = {}): Promise<ByTable<string | null>> {
    return this.#many(this.#introspector.tableComments ?? nothing, null, options);
  }

  getMultiTableOptions(options: MultiOptions = {}): Promise<ByTable<DialectOptions>> {
    return this.#many(this.#introspector.tableOptions ?? nothing, noOptions, options);
  }

  /** The tables in the order in which they can be created, each with its foreign keys; keys in a ring come last, alone. */
  async getSortedTableAndFkcNames(options: SchemaOption = {}): Promise<readonly SortedTableName[]> {
    const schema = schemaOf(options);
    const names = await this.getTableNames(options);
    const keys = await this.#detail(this.#introspector.foreignKeys, schema, names);
    const isInside = (key: ReflectedForeignKey): boolean => key.referredSchema === schema;
    return sortByForeignKeys(names, (name) => keys.get(name) ?? none, isInside);
  }

  // ----------------------------------------------------------------------------------------------------------------

  async #one<T, E>(method: string, ask: TableDetail<T>, empty: E, table: string, options: SchemaOption): Promise<T | E> {
    checkName(method, table);
    const schema = schemaOf(options);
    const found = (await this.#detail(ask, schema, [table])).get(table);
    if (found !== undefined) return found;
    if (await this.hasTable(table, options)) return empty;
    throw new NoSuchTableError(`There is no table or view "${tableKey(table, schema)}". getTableNames() lists them.`);
  }

  async #many<T, E>(ask: TableDetail<T>, empty: E, options: MultiOptions): Promise<ByTable<T | E>> {
    const { schema: given, ...filter } = checkOptionNames(options, ['schema', 'filterNames', 'kind', 'scope'], 'An inspector');
    const { filterNames, kind = 'table', scope = 'default' } = filter;
    const schema = schemaOf({ schema: given });
    const kinds = relationKinds[kind];
    const relations = (await this.#relations(schema)).filter(
      (relation) =>
        kinds.includes(relation.kind) &&
        (scope === 'any' || relation.isTemporary === (scope === 'temporary')) &&
        (filterNames === undefined || filterNames.includes(relation.name)),
    );
    const names = relations.map((relation) => relation.name);
    const found = await this.#detail(ask, schema, names);
    return new Map(names.map((name) => [tableKey(name, schema), found.get(name) ?? empty]));
  }

  async #names(options: SchemaOption, isWanted: (relation: ReflectedRelation) => boolean): Promise<readonly string[]> {
    return (await this.#relations(schemaOf(options))).filter(isWanted).map((relation) => relation.name);
  }

  #relations(schema: string | null): Promise<readonly ReflectedRelation[]> {
    return this.#answer(`relations ${String(schema)}`, (catalog) => this.#introspector.relations(catalog, schema));
  }

  #detail<T>(ask: TableDetail<T>, schema: string | null, names: readonly string[]) {
    const known = this.#details.get(ask) as DetailCache<T> | undefined;
    const cache = known ?? new DetailCache(ask);
    if (known === undefined) this.#details.set(ask, cache as DetailCache<unknown>);
    return cache.read(this.#lend, schema, names);
  }

  async #answer<T>(question: string, ask: (catalog: Catalog) => Promise<T>): Promise<T> {
    if (this.#answers.has(question)) return this.#answers.get(question) as T;
    const answer = await this.#lend(ask);
    this.#answers.set(question, answer);
    return answer;
  }
}

const none: readonly never[] = Object.freeze([]);
const noOptions: DialectOptions = Object.freeze({});
const noKey: ReflectedPrimaryKey = Object.freeze({ name: null, constrainedColumns: none, comment: null });
const nothing: TableDetail<never> = () => Promise.resolve(new Map<string, never>());

const relationKinds: Readonly<Record<NonNullable<MultiOptions['kind']>, readonly RelationKind[]>> = {
  table: ['table', 'foreign table'],
  view: ['view'],
  'materialized view': ['materialized view'],
  'any view': ['view', 'materialized view'],
  any: ['table', 'foreign table', 'view', 'materialized view'],
};

function schemaOf(options: SchemaOption): string | null {
  const { schema = null } = checkOptionNames(options, ['schema'], 'An inspector');
  if (schema === null || typeof schema === 'string') return schema;
  throw new ArgumentError(`"schema" is the name of a schema, not ${kindOfValue(schema)}.`);
}

function checkName(method: string, name: unknown): void {
  if (typeof name !== 'string')
    throw new ArgumentError(`${method}() takes the name of a table, not ${kindOfValue(name)}. Give table.name.`);
}

import { inspect } from 'node:util';
import { ArgumentError } from '../errors/argument-errors.ts';
import { columnNode, type ColumnOutline, FromClause } from '../sql/from-clause.ts';
import type { TableNode } from '../sql/nodes/from-nodes.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { type AnyColumn, Column } from './column.ts';
import { ColumnDefinition } from './column-definition.ts';
import { columnType } from './column-type.ts';
import type { Constraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint } from './constraint.ts';
import type { ForeignKeyElement } from './foreign-key-element.ts';
import { checkBind, checkReflectionBind, type MetaData, tableKey } from './metadata.ts';
import { type ReflectionBind, runReflection } from './reflection-bind.ts';
import { runSchemaTask, type SchemaBind } from './schema-bind.ts';
import type { SchemaTable, TableOptions } from './schema-table.ts';
import { snakeCase } from './snake-case.ts';
import { TableItem } from './table-item.ts';
import { makeTableParts, type TableParts } from './table-parts.ts';

/** The columns of a table, by the names they have in JavaScript. */
export type TableDefinition = Readonly<Record<string, ColumnDefinition<unknown>>>;

/** Each column of a table is a `column()`. */
export type DefinitionsOf<D> = { readonly [K in keyof D]: ColumnDefinition<unknown> };

/** The rows of a table. */
export type RowOfDefinition<D> = { readonly [K in keyof D]: D[K] extends ColumnDefinition<infer T> ? T : never };

/** The columns of a table as expressions. */
export type ColumnsOf<D, S extends string> = {
  readonly [K in keyof D & string]: Column<K, D[K] extends ColumnDefinition<infer T> ? T : never, S>;
};

/** Constraints and indexes: a list, or what makes the list from the columns. */
export type TableItems<D, S extends string> =
  | readonly TableItem<keyof D & string>[]
  | ((columns: ColumnsOf<D, S>) => readonly TableItem<keyof D & string>[]);

/** A table that was read from the database: the compiler knows of its columns only those that were given, `C`. */
export type ReflectedTable<S extends string = string, C extends TableDefinition = Record<never, never>> = Table<
  S,
  TableDefinition
> & { readonly c: ColumnsOf<C, S> };

/** What `Table.reflect()` is told. */
export interface TableReflectOptions<C extends TableDefinition = TableDefinition> {
  /** Default: that of the MetaData. */
  readonly schema?: string | null;
  /** Columns that are known better: they take the places of those of the same name. */
  readonly columns?: C;
  /** Only these columns, by their names in the database; default all. */
  readonly includeColumns?: readonly string[];
  /** Read it again if the MetaData has it: a new table takes its place, with the columns that were defined. */
  readonly extendExisting?: boolean;
  /** Tables as well that foreign keys refer to; default true. */
  readonly resolveFks?: boolean;
}

let tables = 0;

/**
 * A table of the database.
 *
 * @example
 * const addressTable = new Table('address', metadata, {
 *   id: column(t.Integer, { primaryKey: true }),
 *   userId: column('user_id', t.Integer, foreignKey('user_account.id')),
 *   email: column(t.String(100)),
 * }, [uniqueConstraint('userId', 'email'), index('ix_email', 'email')]);
 */
export class Table<const S extends string, D extends object> extends FromClause<RowOfDefinition<D>, S> {
  readonly #isGenuine = true;
  readonly uid: number;
  readonly name: S;
  readonly schema: string | null;
  readonly metadata: MetaData;
  readonly node: TableNode;
  readonly options: TableOptions;
  #definition: D;
  // Not of `D`: a table would then stand in for no table of a wider type.
  readonly #items: readonly TableItem[] | ((columns: never) => readonly TableItem[]);
  #parts: TableParts | null = null;
  /** Only for the compiler: carries `D`. */
  declare readonly _definition?: D;

  constructor(name: S, metadata: MetaData, definition: D & DefinitionsOf<D>, options?: TableOptions);
  constructor(name: S, metadata: MetaData, definition: D & DefinitionsOf<D>, items: TableItems<D, S>, options?: TableOptions);
  constructor(
    name: S,
    metadata: MetaData,
    definition: D & DefinitionsOf<D>,
    ...rest: readonly [TableOptions?] | readonly [TableItems<D, S>, TableOptions?]
  ) {
    super();
    const [items, options] = itemsAndOptions<D, S>(rest);
    tables += 1;
    this.uid = tables;
    this.name = name;
    this.schema = options.schema === undefined ? (metadata.options.schema ?? null) : options.schema;
    this.metadata = metadata;
    this.options = options;
    this.#definition = Object.freeze({ ...definition });
    this.#items = items;
    this.node = { kind: 'table', identity: this, name, schema: this.schema };
    checkDefinition(name, definition);
    if (typeof items !== 'function') checkItems(name, items, definition);
    metadata.add(asSchemaTable(this));
  }

  static override is(value: unknown): value is Table<string, TableDefinition> {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }

  /**
   * A table as the database has it, with the tables that its foreign keys refer to; SQLAlchemy's `autoload_with`. The
   * compiler does not know its columns, but for those that are given. If the MetaData has the table, it is that one.
   *
   * @throws NoSuchTableError
   * @example const userTable = await Table.reflect('user_account', metadata, engine);
   */
  static async reflect<const S extends string, C extends TableDefinition = Record<never, never>>(
    name: S,
    metadata: MetaData,
    bind: ReflectionBind,
    options: TableReflectOptions<C> = {},
  ): Promise<ReflectedTable<S, C>> {
    checkReflectionBind(bind, 'Table.reflect()');
    checkOptionNames(options, ['schema', 'columns', 'includeColumns', 'extendExisting', 'resolveFks'], 'Table.reflect()');
    const { schema = metadata.schema, columns = {}, includeColumns = null, extendExisting = false, resolveFks = true } = options;
    checkDefinition(name, columns);
    const wanted = { kind: 'one', name, columns, includeColumns } as const;
    const [table] = await bind[runReflection]({ metadata, schema, wanted, extendExisting, resolveFks });
    return table as unknown as ReflectedTable<S, C>;
  }

  override get c(): ColumnsOf<D, S> {
    return super.c as unknown as ColumnsOf<D, S>;
  }

  /** What its MetaData calls it: with the schema in front where there is one. */
  get key(): string {
    return this.fullname;
  }

  /** With the schema in front where there is one: `app.user_account`. */
  get fullname(): string {
    return tableKey(this.name, this.schema);
  }

  get comment(): string | null {
    return this.options.comment ?? null;
  }

  get info(): Readonly<Record<string, unknown>> {
    return this.options.info ?? {};
  }

  /** Its columns in order. */
  get columnList(): readonly AnyColumn[] {
    return Object.values<AnyColumn>(this.c as never);
  }

  /** The primary key; one without columns where the table has none. */
  get primaryKey(): PrimaryKeyConstraint {
    return this.#made.primaryKey;
  }

  /** All constraints, the primary key first. */
  get constraints(): readonly Constraint[] {
    return this.#made.constraints;
  }

  get foreignKeyConstraints(): readonly ForeignKeyConstraint[] {
    return this.#made.constraints.filter((constraint) => constraint.kind === 'foreignKey');
  }

  /** The columns that refer to others. */
  get foreignKeys(): readonly ForeignKeyElement<AnyColumn>[] {
    return this.foreignKeyConstraints.flatMap(({ elements }) => elements);
  }

  /** By name. */
  get indexes(): readonly Index[] {
    return this.#made.indexes;
  }

  /** Creates it, with its indexes, if it is not there. */
  async create(bind: SchemaBind, options: { readonly checkfirst?: boolean } = {}): Promise<void> {
    checkBind(bind, 'table.create()');
    const { checkfirst = true } = checkOptionNames(options, ['checkfirst'], 'table.create()');
    await bind[runSchemaTask]({ kind: 'create', tables: [asSchemaTable(this)], sequences: [], checkfirst });
  }

  /** Drops it if it is there. */
  async drop(bind: SchemaBind, options: { readonly checkfirst?: boolean } = {}): Promise<void> {
    checkBind(bind, 'table.drop()');
    const { checkfirst = true } = checkOptionNames(options, ['checkfirst'], 'table.drop()');
    await bind[runSchemaTask]({ kind: 'drop', tables: [asSchemaTable(this)], sequences: [], checkfirst });
  }

  /** The same table in another MetaData, or in another schema. */
  toMetadata(metadata: MetaData, options: { readonly name?: string; readonly schema?: string | null } = {}): Table<string, D> {
    const { name = this.name, schema = this.schema } = checkOptionNames(options, ['name', 'schema'], 'toMetadata()');
    const make = Table as new (
      name: string,
      metadata: MetaData,
      definition: D,
      items: unknown,
      options: TableOptions,
    ) => Table<string, D>;
    return new make(name, metadata, this.#definition, this.#items, { ...this.options, schema });
  }

  /** Gives it more columns: those of classes that keep their rows in it as well. Only before it is used. */
  appendColumns(definition: TableDefinition): void {
    checkDefinition(this.name, definition);
    this.#definition = Object.freeze({ ...this.#definition, ...definition });
    this.#parts = null;
    this.columnsAdded();
  }

  /** The definitions of its columns, by key: for those who define a table like it. */
  get definition(): Readonly<D> {
    return this.#definition;
  }

  override toString(): string {
    return this.fullname;
  }

  /** `Table('user_account', MetaData(), Column('id', Integer(), table=<user_account>, primaryKey=true))` */
  override [inspect.custom](): string {
    const shown = [`'${this.name}'`, String(this.metadata), ...this.columnList.map((column) => column[inspect.custom]())];
    if (this.schema !== null) shown.push(`schema='${this.schema}'`);
    return `Table(${shown.join(', ')})`;
  }

  /** @internal */
  protected outlines(): readonly ColumnOutline[] {
    const table = asSchemaTable(this);
    return Object.keys(this.#definition).map((key) => ({
      key,
      name: this.columnName(key),
      type: columnType(table, key),
      origin: null,
    }));
  }

  /** @internal */
  protected override columnOf(outline: ColumnOutline): AnyColumn {
    const { key } = outline;
    const definition = this.columnDefinition(key) as ColumnDefinition<unknown>;
    return new Column(asSchemaTable(this), columnNode(this.node, outline), key, definition, {
      isPrimaryKey: definition.options.primaryKey === true || this.#namedPrimaryKey.includes(key),
      foreignKeys: (column) => this.foreignKeys.filter(({ parent }) => parent === column),
    });
  }

  /** What the database calls the column of a key. */
  columnName(key: string): string {
    const { name } = this.columnDefinition(key) as ColumnDefinition<unknown>;
    return name ?? (this.metadata.options.naming === 'snake_case' ? snakeCase(key) : key);
  }

  /** How the column of a key was defined; undefined: there is none. */
  columnDefinition(key: string): ColumnDefinition<unknown> | undefined {
    const definition = this.#definition as unknown as TableDefinition;
    return Object.hasOwn(definition, key) ? definition[key] : undefined;
  }

  /** Constraints wait until they are asked for, since foreign keys may refer to tables that are defined later. */
  get #made(): TableParts {
    this.#parts ??= makeTableParts(asSchemaTable(this), this.#itemList);
    return this.#parts;
  }

  get #itemList(): readonly TableItem[] {
    const items = this.#items;
    if (typeof items !== 'function') return items;
    const made = items(this.c as never);
    checkItems(this.name, made, this.#definition);
    return made;
  }

  get #namedPrimaryKey(): readonly string[] {
    const items = typeof this.#items === 'function' ? [] : this.#items;
    return items.flatMap(({ description }) => (description.kind === 'primaryKey' ? description.keys : []));
  }
}

/** For the compiler the rows of a table of which `D` is open are unknown; at run time it is one like any other. */
function asSchemaTable<S extends string>(table: { readonly name: S }): SchemaTable<S> {
  return table as unknown as SchemaTable<S>;
}

function itemsAndOptions<D, S extends string>(rest: readonly unknown[]): [TableItems<D, S>, TableOptions] {
  const [first = {}, second] = rest;
  if (Array.isArray(first) || typeof first === 'function')
    return [first as TableItems<D, S>, checkOptions(second === undefined ? {} : second)];
  return [[], checkOptions(first)];
}

function checkOptions(options: unknown): TableOptions {
  checkOptionNames(options as TableOptions, ['schema', 'comment', 'info', 'prefixes', 'dialectOptions'], 'new Table()');
  const missing = Object.entries(options as TableOptions).find(([, value]) => value === undefined);
  if (missing !== undefined) throw new ArgumentError(`The option "${missing[0]}" of Table is undefined. Leave it out.`);
  return Object.freeze({ ...(options as TableOptions) });
}

function checkDefinition(table: string, definition: object): void {
  for (const [key, value] of Object.entries(definition)) {
    if (!ColumnDefinition.is(value))
      throw new ArgumentError(`The column "${key}" of table "${table}" is no column(). Write ${key}: column(t.Integer).`);
  }
}

function checkItems(table: string, items: readonly unknown[], definition: object): void {
  for (const item of items) {
    if (!TableItem.is(item))
      throw new ArgumentError(
        `Table "${table}" got something in its list of constraints that is none. Write uniqueConstraint(…), index(…) and the like.`,
      );
    for (const key of namedKeys(item)) {
      if (Object.hasOwn(definition, key)) continue;
      throw new ArgumentError(
        `A constraint or index of table "${table}" names the column "${key}", which is not there. There are: ${Object.keys(definition).join(', ')}.`,
      );
    }
  }
}

function namedKeys({ description }: TableItem): readonly string[] {
  if (description.kind === 'check') return [];
  if (description.kind !== 'index') return description.keys;
  return description.expressions.filter((part) => typeof part === 'string');
}

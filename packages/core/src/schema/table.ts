import { ArgumentError } from '../errors/argument-errors.ts';
import { columnNode, type ColumnOutline, FromClause } from '../sql/from-clause.ts';
import type { ColumnNode } from '../sql/nodes/expression-nodes.ts';
import type { TableNode } from '../sql/nodes/from-nodes.ts';
import { nullType } from '../types/null-type.ts';
import { Column } from './column.ts';
import { ColumnDefinition } from './column-definition.ts';
import type { MetaData } from './metadata.ts';
import { snakeCase } from './snake-case.ts';

/** The columns of a table, by the names they have in JavaScript. */
export type TableDefinition = Readonly<Record<string, ColumnDefinition<unknown>>>;

/** The rows of a table. */
export type RowOf<D> = { readonly [K in keyof D]: D[K] extends ColumnDefinition<infer T> ? T : never };

/** The columns of a table as expressions. */
export type ColumnsOf<D, S extends string> = {
  readonly [K in keyof D & string]: Column<K, D[K] extends ColumnDefinition<infer T> ? T : never, S>;
};

/** What a table is, beside its name and columns. */
export interface TableOptions {
  readonly schema?: string | null;
  readonly comment?: string;
  readonly info?: Readonly<Record<string, unknown>>;
  /** Words in front of TABLE: `['TEMPORARY']`. */
  readonly prefixes?: readonly string[];
}

let tables = 0;

/**
 * A table of the database.
 *
 * @example
 * const userTable = new Table('user_account', metadata, {
 *   id: column(t.Integer, { primaryKey: true }),
 *   name: column(t.String(30)),
 * });
 */
export class Table<const S extends string, D extends object> extends FromClause<RowOf<D>, S> {
  readonly #isGenuine = true;
  readonly uid: number;
  readonly name: S;
  readonly schema: string | null;
  readonly metadata: MetaData;
  readonly node: TableNode;
  readonly options: TableOptions;
  readonly #definition: D;

  constructor(name: S, metadata: MetaData, definition: D & TableDefinition, options: TableOptions = {}) {
    super();
    tables += 1;
    this.uid = tables;
    this.name = name;
    this.schema = options.schema === undefined ? (metadata.options.schema ?? null) : options.schema;
    this.metadata = metadata;
    this.options = options;
    this.#definition = definition;
    this.node = { kind: 'table', identity: this, name, schema: this.schema };
    checkDefinition(name, definition);
    metadata.add(this);
  }

  static override is(value: unknown): value is Table<string, TableDefinition> {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }

  override get c(): ColumnsOf<D, S> {
    return super.c as unknown as ColumnsOf<D, S>;
  }

  /** Only for the compiler: carries `D`. */
  declare readonly _definition?: D;

  protected outlines(): readonly ColumnOutline[] {
    const isSnake = this.metadata.options.naming === 'snake_case';
    return Object.entries(this.#definition as unknown as TableDefinition).map(([key, { name, type }]) => ({
      key,
      name: name ?? (isSnake ? snakeCase(key) : key),
      type: type ?? nullType,
      origin: null,
    }));
  }

  protected override columnOf(outline: ColumnOutline): Column<string, unknown, S> {
    const node: ColumnNode = columnNode(this.node, outline);
    const definition = (this.#definition as unknown as TableDefinition)[outline.key] as ColumnDefinition<unknown>;
    return new Column(this, node, outline.key, definition);
  }
}

function checkDefinition(table: string, definition: object): void {
  for (const [key, value] of Object.entries(definition)) {
    if (!ColumnDefinition.is(value))
      throw new ArgumentError(`The column "${key}" of table "${table}" is no column(). Write ${key}: column(t.Integer).`);
  }
}

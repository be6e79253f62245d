import { inspect } from 'node:util';
import type { ColumnNode } from '../sql/nodes/expression-nodes.ts';
import { NamedColumn } from '../sql/column-element.ts';
import type { ClauseElement } from '../sql/clause-element.ts';
import { reprValue } from '../util/repr-value.ts';
import type { ColumnDefault, ColumnDefinition, ColumnOptions } from './column-definition.ts';
import type { Computed } from './computed.ts';
import type { ForeignKeyElement } from './foreign-key-element.ts';
import type { Identity } from './identity.ts';
import type { Sequence } from './sequence.ts';
import type { TableOutline } from './table-outline.ts';

/** What a column must ask its table for. */
export interface ColumnSurroundings {
  /** Whether it is part of the primary key, by itself or by a `primaryKeyConstraint()`. */
  readonly isPrimaryKey: boolean;
  readonly foreignKeys: (column: AnyColumn) => readonly ForeignKeyElement<AnyColumn>[];
}

/** A column of some table. */
export type AnyColumn = Column<string, unknown>;

/** A column of a table. */
export class Column<out K extends string, out T, out S extends string = string> extends NamedColumn<K, T, S> {
  readonly #isGenuine = true;
  declare readonly node: ColumnNode;
  readonly table: TableOutline<S>;
  readonly definition: ColumnDefinition<T>;
  /** As it was given: the options of `column()`. */
  readonly options: ColumnOptions;
  readonly #surroundings: ColumnSurroundings;

  /** @internal */
  constructor(
    table: TableOutline<S>,
    node: ColumnNode,
    key: K,
    definition: ColumnDefinition<T>,
    surroundings: ColumnSurroundings,
  ) {
    super(node, key);
    this.table = table;
    this.definition = definition;
    this.options = definition.options;
    this.#surroundings = surroundings;
  }

  static override is(value: unknown): value is AnyColumn {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }

  get primaryKey(): boolean {
    return this.#surroundings.isPrimaryKey;
  }

  get nullable(): boolean {
    return this.options.nullable ?? false;
  }

  /** Whether it was defined with a UNIQUE constraint of its own. */
  get unique(): boolean {
    return this.options.unique ?? false;
  }

  /** Whether it was defined with an index of its own. */
  get index(): boolean {
    return this.options.index ?? false;
  }

  get autoincrement(): boolean | 'auto' {
    return this.options.autoincrement ?? 'auto';
  }

  /** What INSERT puts in where nothing is given; undefined: nothing. */
  get default(): ColumnDefault<T> | undefined {
    return this.options.default as ColumnDefault<T> | undefined;
  }

  /** What UPDATE puts in where nothing is given; undefined: nothing. */
  get onupdate(): ColumnDefault<T> | undefined {
    return this.options.onupdate as ColumnDefault<T> | undefined;
  }

  /** The DEFAULT in the database; true: there is one that only the database knows; null: none. */
  get serverDefault(): string | ClauseElement | true | null {
    return this.options.serverDefault ?? null;
  }

  get serverOnupdate(): boolean {
    return this.options.serverOnupdate ?? false;
  }

  get computed(): Computed | null {
    return this.options.computed ?? null;
  }

  get identity(): Identity | null {
    return this.options.identity ?? null;
  }

  get sequence(): Sequence | null {
    return this.options.sequence ?? null;
  }

  get comment(): string | null {
    return this.options.comment ?? null;
  }

  get info(): Readonly<Record<string, unknown>> {
    return this.options.info ?? {};
  }

  /** The foreign keys that it is part of, also those of several columns. */
  get foreignKeys(): readonly ForeignKeyElement<AnyColumn>[] {
    return this.#surroundings.foreignKeys(this);
  }

  /** Whether one of its foreign keys refers to that column. */
  references(other: AnyColumn): boolean {
    return this.foreignKeys.some(({ column }) => column === other);
  }

  /** `Column('name', String(length=30), table=<user_account>)` */
  override [inspect.custom](): string {
    const shown = [`'${this.name}'`, String(this.type), ...this.foreignKeys.map(String), `table=<${this.table.fullname}>`];
    if (this.key !== (this.name as string)) shown.push(`key='${this.key}'`);
    if (this.primaryKey) shown.push('primaryKey=true');
    if (this.nullable) shown.push('nullable=true');
    if (this.default !== undefined) shown.push(`default=${shownDefault(this.default)}`);
    if (this.serverDefault !== null) shown.push(`serverDefault=${shownDefault(this.serverDefault)}`);
    if (this.comment !== null) shown.push(`comment=${reprValue(this.comment)}`);
    return `Column(${shown.join(', ')})`;
  }
}

function shownDefault(value: unknown): string {
  return typeof value === 'function' ? `[Function ${value.name}]` : reprValue(value);
}

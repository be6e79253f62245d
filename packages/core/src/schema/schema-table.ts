import type { AnyColumn } from './column.ts';
import type { Constraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint } from './constraint.ts';
import type { ColumnDefinition, DialectOptions } from './column-definition.ts';
import type { ForeignKeyElement } from './foreign-key-element.ts';
import type { NamingConvention } from './naming-convention.ts';
import type { TableOutline } from './table-outline.ts';

/** What a table is, beside its name and columns. */
export interface TableOptions {
  /** Null: none, whatever the MetaData says. */
  readonly schema?: string | null;
  readonly comment?: string;
  readonly info?: Readonly<Record<string, unknown>>;
  /** Words in front of TABLE: `['TEMPORARY']`. */
  readonly prefixes?: readonly string[];
  /** What only one database knows, by its name: `{ mysql: { engine: 'InnoDB' }, sqlite: { strict: true } }`. */
  readonly dialectOptions?: DialectOptions;
}

/** A table of which the columns are not known to the compiler: as its MetaData gives it. */
export interface SchemaTable<S extends string = string> extends TableOutline<S> {
  /** What it was declared with. */
  readonly options: TableOptions;
  /** Null: there is none. */
  readonly comment: string | null;
  /** In the order of the table. */
  readonly columnList: readonly AnyColumn[];
  /** Without columns where there is none. */
  readonly primaryKey: PrimaryKeyConstraint;
  /** The primary key first. */
  readonly constraints: readonly Constraint[];
  /** Those of {@link constraints} that are foreign keys. */
  readonly foreignKeyConstraints: readonly ForeignKeyConstraint[];
  /** Each column of theirs that refers to another one. */
  readonly foreignKeys: readonly ForeignKeyElement<AnyColumn>[];
  /** In the order of their names. */
  readonly indexes: readonly Index[];
  /** The MetaData that it belongs to. */
  readonly metadata: TableRegistry;
  /** @internal By key. */
  readonly definition: object;
  /** @internal */
  columnDefinition(key: string): ColumnDefinition<unknown> | undefined;
  /** @internal */
  columnName(key: string): string;
  /** @internal */
  appendColumns(definition: Readonly<Record<string, ColumnDefinition<unknown>>>): void;
}

/** A MetaData as its tables see it. */
export interface TableRegistry {
  /** The schema of tables that name none. */
  readonly options: { readonly schema?: string };
  /** How constraints without name are called. */
  readonly namingConvention: NamingConvention;
  /** By their names, with the schema in front. */
  readonly tables: ReadonlyMap<string, SchemaTable>;
}

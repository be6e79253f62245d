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
  readonly options: TableOptions;
  readonly comment: string | null;
  readonly columnList: readonly AnyColumn[];
  readonly primaryKey: PrimaryKeyConstraint;
  /** The primary key first. */
  readonly constraints: readonly Constraint[];
  readonly foreignKeyConstraints: readonly ForeignKeyConstraint[];
  readonly foreignKeys: readonly ForeignKeyElement<AnyColumn>[];
  readonly indexes: readonly Index[];
  readonly metadata: TableRegistry;
  /** By key. */
  readonly definition: object;
  columnDefinition(key: string): ColumnDefinition<unknown> | undefined;
  columnName(key: string): string;
  appendColumns(definition: Readonly<Record<string, ColumnDefinition<unknown>>>): void;
}

/** A MetaData as its tables see it. */
export interface TableRegistry {
  readonly options: { readonly schema?: string };
  readonly namingConvention: NamingConvention;
  readonly tables: ReadonlyMap<string, SchemaTable>;
}

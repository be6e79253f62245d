import type { DialectOptions } from '../schema/column-definition.ts';
import type { TypeEngine } from '../types/type-engine.ts';
import type { ServerFacts } from './server-facts.ts';

/**
 * Reads what a database holds. Functions of a query and nothing else, so that they run on any connection, inside its
 * transaction. All details are asked for many tables at once; a table without any is left out of the answer, and so is
 * one that does not exist.
 */
export interface Introspector {
  /** The schema in which a table without schema is created; null where a name alone finds it. */
  readonly defaultSchemaName: (catalog: Catalog) => Promise<string | null>;
  /** The schemas of the users, without those of the system, in alphabetical order. */
  readonly schemaNames: (catalog: Catalog) => Promise<readonly string[]>;
  /** Tables and views; without a schema those that a name alone finds. In alphabetical order. */
  readonly relations: (catalog: Catalog, schema: string | null) => Promise<readonly ReflectedRelation[]>;
  readonly columns: TableDetail<readonly ReflectedColumn[]>;
  readonly primaryKeys: TableDetail<ReflectedPrimaryKey>;
  readonly foreignKeys: TableDetail<readonly ReflectedForeignKey[]>;
  readonly indexes: TableDetail<readonly ReflectedIndex[]>;
  readonly uniqueConstraints: TableDetail<readonly ReflectedUniqueConstraint[]>;
  readonly checkConstraints: TableDetail<readonly ReflectedCheckConstraint[]>;
  /** Absent where tables have no comments. */
  readonly tableComments?: TableDetail<string>;
  /** What else a table was created with, as its `dialectOptions` say it: `{ mysql: { engine: 'InnoDB' } }`. */
  readonly tableOptions?: TableDetail<DialectOptions>;
  /** The SELECT of views, as the database words it. */
  readonly viewDefinitions: TableDetail<string>;
  /** Absent where there are no sequences. */
  readonly sequenceNames?: (catalog: Catalog, schema: string | null) => Promise<readonly string[]>;
  /** Absent where an enumeration is no type of its own. */
  readonly enums?: (catalog: Catalog, schema: string | null) => Promise<readonly ReflectedEnum[]>;
}

/** Asks for one detail of tables; the answers by the tables' names. */
export type TableDetail<T> = (catalog: Catalog, tables: TableFilter) => Promise<ReadonlyMap<string, T>>;

/** Where an introspector looks things up. */
export interface Catalog {
  /** What the server is; null only if it was never asked. */
  readonly facts: ServerFacts | null;
  /** Runs SQL with the driver's own placeholders; rows by the names of their columns. */
  query(sql: string, params?: readonly unknown[]): Promise<readonly CatalogRow[]>;
}

/** As the driver gives it. */
export type CatalogRow = Readonly<Record<string, unknown>>;

/** Tables to look at. */
export interface TableFilter {
  /** Null: where a name alone is looked for. */
  readonly schema: string | null;
  /** Never empty. */
  readonly names: readonly string[];
}

/** A table or view. */
export interface ReflectedRelation {
  readonly name: string;
  readonly kind: RelationKind;
  /** Whether it goes with the connection. */
  readonly isTemporary: boolean;
}

/** `foreign table`: one that lives in another database. */
export type RelationKind = 'table' | 'view' | 'materialized view' | 'foreign table';

/** A column as the database has it. */
export interface ReflectedColumn {
  readonly name: string;
  /** NullType where the database's type is not known to Aludel. */
  readonly type: TypeEngine<unknown>;
  readonly nullable: boolean;
  /** The DEFAULT, in SQL. */
  readonly default: string | null;
  /** Whether the database numbers the rows by itself. */
  readonly autoincrement: boolean;
  readonly comment: string | null;
  readonly computed: ReflectedComputed | null;
  readonly identity: ReflectedIdentity | null;
}

/** How a column is computed. */
export interface ReflectedComputed {
  /** The expression, without parentheses around it. */
  readonly sqltext: string;
  /** Whether it is stored, rather than computed when it is read. */
  readonly persisted: boolean;
}

/** How an identity column counts. */
export interface ReflectedIdentity {
  /** GENERATED ALWAYS rather than BY DEFAULT. */
  readonly always: boolean;
  readonly start: number | bigint;
  readonly increment: number | bigint;
  readonly minvalue: number | bigint;
  readonly maxvalue: number | bigint;
  readonly cycle: boolean;
  readonly cache: number | bigint;
}

/** The primary key of a table. */
export interface ReflectedPrimaryKey {
  /** Null: the database calls it nothing. */
  readonly name: string | null;
  /** In the order of the key; empty where there is none. */
  readonly constrainedColumns: readonly string[];
  readonly comment: string | null;
}

/** That columns refer to those of another table. */
export interface ReflectedForeignKey {
  readonly name: string | null;
  readonly constrainedColumns: readonly string[];
  /** Null: the schema is the one that a name alone is looked for in. */
  readonly referredSchema: string | null;
  readonly referredTable: string;
  readonly referredColumns: readonly string[];
  readonly options: ReflectedForeignKeyOptions;
  readonly comment: string | null;
}

/** Only what differs from what the database does by itself. */
export interface ReflectedForeignKeyOptions {
  readonly ondelete?: 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'RESTRICT';
  readonly onupdate?: 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'RESTRICT';
  readonly deferrable?: boolean;
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
  readonly match?: 'FULL' | 'PARTIAL';
}

/** An index that is not that of a primary key. */
export interface ReflectedIndex {
  readonly name: string;
  /** Null stands where `expressions` has something that is no column. */
  readonly columnNames: readonly (string | null)[];
  /** All parts in order, as SQL; absent where all are columns. */
  readonly expressions?: readonly string[];
  readonly unique: boolean;
  /** `['desc', 'nulls_last']` by column, where it is not the usual order. */
  readonly columnSorting?: Readonly<Record<string, readonly string[]>>;
  /** Columns that are kept in it without being searched for. */
  readonly includeColumns?: readonly string[];
  /** The unique constraint that it is there for. */
  readonly duplicatesConstraint?: string;
  /** The condition of its rows, in SQL. */
  readonly where?: string;
  /** Its kind, where it is not the usual one: `gin`, `hash`. */
  readonly using?: string;
  readonly dialectOptions?: DialectOptions;
}

/** A UNIQUE constraint. */
export interface ReflectedUniqueConstraint {
  readonly name: string | null;
  readonly columnNames: readonly string[];
  /** The index behind it, where the database tells the two apart only by name. */
  readonly duplicatesIndex?: string;
  readonly deferrable?: boolean;
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
  readonly comment: string | null;
  readonly dialectOptions?: DialectOptions;
}

/** A CHECK constraint. */
export interface ReflectedCheckConstraint {
  readonly name: string | null;
  /** The condition, without parentheses around it. */
  readonly sqltext: string;
  readonly comment: string | null;
  readonly dialectOptions?: DialectOptions;
}

/** An enumeration that is a type of its own. */
export interface ReflectedEnum {
  readonly name: string;
  readonly schema: string;
  /** Whether its name alone finds it. */
  readonly visible: boolean;
  readonly labels: readonly string[];
}

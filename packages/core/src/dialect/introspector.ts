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
  /** In the order of the table. */
  readonly columns: TableDetail<readonly ReflectedColumn[]>;
  /** A table without one is left out. */
  readonly primaryKeys: TableDetail<ReflectedPrimaryKey>;
  /** What each of its tables refers to. */
  readonly foreignKeys: TableDetail<readonly ReflectedForeignKey[]>;
  /** Without that of the primary key. */
  readonly indexes: TableDetail<readonly ReflectedIndex[]>;
  /** Those that were declared as constraints. */
  readonly uniqueConstraints: TableDetail<readonly ReflectedUniqueConstraint[]>;
  /** Without those that only say NOT NULL. */
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
  /** Without its schema. */
  readonly name: string;
  /** What it is. */
  readonly kind: RelationKind;
  /** Whether it goes with the connection. */
  readonly isTemporary: boolean;
}

/** `foreign table`: one that lives in another database. */
export type RelationKind = 'table' | 'view' | 'materialized view' | 'foreign table';

/** A column as the database has it. */
export interface ReflectedColumn {
  /** As the database calls it. */
  readonly name: string;
  /** NullType where the database's type is not known to Aludel. */
  readonly type: TypeEngine<unknown>;
  /** Whether it takes NULL. */
  readonly nullable: boolean;
  /** The DEFAULT, in SQL. */
  readonly default: string | null;
  /** Whether the database numbers the rows by itself. */
  readonly autoincrement: boolean;
  /** Null: there is none. */
  readonly comment: string | null;
  /** Null: it is not computed. */
  readonly computed: ReflectedComputed | null;
  /** Null: it is no identity column. */
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
  /** The first number. */
  readonly start: number | bigint;
  /** What is added each time; negative: it counts down. */
  readonly increment: number | bigint;
  /** The smallest number. */
  readonly minvalue: number | bigint;
  /** The greatest number. */
  readonly maxvalue: number | bigint;
  /** Whether it begins anew at its end. */
  readonly cycle: boolean;
  /** How many numbers a connection takes at once. */
  readonly cache: number | bigint;
}

/** The primary key of a table. */
export interface ReflectedPrimaryKey {
  /** Null: the database calls it nothing. */
  readonly name: string | null;
  /** In the order of the key; empty where there is none. */
  readonly constrainedColumns: readonly string[];
  /** Null: there is none. */
  readonly comment: string | null;
}

/** That columns refer to those of another table. */
export interface ReflectedForeignKey {
  /** Null: the database calls it nothing. */
  readonly name: string | null;
  /** Those that refer, in order. */
  readonly constrainedColumns: readonly string[];
  /** Null: the schema is the one that a name alone is looked for in. */
  readonly referredSchema: string | null;
  /** Without its schema. */
  readonly referredTable: string;
  /** Those that they refer to, in the same order. */
  readonly referredColumns: readonly string[];
  /** What is not as usual. */
  readonly options: ReflectedForeignKeyOptions;
  /** Null: there is none. */
  readonly comment: string | null;
}

/** Only what differs from what the database does by itself. */
export interface ReflectedForeignKeyOptions {
  /** Absent: NO ACTION. */
  readonly ondelete?: 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'RESTRICT';
  /** Absent: NO ACTION. */
  readonly onupdate?: 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'RESTRICT';
  /** Absent: it cannot be deferred. */
  readonly deferrable?: boolean;
  /** Absent: IMMEDIATE. */
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
  /** Absent: SIMPLE. */
  readonly match?: 'FULL' | 'PARTIAL';
}

/** An index that is not that of a primary key. */
export interface ReflectedIndex {
  /** As the database calls it. */
  readonly name: string;
  /** Null stands where `expressions` has something that is no column. */
  readonly columnNames: readonly (string | null)[];
  /** All parts in order, as SQL; absent where all are columns. */
  readonly expressions?: readonly string[];
  /** Whether no two rows have the same values. */
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
  /** What only this database knows, by its name. */
  readonly dialectOptions?: DialectOptions;
}

/** A UNIQUE constraint. */
export interface ReflectedUniqueConstraint {
  /** Null: the database calls it nothing. */
  readonly name: string | null;
  /** In order. */
  readonly columnNames: readonly string[];
  /** The index behind it, where the database tells the two apart only by name. */
  readonly duplicatesIndex?: string;
  /** Absent: it cannot be deferred. */
  readonly deferrable?: boolean;
  /** Absent: IMMEDIATE. */
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
  /** Null: there is none. */
  readonly comment: string | null;
  /** What only this database knows, by its name. */
  readonly dialectOptions?: DialectOptions;
}

/** A CHECK constraint. */
export interface ReflectedCheckConstraint {
  /** Null: the database calls it nothing. */
  readonly name: string | null;
  /** The condition, without parentheses around it. */
  readonly sqltext: string;
  /** Null: there is none. */
  readonly comment: string | null;
  /** What only this database knows, by its name. */
  readonly dialectOptions?: DialectOptions;
}

/** An enumeration that is a type of its own. */
export interface ReflectedEnum {
  /** As the database calls it. */
  readonly name: string;
  /** The schema that it lives in. */
  readonly schema: string;
  /** Whether its name alone finds it. */
  readonly visible: boolean;
  /** In their order. */
  readonly labels: readonly string[];
}

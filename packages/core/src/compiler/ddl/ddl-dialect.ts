import type { AnyColumn } from '../../schema/column.ts';
import type { CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint } from '../../schema/constraint.ts';
import type { Computed } from '../../schema/computed.ts';
import type { DatabaseType } from '../../schema/ddl/types-of-database.ts';
import type { DdlDescription, DdlDescriptions } from '../../schema/ddl/ddl-description.ts';
import type { Identity, SequenceOptions } from '../../schema/identity.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { AnyType } from '../../sql/nodes/sql-node.ts';

/** The parts of definitions. */
export interface DdlParts {
  /** `name VARCHAR(30) DEFAULT 'x' NOT NULL` */
  readonly column: AnyColumn;
  /** What stands behind the DEFAULT of a column; empty: it has none. */
  readonly serverDefault: AnyColumn;
  readonly computed: Computed;
  readonly identity: Identity;
  readonly sequenceOptions: SequenceOptions;
  /** `PRIMARY KEY (id)`, with its name in front. */
  readonly primaryKey: PrimaryKeyConstraint;
  /** `UNIQUE (name)`, with its name in front. */
  readonly unique: UniqueConstraint;
  /** `CHECK (…)`, with its name in front. */
  readonly check: CheckConstraint;
  /** `FOREIGN KEY (a) REFERENCES b (id)`, with its name in front. */
  readonly foreignKey: ForeignKeyConstraint;
  /** What stands behind the parenthesis of CREATE TABLE. */
  readonly tableOptions: SchemaTable;
}

/** Everything that DDL is made of, by kind. */
export type DdlElements = DdlDescriptions & DdlParts;

/** Writes one kind of element. */
export type DdlRuleOf<Element, Sql> = (element: Element, ddl: DdlWriterOf<Sql>) => string;

/** A rule for every kind of element. A dialect replaces those that it writes differently. An empty text leaves the element out. */
export type DdlRulesOf<Sql> = { readonly [K in keyof DdlElements]: DdlRuleOf<DdlElements[K], Sql> };

/** What a rule may do. */
export interface DdlWriterOf<Sql> {
  /** Writes names, expressions and literals. */
  readonly sql: Sql;
  /** The rules that hold here. */
  readonly rules: DdlRulesOf<Sql>;
  /** What a dialect did not replace: for rules that only add to it. */
  readonly standard: DdlRulesOf<Sql>;
  /** What the dialect said of itself. */
  readonly traits: DdlTraits;
}

/** How a database defines things. `Sql` is the writer of statements, which stands above. */
export interface DdlDialectOf<Sql> extends DdlTraits {
  /** The rules that this database writes differently from standard SQL. */
  readonly rules?: Partial<DdlRulesOf<Sql>> | undefined;
  /** Statements of their own that go with one that defines something: CREATE SEQUENCE before a table whose keys it numbers. */
  readonly around?: ((element: DdlDescription, ddl: DdlWriterOf<Sql>) => StatementsAround) | undefined;
}

/** What is sent before and after a statement. */
export interface StatementsAround {
  /** SQL, one statement each. */
  readonly before?: readonly string[] | undefined;
  /** As {@link before}. */
  readonly after?: readonly string[] | undefined;
}

/** What definitions a database has. */
export interface DdlTraits {
  /** Whether constraints can be added to a table and dropped from it. */
  readonly canAlter: boolean;
  /** Where comments stand: in CREATE TABLE, in statements of their own, or nowhere. */
  readonly comments: 'inline' | 'statements' | 'none';
  /**
   * Which foreign keys are written. 'backward': only those to tables that are there already, so that a circle of them needs
   * `canAlter`. 'none': the database has none, or checks them so early that a transaction cannot delete a row together with
   * those that refer to it. Absent: all.
   */
  readonly foreignKeys?: 'backward' | 'none' | undefined;
  /** Whether constraints can have comments. Absent: they cannot. */
  readonly constraintComments?: boolean | undefined;
  /** Whether there is CREATE SEQUENCE. */
  readonly sequences: boolean;
  /** Whether there is GENERATED AS IDENTITY. */
  readonly identityColumns: boolean;
  /** How long names of constraints and of indexes may be, where other names may be longer. */
  readonly maxConstraintNameLength?: number | undefined;
  /** The types that live in the database by themselves and have to be there before a column of a table: enumerations. */
  readonly namedTypes?: ((column: AnyColumn) => readonly DatabaseType[]) | undefined;
  /** Whether a check that a type asks for is needed: not where the database has the type. */
  readonly needsTypeCheck?: ((type: AnyType) => boolean) | undefined;
}

import type { AnyType } from '../../sql/nodes/sql-node.ts';
import type { AnyColumn } from '../column.ts';
import type { Constraint, ForeignKeyConstraint, Index } from '../constraint.ts';
import type { SchemaTable } from '../schema-table.ts';
import type { Sequence } from '../sequence.ts';

/** All statements that define something, by kind. The compiler has a rule for each. */
export interface DdlDescriptions {
  /** `CREATE TABLE` */
  readonly createTable: {
    readonly kind: 'createTable';
    readonly table: SchemaTable;
    readonly ifNotExists: boolean;
    /** The foreign keys that are part of it; null: all. The others are added afterwards. */
    readonly foreignKeys: readonly ForeignKeyConstraint[] | null;
  };
  /** `DROP TABLE` */
  readonly dropTable: { readonly kind: 'dropTable'; readonly table: SchemaTable; readonly ifExists: boolean };
  /** `CREATE INDEX` */
  readonly createIndex: { readonly kind: 'createIndex'; readonly index: Index; readonly ifNotExists: boolean };
  /** `DROP INDEX` */
  readonly dropIndex: { readonly kind: 'dropIndex'; readonly index: Index; readonly ifExists: boolean };
  /** `ALTER TABLE … ADD` */
  readonly addConstraint: { readonly kind: 'addConstraint'; readonly constraint: Constraint };
  /** `ALTER TABLE … DROP CONSTRAINT` */
  readonly dropConstraint: {
    readonly kind: 'dropConstraint';
    readonly constraint: Constraint;
    readonly cascade: boolean;
    readonly ifExists: boolean;
  };
  /** `CREATE SEQUENCE` */
  readonly createSequence: { readonly kind: 'createSequence'; readonly sequence: Sequence; readonly ifNotExists: boolean };
  /** `DROP SEQUENCE` */
  readonly dropSequence: { readonly kind: 'dropSequence'; readonly sequence: Sequence; readonly ifExists: boolean };
  /** `CREATE SCHEMA` */
  readonly createSchema: { readonly kind: 'createSchema'; readonly name: string; readonly ifNotExists: boolean };
  /** `DROP SCHEMA` */
  readonly dropSchema: {
    readonly kind: 'dropSchema';
    readonly name: string;
    readonly cascade: boolean;
    readonly ifExists: boolean;
  };
  /** Null takes the comment away. */
  readonly setTableComment: { readonly kind: 'setTableComment'; readonly table: SchemaTable; readonly comment: string | null };
  /** Null takes the comment away. */
  readonly setColumnComment: { readonly kind: 'setColumnComment'; readonly column: AnyColumn; readonly comment: string | null };
  /** Null takes the comment away. */
  readonly setConstraintComment: {
    readonly kind: 'setConstraintComment';
    readonly constraint: Constraint;
    readonly comment: string | null;
  };
  /** A type that lives in the database by itself: an enumeration. */
  readonly createType: {
    readonly kind: 'createType';
    readonly name: string;
    readonly schema: string | null;
    readonly type: AnyType;
  };
  /** `DROP TYPE` */
  readonly dropType: {
    readonly kind: 'dropType';
    readonly name: string;
    readonly schema: string | null;
    readonly ifExists: boolean;
  };
  /** SQL as it is. */
  readonly text: { readonly kind: 'text'; readonly sql: string };
}

/** One of them. */
export type DdlDescription = DdlDescriptions[keyof DdlDescriptions];

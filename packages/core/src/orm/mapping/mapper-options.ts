import type { TableItem } from '../../schema/table-item.ts';
import type { OrderArgument } from '../../sql/select-clauses.ts';

/** Options of a mapped class and of its table: the third argument of `Base(…)`. `F` are attributes that it fills by itself. */
export interface MapperOptions<F extends string = string, V = Readonly<Record<string, Validator>>> {
  /** Constraints and indexes of the table, by the names of the attributes. */
  readonly tableArgs?: readonly TableItem[];
  readonly schema?: string | null;
  readonly comment?: string;
  /** The attribute that counts the versions of a row: an UPDATE or DELETE of a row that somebody changed is a StaleDataError. */
  readonly versionId?: F;
  /**
   * Makes a version of the one before, which is null at INSERT. Default: counts from 1. `false`: the database makes it
   * (a column with `serverDefault` and `serverOnupdate`), or the application sets it.
   */
  readonly versionIdGenerator?: ((before: unknown) => unknown) | false;
  /** The attribute that tells the class of a row. */
  readonly polymorphicOn?: F;
  /** What that attribute says for this class. */
  readonly polymorphicIdentity?: unknown;
  /** Of a class that only others inherit from: no row is of it alone, and it needs no identity. */
  readonly polymorphicAbstract?: boolean;
  /** Attributes that tell the rows apart, for a table or view without a primary key. */
  readonly primaryKey?: readonly string[];
  /** Of a class that inherits: whether its table has all columns, those of the parent too, and stands alone. */
  readonly concrete?: boolean;
  /** Of a class that inherits: how its own columns come with rows selected as a parent: by a second SELECT, or in the same. */
  readonly polymorphicLoad?: 'selectin' | 'inline';
  readonly orderBy?: OrderArgument | readonly OrderArgument[];
  /** Whether values that the database makes are fetched with INSERT: `auto` where RETURNING does it at no cost. */
  readonly eagerDefaults?: boolean | 'auto';
  /** Whether a DELETE of a row that is gone warns. Default true. */
  readonly confirmDeletedRows?: boolean;
  /** Whether INSERTs are sent for many objects at once. Default true; false: `beforeInsert` and `afterInsert` alternate. */
  readonly batch?: boolean;
  readonly info?: Readonly<Record<string, unknown>>;
  /** What is done with values before attributes get them, by attribute: see {@link Validator}. */
  readonly validates?: V;
}

/**
 * Gives what is to be set in place of what was given, or throws. Of a collection it is given each object that is added.
 * Values from the database do not pass it.
 */
export type Validator = (value: never, key: never, self: never) => unknown;

export const mapperOptionNames: readonly (keyof MapperOptions)[] = [
  'tableArgs',
  'schema',
  'comment',
  'versionId',
  'versionIdGenerator',
  'polymorphicOn',
  'polymorphicIdentity',
  'polymorphicAbstract',
  'primaryKey',
  'concrete',
  'polymorphicLoad',
  'orderBy',
  'eagerDefaults',
  'confirmDeletedRows',
  'batch',
  'info',
  'validates',
];

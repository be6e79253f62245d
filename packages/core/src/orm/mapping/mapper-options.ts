import type { TableItem } from '../../schema/table-item.ts';
import type { OrderArgument } from '../../sql/select-clauses.ts';

/** Options of a mapped class and of its table: the third argument of `Base(…)`. */
export interface MapperOptions {
  /** Constraints and indexes of the table, by the names of the attributes. */
  readonly tableArgs?: readonly TableItem[];
  readonly schema?: string | null;
  readonly comment?: string;
  /** The attribute that counts the versions of a row: an UPDATE or DELETE of a row that somebody changed is a StaleDataError. */
  readonly versionId?: string;
  /** The attribute that tells the class of a row. */
  readonly polymorphicOn?: string;
  /** What that attribute says for this class. */
  readonly polymorphicIdentity?: unknown;
  readonly orderBy?: OrderArgument | readonly OrderArgument[];
  /** Whether values that the database makes are fetched with INSERT: `auto` where RETURNING does it at no cost. */
  readonly eagerDefaults?: boolean | 'auto';
  /** Whether a DELETE of a row that is gone warns. Default true. */
  readonly confirmDeletedRows?: boolean;
  /** Whether INSERTs are sent for many objects at once. Default true; false: `beforeInsert` and `afterInsert` alternate. */
  readonly batch?: boolean;
  readonly info?: Readonly<Record<string, unknown>>;
}

export const mapperOptionNames: readonly (keyof MapperOptions)[] = [
  'tableArgs',
  'schema',
  'comment',
  'versionId',
  'polymorphicOn',
  'polymorphicIdentity',
  'orderBy',
  'eagerDefaults',
  'confirmDeletedRows',
  'batch',
  'info',
];

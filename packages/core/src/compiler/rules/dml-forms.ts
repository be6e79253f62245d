import type { InsertNode, OnConflictNode } from '../../sql/nodes/statement-nodes.ts';
import type { SqlWriter } from '../rules.ts';

/** How a database writes what differs in INSERT, UPDATE and DELETE. */
export interface DmlForms {
  /** What follows the table where no column is given. */
  readonly emptyRow: string | ((node: InsertNode, sql: SqlWriter) => string);
  /** Whether WITH stands in front of the SELECT of an INSERT rather than in front of INSERT. */
  readonly ctesFollowInsert: boolean;
  /** Where further tables of an UPDATE stand: behind SET in FROM, or beside the table; `none`: they cannot. */
  readonly updateTables: 'from' | 'list' | 'none';
  /** Where further tables of a DELETE stand; `none`: they cannot. */
  readonly deleteTables: 'using' | 'usingAll' | 'list' | 'from' | 'none';
  /** Whether RETURNING names the table in front of its columns. */
  readonly qualifiesReturning: boolean;
  /**
   * `output`: in front of VALUES, FROM and WHERE stands `OUTPUT inserted.id`, or `deleted.id` where rows are deleted. Absent:
   * RETURNING stands at the end.
   */
  readonly returning?: 'output' | undefined;
  /** `selects`: VALUES takes only one row, so that several are a UNION of SELECTs. Absent: it takes several. */
  readonly rows?: 'selects' | undefined;
  /** Writes an INSERT with a conflict as another statement: MERGE. Absent: the rule `onConflict` writes what stands behind VALUES. */
  readonly upsert?: ((parts: UpsertParts, sql: SqlWriter) => string) | undefined;
}

/** What an INSERT with a conflict is made of. */
export interface UpsertParts {
  /** The whole INSERT. */
  readonly node: InsertNode;
  /** What happens to rows that are there. */
  readonly conflict: OnConflictNode;
  /** The table with its hints, the columns that are filled, and their values in each row: SQL. */
  readonly table: string;
  /** Names of the columns that are filled. */
  readonly columns: readonly string[];
  /** Their values, row by row, as SQL. */
  readonly rows: readonly (readonly string[])[];
  /** ` RETURNING …` or ` OUTPUT …`; empty: nothing is wanted. */
  readonly returning: string;
}

/** Standard SQL's, as far as there is a standard, and SQLAlchemy's default where there is none. */
export const standardForms: DmlForms = Object.freeze({
  emptyRow: ' DEFAULT VALUES',
  ctesFollowInsert: false,
  updateTables: 'from',
  deleteTables: 'list',
  qualifiesReturning: true,
});

/** How a database writes what differs in INSERT, UPDATE and DELETE. */
export interface DmlForms {
  /** What follows the table where no column is given. */
  readonly emptyRow: ' DEFAULT VALUES' | ' () VALUES ()';
  /** Whether WITH stands in front of the SELECT of an INSERT rather than in front of INSERT. */
  readonly ctesFollowInsert: boolean;
  /** Where further tables of an UPDATE stand: behind SET in FROM, or beside the table. */
  readonly updateTables: 'from' | 'list';
  /** Where further tables of a DELETE stand; `none`: they cannot. */
  readonly deleteTables: 'using' | 'usingAll' | 'list' | 'none';
  /** Whether RETURNING names the table in front of its columns. */
  readonly qualifiesReturning: boolean;
}

/** Standard SQL's, as far as there is a standard, and SQLAlchemy's default where there is none. */
export const standardForms: DmlForms = Object.freeze({
  emptyRow: ' DEFAULT VALUES',
  ctesFollowInsert: false,
  updateTables: 'from',
  deleteTables: 'list',
  qualifiesReturning: true,
});

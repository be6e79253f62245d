/** What a database can do in INSERT, UPDATE and DELETE, as far as the compiler must know. */
export interface DmlCapabilities {
  /** `INSERT … RETURNING` */
  readonly insertReturning: boolean;
  /** `UPDATE … RETURNING` */
  readonly updateReturning: boolean;
  /** `DELETE … RETURNING` */
  readonly deleteReturning: boolean;
  /**
   * Which conflict an INSERT can turn into an UPDATE: `namedKey`: one with the key that the statement names; `anyKey`: one
   * with whatever unique key there is; `none`.
   */
  readonly upsert: 'namedKey' | 'anyKey' | 'none';
  /** The driver tells the key that the database generated for the last row inserted. */
  readonly lastrowid: boolean;
  /**
   * How the rows of RETURNING are told apart where one INSERT has several rows: `autoincrement` where the numbers that the
   * database gives grow with the rows of VALUES, `subquery` where only a sorted SELECT guarantees that. Absent: not at all.
   */
  readonly insertOrder?: 'autoincrement' | 'subquery' | undefined;
  /** How many rows one INSERT may have. Absent: any number. */
  readonly maxRowsPerInsert?: number | undefined;
  /**
   * With how many rows an INSERT is fastest, where many are to be inserted; absent: 512. A power of two; 1: the driver's
   * `executeMany` is faster.
   */
  readonly rowsPerInsert?: number | undefined;
}

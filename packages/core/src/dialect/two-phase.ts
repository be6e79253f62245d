/**
 * How a database prepares a transaction, so that it can be committed together with those of other databases. `xid` is
 * what it is called there: printable ASCII without quotes and backslashes.
 */
export interface TwoPhase {
  /** What begins it. @param statements what would begin another transaction */
  readonly begin: (xid: string, statements: readonly string[]) => readonly string[];
  /** What prepares it: from then on it survives its connection. */
  readonly prepare: (xid: string) => readonly string[];
  /** What ends it. Null: the plain COMMIT or ROLLBACK does. */
  readonly commit: (xid: string, isPrepared: boolean) => readonly string[] | null;
  /** As {@link commit}. */
  readonly rollback: (xid: string, isPrepared: boolean) => readonly string[] | null;
  /** Lists those that wait to be ended, whoever prepared them. */
  readonly recover: string;
  /** What such a row calls it. */
  readonly xidOf: (row: readonly unknown[]) => string;
}

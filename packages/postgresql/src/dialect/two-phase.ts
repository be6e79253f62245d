import type { TwoPhase } from '@aludel/core/dialect';

/**
 * PREPARE TRANSACTION, which leaves the session without a transaction. The server must allow it:
 * `max_prepared_transactions`. https://www.postgresql.org/docs/current/sql-prepare-transaction.html
 */
export const twoPhase: TwoPhase = Object.freeze({
  begin: (_xid: string, statements: readonly string[]) => statements,
  prepare: (xid: string) => [`PREPARE TRANSACTION '${xid}'`],
  commit: (xid: string, isPrepared: boolean) => (isPrepared ? [`COMMIT PREPARED '${xid}'`] : null),
  rollback: (xid: string, isPrepared: boolean) => (isPrepared ? [`ROLLBACK PREPARED '${xid}'`] : null),
  recover: 'SELECT gid FROM pg_prepared_xacts WHERE database = current_database() ORDER BY prepared',
  xidOf: ([gid]: readonly unknown[]) => String(gid),
});

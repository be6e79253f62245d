import type { DriverResult } from '@aludel/core/dialect';

/** Bits of the status that comes with each answer. https://dev.mysql.com/doc/dev/mysql-server/latest/mysql__com_8h.html */
export const inTransactionFlag = 1;
export const autocommitFlag = 2;

/** A result, and the status that came with it; null where mysql2 keeps it to itself. */
export interface SentResult {
  readonly result: DriverResult;
  readonly status: number | null;
}

/** Errors with which a server rolls the whole transaction back: snapshot too old, lock time-out by option, deadlock, XA. */
export const transactionEndingErrnos: ReadonlySet<number> = new Set([1020, 1180, 1205, 1213, 1402, 1613, 1614]);

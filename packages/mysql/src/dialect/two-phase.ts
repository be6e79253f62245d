import { ArgumentError, type TwoPhase } from '@aludel/core/dialect';

/** XA transactions. https://dev.mysql.com/doc/refman/9.0/en/xa-statements.html */
export const twoPhase: TwoPhase = Object.freeze({
  // It takes the place of START TRANSACTION; what stands in front of that, the isolation level, holds for it as well.
  begin: (xid: string, statements: readonly string[]) => {
    if (statements.at(-1) !== 'START TRANSACTION')
      throw new ArgumentError('Two-phase transactions of MySQL and MariaDB take no "readOnly". Leave it out.');
    return [...statements.slice(0, -1), `XA BEGIN '${xid}'`];
  },
  prepare: (xid: string) => [`XA END '${xid}'`, `XA PREPARE '${xid}'`],
  commit: (xid: string, isPrepared: boolean) =>
    isPrepared ? [`XA COMMIT '${xid}'`] : [`XA END '${xid}'`, `XA COMMIT '${xid}' ONE PHASE`],
  rollback: (xid: string, isPrepared: boolean) =>
    isPrepared ? [`XA ROLLBACK '${xid}'`] : [`XA END '${xid}'`, `XA ROLLBACK '${xid}'`],
  recover: 'XA RECOVER',
  // formatID, gtrid_length, bqual_length, data; MariaDB gives the data as bytes.
  xidOf: ([, length, , data]: readonly unknown[]) =>
    (data instanceof Uint8Array ? new TextDecoder().decode(data) : String(data)).slice(0, Number(length)),
});

import type { Connection } from '../../engine/connection.ts';

/**
 * What a Session tells its listeners, by SQLAlchemy's names. `S` is the session, `T` its transaction.
 *
 * @example
 * event.listen(session, 'afterCommit', (session) => console.log('committed'));
 */
export type SessionEvents<S, T> = {
  afterBegin: (session: S, transaction: T, connection: Connection) => void;
  beforeCommit: (session: S) => void;
  afterCommit: (session: S) => void;
  afterRollback: (session: S) => void;
  afterSoftRollback: (session: S, previousTransaction: T) => void;
  afterTransactionCreate: (session: S, transaction: T) => void;
  afterTransactionEnd: (session: S, transaction: T) => void;
};

export const sessionEventNames: readonly (keyof SessionEvents<unknown, unknown>)[] = [
  'afterBegin', 'beforeCommit', 'afterCommit', 'afterRollback', 'afterSoftRollback', 'afterTransactionCreate', 'afterTransactionEnd',
];

import type { Connection } from '../../engine/connection.ts';

/**
 * What a Session tells its listeners, by SQLAlchemy's names. `S` is the session, `T` its transaction. A promise that a
 * listener returns is waited for, except at the creation and the end of a transaction.
 *
 * @example
 * event.listen(session, 'afterCommit', (session) => console.log('committed'));
 */
export type SessionEvents<S, T> = {
  afterBegin: (session: S, transaction: T, connection: Connection) => void | Promise<void>;
  beforeCommit: (session: S) => void | Promise<void>;
  afterCommit: (session: S) => void | Promise<void>;
  afterRollback: (session: S) => void | Promise<void>;
  afterSoftRollback: (session: S, previousTransaction: T) => void | Promise<void>;
  afterTransactionCreate: (session: S, transaction: T) => void;
  afterTransactionEnd: (session: S, transaction: T) => void;
};

export const sessionEventNames: readonly (keyof SessionEvents<unknown, unknown>)[] = [
  'afterBegin',
  'beforeCommit',
  'afterCommit',
  'afterRollback',
  'afterSoftRollback',
  'afterTransactionCreate',
  'afterTransactionEnd',
];

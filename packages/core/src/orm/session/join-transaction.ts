import type { Connection } from '../../engine/connection.ts';
import type { Transaction } from '../../engine/transaction.ts';

/**
 * What a Session does with a Connection that is in a transaction already:
 * - `conditional_savepoint` (default): `create_savepoint` if the connection is in a savepoint, else `rollback_only`
 * - `rollback_only`: its rollback rolls the outer transaction back, its commit leaves it open
 * - `control_fully`: its commit and rollback are those of the outer transaction
 * - `create_savepoint`: it works in a savepoint of its own; the outer transaction is never touched
 */
export type JoinTransactionMode = 'conditional_savepoint' | 'rollback_only' | 'control_fully' | 'create_savepoint';

export const joinTransactionModes: readonly JoinTransactionMode[] = [
  'conditional_savepoint',
  'rollback_only',
  'control_fully',
  'create_savepoint',
];

/** A transaction that a Session takes part in. */
export interface JoinedTransaction {
  readonly transaction: Transaction;
  /** Whether the Session's commit is the transaction's. */
  readonly shouldCommit: boolean;
}

/** Joins the transaction that `connection` is in, or begins one. */
export async function joinTransaction(
  connection: Connection,
  mode: JoinTransactionMode,
  twophase = false,
): Promise<JoinedTransaction> {
  const nested = connection.getNestedTransaction();
  const outer = nested ?? connection.getTransaction();
  if (outer === null)
    return { transaction: twophase ? await connection.beginTwophase() : await connection.begin(), shouldCommit: true };
  switch (mode) {
    case 'control_fully':
      return { transaction: outer, shouldCommit: true };
    case 'rollback_only':
      return { transaction: outer, shouldCommit: false };
    case 'create_savepoint':
      return { transaction: await connection.beginNested(), shouldCommit: true };
    case 'conditional_savepoint':
      return joinTransaction(connection, nested === null ? 'rollback_only' : 'create_savepoint');
  }
}

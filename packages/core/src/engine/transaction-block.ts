import { InvalidRequestError } from '../errors/invalid-request-errors.ts';

/** A transaction as a block sees it: `begin(callback)` of a Connection, of a savepoint or of a Session. */
export interface BlockTransaction {
  readonly isActive: boolean;
  /** Whether its owner still counts it as the current one though it is not active: it failed, and waits for its end. */
  readonly isPending: boolean;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  close(): Promise<void>;
}

/** What a block runs on; it remembers the innermost block. */
export interface BlockSubject {
  block: TransactionBlock | null;
}

/**
 * The time between the begin and the end of a `begin(callback)`. While it lasts, nothing may happen on its subject once
 * its transaction was ended by hand: the statements would silently land in another transaction.
 */
export class TransactionBlock {
  readonly transaction: BlockTransaction;
  readonly outer: TransactionBlock | null;
  /** Whether its callback is done; it may still be on the subject, below another that was opened later. */
  isDone = false;
  /** What made a flush roll the transaction back, for the error message. */
  failure: unknown = undefined;

  constructor(transaction: BlockTransaction, outer: TransactionBlock | null) {
    this.transaction = transaction;
    this.outer = outer;
  }
}

/**
 * Runs `callback` inside `transaction`: commits when it resolves, rolls back and rethrows when it rejects.
 * The error of the callback always wins over one of the rollback.
 */
export async function runBlock<T>(
  subject: BlockSubject,
  transaction: BlockTransaction,
  callback: () => T | Promise<T>,
): Promise<T> {
  const block = new TransactionBlock(transaction, subject.block);
  subject.block = block;
  try {
    const value = await rollBackOnError(transaction, callback);
    if (transaction.isActive) await rollBackOnError(transaction, () => transaction.commit());
    else if (transaction.isPending) await transaction.close();
    return value;
  } finally {
    block.isDone = true;
    while (subject.block?.isDone) subject.block = subject.block.outer;
  }
}

/** Refuses work inside a block whose transaction has ended already. */
export function checkBlock(subject: BlockSubject): void {
  const block = subject.block;
  if (block === null || block.transaction.isActive) return;
  const reason =
    block.failure === undefined ? '' : `The transaction was rolled back due to an exception: ${String(block.failure)}.  `;
  throw new InvalidRequestError(
    `Can't operate on closed transaction inside context manager.  ${reason}Please complete the context manager before emitting further commands.`,
  );
}

async function rollBackOnError<T>(transaction: BlockTransaction, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    await endQuietly(transaction);
    throw error;
  }
}

// The error that is on its way says more than one of the rollback; the connection is reset or destroyed in any case.
async function endQuietly(transaction: BlockTransaction): Promise<void> {
  try {
    if (transaction.isActive) await transaction.rollback();
    else if (transaction.isPending) await transaction.close();
  } catch {}
}

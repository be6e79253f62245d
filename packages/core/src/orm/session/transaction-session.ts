import { runBlock } from '../../engine/transaction-block.ts';
import { inside } from './inside.ts';
import { perform } from './perform.ts';
import type { SessionTransaction } from './session-transaction.ts';
import { StatementSession } from './statement-session.ts';

/** A Session as far as it begins and ends transactions. */
export abstract class TransactionSession extends StatementSession implements AsyncDisposable {
  // Transactions -------------------------------------------------------------------------------------------------

  /**
   * Begins a transaction. With a callback: commits when it resolves, rolls back and rethrows when it rejects.
   *
   * @throws InvalidRequestError if one has begun already, also by a statement ("autobegin")
   */
  begin(): Promise<SessionTransaction>;
  begin<T>(callback: (session: this) => T | Promise<T>): Promise<T>;
  begin<T>(callback?: (session: this) => T | Promise<T>): Promise<SessionTransaction | T> {
    const begun = perform(this, (session) => session.begin());
    return callback === undefined
      ? begun
      : begun.then((transaction) => runBlock(this[inside], transaction, () => callback(this)));
  }

  /**
   * Begins a savepoint, on every connection that is used in it; begins the transaction around it if there is none. What is
   * asked of the session in the meantime is a part of it, whoever asks: one block after the other, not side by side.
   *
   * @example
   * await session.beginNested(() => session.add(new Tag({ name: 'new' }))).catch(ignoreUniqueViolation);
   */
  beginNested(): Promise<SessionTransaction>;
  beginNested<T>(callback: (session: this) => T | Promise<T>): Promise<T>;
  beginNested<T>(callback?: (session: this) => T | Promise<T>): Promise<SessionTransaction | T> {
    const begun = perform(this, (session) => session.beginNested());
    return callback === undefined
      ? begun
      : begun.then((transaction) => runBlock(this[inside], transaction, () => callback(this)));
  }

  /** Commits the whole transaction, savepoints included. */
  commit(): Promise<void> {
    return perform(this, (session) => session.current().commitNow(true));
  }

  /**
   * The first phase of a commit in two, with the option `twophase`: every database promises that it can commit. Then only
   * `commit()` and `rollback()` can follow.
   */
  prepare(): Promise<void> {
    return perform(this, (session) => session.current().prepareNow());
  }

  /** Rolls the whole transaction back, savepoints included; does nothing if there is none. */
  rollback(): Promise<void> {
    return perform(this, (session) => session.transaction?.rollbackNow(true));
  }

  /** Rolls back what was not committed and gives the connections back. The session can be used again, unless `closeResetsOnly` is false. */
  close(): Promise<void> {
    return perform(this, (session) => session.end({ isFinal: session.options.closeResetsOnly === false, invalidate: false }));
  }

  /** Like `close()`, but the session can be used again in any case. */
  reset(): Promise<void> {
    return perform(this, (session) => session.end({ isFinal: false, invalidate: false }));
  }

  /** Closes the session and throws its connections away. */
  invalidate(): Promise<void> {
    return perform(this, (session) => session.end({ isFinal: session.options.closeResetsOnly === false, invalidate: true }));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  inTransaction(): boolean {
    return this[inside].transaction !== null;
  }

  inNestedTransaction(): boolean {
    return this[inside].nestedTransaction !== null;
  }

  /** The outermost transaction in progress. */
  getTransaction(): SessionTransaction | null {
    let transaction = this[inside].transaction;
    while (transaction !== null && transaction.parent !== null) transaction = transaction.parent;
    return transaction;
  }

  /** The innermost savepoint in progress. */
  getNestedTransaction(): SessionTransaction | null {
    return this[inside].nestedTransaction;
  }

  /** Whether statements can be sent: false only while a failed transaction waits for its rollback. */
  get isActive(): boolean {
    return this[inside].transaction?.isActive ?? true;
  }
}

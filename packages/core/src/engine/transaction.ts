import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import { conclude } from '../util/conclude.ts';
import type { OperationQueue } from '../util/operation-queue.ts';
import { chain, type MaybePromise } from '../util/maybe-promise.ts';
import { settle } from '../util/settle.ts';
import { warn } from '../util/warn.ts';
import { type BlockSubject, type BlockTransaction, checkBlock } from './transaction-block.ts';
import type { TwoPhaseBranch } from './two-phase-branch.ts';

/** The connection as its transactions see it. */
export interface TransactionHost extends BlockSubject {
  readonly queue: OperationQueue;
  root: RootTransaction | null;
  nested: NestedTransaction | null;
  readonly invalidated: boolean;
  begin(branch: TwoPhaseBranch | null): void;
  prepare(branch: TwoPhaseBranch): MaybePromise<void>;
  commit(): MaybePromise<void>;
  rollback(): MaybePromise<void>;
  savepoint(): MaybePromise<string>;
  releaseSavepoint(name: string): MaybePromise<void>;
  rollbackToSavepoint(name: string): MaybePromise<void>;
  /** Throws PendingRollbackError. */
  refuseInvalidTransaction(): never;
}

/** A transaction in progress: `commit()`, `rollback()`, or `await using` to roll back what was not committed. */
export abstract class Transaction implements BlockTransaction, AsyncDisposable {
  // Private: printing a transaction must not print the password that its engine holds.
  readonly #host: TransactionHost;
  /** @internal */
  protected active = true;

  /** @internal */
  constructor(host: TransactionHost) {
    this.#host = host;
  }

  /** @internal */
  protected get host(): TransactionHost {
    return this.#host;
  }

  /** Whether it can still be committed. */
  get isActive(): boolean {
    return this.active;
  }

  /** Whether it is active on a connection that was not lost. */
  get isValid(): boolean {
    return this.active && !this.host.invalidated;
  }

  abstract get isPending(): boolean;

  /** @throws InvalidRequestError if it has ended already */
  commit(): Promise<void> {
    return settle(() => this.host.queue.run(() => this.commitNow()));
  }

  rollback(): Promise<void> {
    return settle(() => this.host.queue.run(() => this.rollbackNow()));
  }

  /** Rolls back if it was not committed; does nothing otherwise. */
  close(): Promise<void> {
    return settle(() => this.host.queue.run(() => this.closeNow()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** @internal For the connection, which already holds its queue. */
  abstract commitNow(): MaybePromise<void>;
  /** @internal */
  abstract rollbackNow(): MaybePromise<void>;
  /** @internal */
  abstract closeNow(): MaybePromise<void>;
}

/** The transaction between BEGIN and COMMIT. */
export class RootTransaction extends Transaction {
  /** @internal */
  constructor(host: TransactionHost, branch: TwoPhaseBranch | null = null) {
    super(host);
    checkBlock(host);
    host.begin(branch);
    host.root = this;
  }

  override get isPending(): boolean {
    return this.host.root === this;
  }

  /** @internal */
  override commitNow(): MaybePromise<void> {
    if (!this.active) {
      if (this.host.root === this) this.host.refuseInvalidTransaction();
      throw new InvalidRequestError('This transaction is inactive');
    }
    // If COMMIT fails, the transaction stays the connection's, inactive, until it is rolled back.
    return conclude(
      () => this.host.commit(),
      () => this.#end(),
      () => {
        this.host.root = null;
      },
    );
  }

  /** @internal */
  override rollbackNow(): MaybePromise<void> {
    if (!this.active && this.host.root !== this) warn('transaction already deassociated from connection');
    return this.closeNow();
  }

  /** @internal */
  override closeNow(): MaybePromise<void> {
    if (this.host.root !== this) return;
    return conclude(
      () => this.host.rollback(),
      () => {
        this.#end();
        this.host.root = null;
      },
    );
  }

  #end(): void {
    this.host.nested?.cancel();
    this.active = false;
  }
}

/** A transaction that can be prepared: from then on the database promises that it can be committed, whatever happens. */
export class TwoPhaseTransaction extends RootTransaction {
  readonly #branch: TwoPhaseBranch;

  /** @internal */
  constructor(host: TransactionHost, branch: TwoPhaseBranch) {
    super(host, branch);
    this.#branch = branch;
  }

  /** What the database calls it. */
  get xid(): string {
    return this.#branch.xid;
  }

  /** The first phase. Only `commit()` and `rollback()` can follow. @throws InvalidRequestError if it has ended */
  prepare(): Promise<void> {
    return settle(() =>
      this.host.queue.run(() => {
        if (!this.active) throw new InvalidRequestError('This transaction is inactive');
        return this.host.prepare(this.#branch);
      }),
    );
  }
}

/** A savepoint. */
export class NestedTransaction extends Transaction {
  readonly #name: string;
  readonly #outer: NestedTransaction | null;

  /** @internal */
  constructor(host: TransactionHost, name: string) {
    super(host);
    this.#name = name;
    this.#outer = host.nested;
    host.nested = this;
  }

  /** @internal Sends SAVEPOINT. */
  static begin(host: TransactionHost): MaybePromise<NestedTransaction> {
    checkBlock(host);
    return chain(host.savepoint(), (name) => new NestedTransaction(host, name));
  }

  override get isPending(): boolean {
    return this.host.nested === this;
  }

  /** @internal */
  override commitNow(): MaybePromise<void> {
    if (!this.active) {
      if (this.host.nested === this) this.host.refuseInvalidTransaction();
      throw new InvalidRequestError('This nested transaction is inactive');
    }
    return conclude(
      () => this.host.releaseSavepoint(this.#name),
      () => {
        this.active = false;
      },
      () => this.#end(),
    );
  }

  /** @internal */
  override rollbackNow(): MaybePromise<void> {
    if (!this.#isOpen()) warn('nested transaction already deassociated from connection');
    return this.closeNow();
  }

  /** @internal */
  override closeNow(): MaybePromise<void> {
    const mustRollBack = this.#isOpen() && this.host.root?.isActive === true;
    return conclude(
      () => (mustRollBack ? this.host.rollbackToSavepoint(this.#name) : undefined),
      () => this.#end(),
    );
  }

  /** @internal The transaction around it has ended. */
  cancel(): void {
    this.#leaveInactive();
    this.#outer?.cancel();
  }

  // The savepoints inside it end with it.
  #end(): void {
    if (!this.#isOpen()) return;
    while (this.host.nested !== null && this.host.nested !== this) this.host.nested.#leaveInactive();
    this.#leaveInactive();
  }

  #leaveInactive(): void {
    this.active = false;
    this.#leave();
  }

  // Whether it is among the savepoints of the connection, the innermost or one around it.
  #isOpen(): boolean {
    for (let open = this.host.nested; open !== null; open = open.#outer) if (open === this) return true;
    return false;
  }

  #leave(): void {
    if (this.host.nested === this) this.host.nested = this.#outer;
  }
}

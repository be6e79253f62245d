import type { DriverConnection } from '../driver/driver-connection.ts';

/**
 * What of a transaction has reached the database. BEGIN waits for the first statement; the database may end the
 * transaction without being asked, with an error or without one.
 */
export class WireTransaction {
  /** The transaction has begun for the caller, but BEGIN waits for the first statement. */
  #isDue = false;
  #hasBegun = false;
  #isLost = false;

  /** BEGIN was sent, and neither COMMIT nor ROLLBACK since. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** The database has ended the transaction on its own because of an error: a deadlock, a full disk. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** The caller begins; `isDue`: the database is to hear of it. */
  begin(isDue: boolean): void {
    this.#isDue = isDue;
    this.#hasBegun = false;
    this.#isLost = false;
  }

  /**
   * Whether BEGIN must be sent before the next statement: for the first one, and after one that has ended the
   * transaction without an error, as DDL does on MySQL, and COMMIT sent as a text. What follows belongs to a new one, as
   * with Python's drivers; otherwise each statement would be committed at once.
   */
  isBeginDue(connection: DriverConnection): boolean {
    return this.#isDue || (this.#hasBegun && !connection.inTransaction);
  }

  noteBegun(): void {
    this.#isDue = false;
    this.#hasBegun = true;
  }

  /** Looks, after an error, whether the transaction has survived it. */
  noteError(connection: DriverConnection): void {
    this.#isLost ||= this.#hasBegun && !connection.inTransaction;
  }

  /** There is no transaction any more. */
  end(): void {
    this.begin(false);
  }
}

import type { BeginMode, DriverConnection, DriverResult, DriverStream, ExecuteMode, StreamMode } from '@aludel/core/dialect';
import { notWrittenYet } from '../not-written-yet.ts';
import { BufferedStream } from './buffered-stream.ts';
import { closedError } from './driver-error.ts';
import { encodeValue } from './value-encoders.ts';

const file = 'src/driver/my-wire-connection.ts';

/** What this connection needs of the client library: as little as possible, so that it is seen at one glance. */
export interface MyWireClient {
  close(): void | Promise<void>;
}

/**
 * One connection to a database. The engine calls one method at a time, except `destroy` (and `cancel`, if there is one).
 * Errors of the client library go through untouched: the dialect classifies them.
 */
export class MyWireConnection implements DriverConnection {
  readonly #client: MyWireClient;
  #isAlive = true;
  #inTransaction = false;

  constructor(client: MyWireClient) {
    this.#client = client;
  }

  /** False once the connection is lost, closed or destroyed. Listen to what the client says, if it says anything. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** As the server says it, where the client tells: a transaction that the server rolled back is over. */
  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  /**
   * Sends one statement, and reads all of its rows. Where `mode.prepare` is true it may be prepared and kept; `columns` must
   * then be the very same array each time, until the columns change.
   */
  async execute(_sql: string, params: readonly unknown[], _mode: ExecuteMode): Promise<DriverResult> {
    if (!this.#isAlive) throw closedError();
    const _values = params.map(encodeValue);
    return notWrittenYet(
      'execute()',
      file,
      'Send the statement with its values, and return { columns, rows, affected }: rows are arrays, read by parseValue; columns is null where there are no rows; affected counts the rows that matched.',
    );
  }

  /** One after the other. A database that takes many sets at once does better. */
  async executeMany(sql: string, paramSets: readonly (readonly unknown[])[], mode: ExecuteMode): Promise<DriverResult> {
    let sum = 0;
    for (const params of paramSets) {
      const { affected } = await this.execute(sql, params, mode);
      sum = affected === -1 || sum === -1 ? -1 : sum + affected;
    }
    return { columns: null, rows: [], affected: sum };
  }

  /** All rows at once, handed out in pieces. Use a cursor of the server, if there is one: results may not fit into memory. */
  async stream(sql: string, params: readonly unknown[], mode: StreamMode): Promise<DriverStream> {
    return new BufferedStream(await this.execute(sql, params, mode));
  }

  async begin({ statements }: BeginMode): Promise<void> {
    for (const statement of statements) await this.#send(statement);
    this.#inTransaction = true;
  }

  async commit(): Promise<void> {
    await this.#send('COMMIT');
    this.#inTransaction = false;
  }

  async rollback(): Promise<void> {
    await this.#send('ROLLBACK');
    this.#inTransaction = false;
  }

  /** A sign of life; throws if there is none. */
  async ping(): Promise<void> {
    await this.#send('SELECT 1');
  }

  // unref() and ref(), if the client has a socket: one that waits in a pool must not keep the process alive.

  /** Takes leave of the server. */
  async close(): Promise<void> {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    await this.#client.close();
  }

  /** Cuts the connection, also while a statement is running; waits for nothing and throws nothing. */
  destroy(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    void Promise.resolve(this.#client.close()).catch(() => undefined);
  }

  async #send(statement: string): Promise<void> {
    await this.execute(statement, [], { prepare: false });
  }
}

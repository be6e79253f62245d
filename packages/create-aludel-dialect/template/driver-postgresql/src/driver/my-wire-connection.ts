import { affectedRows, encodeParameter, RowShape, type WireField } from '@aludel/postgresql/dialect';
import type { BeginMode, DriverConnection, DriverResult, DriverStream, ExecuteMode, StreamMode } from '@aludel/core/dialect';
import { notWrittenYet } from '../not-written-yet.ts';
import { BufferedStream } from './buffered-stream.ts';
import { closedError } from './driver-error.ts';

const file = 'src/driver/my-wire-connection.ts';

/** What this connection needs of the client library: as little as possible, so that it is seen at one glance. */
export interface MyWireClient {
  close(): void | Promise<void>;
}

/** What the server answered, before its values are read. */
export interface MyWireAnswer {
  /** Name and type (`dataTypeID`, its OID) of each column; null for a statement that returns no rows. */
  readonly fields: readonly WireField[] | null;
  /** Every value as PostgreSQL's own text, or null: turn off whatever the client library parses. */
  readonly rows: unknown[][];
  /** `INSERT 0 5`, `SELECT 3`, `BEGIN` */
  readonly commandTag: string;
}

/**
 * One connection to a database. The engine calls one method at a time, except `destroy` (and `cancel`, if there is one).
 * Errors go through untouched if they have the SQLSTATE in `code`; give others one: see driver-error.ts.
 */
export class MyWireConnection implements DriverConnection {
  readonly #client: MyWireClient;
  #isAlive = true;
  #inTransaction = false;
  readonly #shapes = new Map<string, RowShape>();

  constructor(client: MyWireClient) {
    this.#client = client;
  }

  /** False once the connection is lost, closed or destroyed. Listen to what the client says, if it says anything. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** As the server says it, where the client tells: also a transaction that a failed statement aborted is open. */
  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  /** Sends one statement, and reads all of its rows. */
  async execute(sql: string, params: readonly unknown[], { prepare }: ExecuteMode): Promise<DriverResult> {
    if (!this.#isAlive) throw closedError();
    const { fields, rows, commandTag } = await this.#ask(sql, params.map(encodeParameter));
    const affected = affectedRows(commandTag);
    if (fields === null) return { columns: null, rows: [], affected };
    const shape = this.#shapeOf(sql, fields, prepare);
    for (const row of rows) shape.decode(row);
    return { columns: shape.columns, rows, affected };
  }

  /** One after the other. One prepared statement, or a pipeline, does better. */
  async executeMany(sql: string, paramSets: readonly (readonly unknown[])[], mode: ExecuteMode): Promise<DriverResult> {
    let sum = 0;
    for (const params of paramSets) sum += (await this.execute(sql, params, mode)).affected;
    return { columns: null, rows: [], affected: sum };
  }

  /** All rows at once, handed out in pieces. Use a portal, or a cursor: results may not fit into memory. */
  async stream(sql: string, params: readonly unknown[], mode: StreamMode): Promise<DriverStream> {
    return new BufferedStream(await this.execute(sql, params, mode));
  }

  async begin({ statements }: BeginMode): Promise<void> {
    for (const statement of statements) await this.#send(statement);
    this.#inTransaction = true;
  }

  /** COMMIT of an aborted transaction answers ROLLBACK, without an error: that must be one. */
  async commit(): Promise<void> {
    const { commandTag } = await this.#ask('COMMIT', []);
    this.#inTransaction = false;
    if (commandTag === 'ROLLBACK')
      throw Object.assign(new Error('The transaction was aborted by an earlier error, so the server rolled it back.'), {
        // in_failed_sql_transaction
        code: '25P02',
      });
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

  /** The same columns each time for a statement that is kept: the engine recognises them, and does no work again. */
  #shapeOf(sql: string, fields: readonly WireField[], keep: boolean): RowShape {
    const known = this.#shapes.get(sql);
    if (known?.fits(fields) === true) return known;
    const shape = new RowShape(fields);
    if (this.#shapes.size >= 500) this.#shapes.clear();
    if (keep) this.#shapes.set(sql, shape);
    return shape;
  }

  async #send(statement: string): Promise<void> {
    await this.execute(statement, [], { prepare: false });
  }

  /** Parameters are text of no type (OID 0), bytes or null, so that the server decides what they are. */
  async #ask(_sql: string, _params: readonly (string | Uint8Array | null)[]): Promise<MyWireAnswer> {
    return notWrittenYet('#ask()', file, 'Send the statement with its parameters, and give all values as text.');
  }
}

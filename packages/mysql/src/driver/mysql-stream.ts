import type { DriverColumn, DriverStream } from '@aludel/core/dialect';
import type { RawCommand, RawConnection, RawError, RawField, RawHeader } from './mysql2-surface.ts';
import { columnsOf } from './prepared-statement.ts';

/** How long a stream that is closed early waits for the rest of its rows before it stops the statement, in milliseconds. */
const patience = 50;

/** What a stream needs of its connection. */
export interface StreamOptions {
  /** How many rows are held at most, a network packet's worth apart. */
  readonly rowLimit: number;
  /** Stops the statement on the server; absent where that would undo something. */
  readonly stop: (() => Promise<void>) | undefined;
  /** Gives the connection up. */
  readonly abandon: () => void;
  /** Called with the header of a statement without rows, or at the end of a procedure. */
  readonly onHeader: (header: RawHeader) => void;
  /** Called once, when the statement has ended and the connection is free again. */
  readonly onEnd: (error: RawError | null) => void | Promise<void>;
}

/**
 * Reads a result piece by piece. The socket is paused while nobody asks for rows, so the server waits and memory stays
 * bounded. A stream that is closed early reads the rest and forgets it; if that takes long, the statement is stopped with
 * KILL QUERY, so that the connection and its transaction can be used on.
 */
export class MysqlStream implements DriverStream {
  readonly #connection: RawConnection;
  readonly #options: StreamOptions;
  #columns: readonly DriverColumn[] = [];
  #rows: unknown[][] = [];
  #state: 'running' | 'discarding' | 'ended' = 'running';
  #error: RawError | null = null;
  /** What waits for rows, for the columns or for the end; called whenever something has come. */
  #wake: () => void = () => {};
  /** When the columns are there; rejects if the statement fails before. */
  readonly opened: Promise<void>;

  constructor(connection: RawConnection, command: RawCommand, options: StreamOptions) {
    this.#connection = connection;
    this.#options = options;
    this.opened = this.#open(command);
  }

  get columns(): readonly DriverColumn[] {
    return this.#columns;
  }

  async read(count: number): Promise<unknown[][]> {
    if (this.#rows.length < count && this.#state === 'running') await this.#fill(count);
    if (this.#rows.length === 0 && this.#error !== null) throw this.#error;
    const rows = this.#rows;
    this.#rows = rows.length > count ? rows.splice(count) : [];
    return rows;
  }

  async close(): Promise<void> {
    this.#rows = [];
    if (this.#state !== 'running') return;
    this.#state = 'discarding';
    const ended = new Promise<void>((resolve) => {
      this.#wake = () => {
        if (this.#state === 'ended') resolve();
      };
    });
    this.#connection.resume();
    await this.#endSoon(ended);
  }

  /** Ends it from outside: the connection is lost. */
  fail(error: RawError): void {
    if (this.#state !== 'ended') void this.#end(error);
  }

  #open(command: RawCommand): Promise<void> {
    const opened = new Promise<void>((resolve, reject) => {
      command.once('fields', (fields?: readonly RawField[]) => {
        if (fields !== undefined) this.#columns = columnsOf(fields);
        resolve();
      });
      this.#wake = () => {
        if (this.#state === 'ended') this.#error === null ? resolve() : reject(this.#error);
      };
    });
    command.on('result', (row: unknown, resultIndex: number) => this.#take(row, resultIndex));
    command.once('error', (error: RawError) => void this.#end(error));
    command.once('end', () => void this.#end(null));
    return opened;
  }

  #take(row: unknown, resultIndex: number): void {
    // A statement without rows, or the end of a procedure, brings a header.
    if (!Array.isArray(row)) return this.#options.onHeader(row as RawHeader);
    // Of the results of a procedure only the first one counts.
    if (this.#state !== 'running' || resultIndex !== 0) return;
    this.#rows.push(row);
    if (this.#rows.length < this.#options.rowLimit) return;
    this.#connection.pause();
    this.#wake();
  }

  async #fill(count: number): Promise<void> {
    while (this.#state === 'running' && this.#rows.length < Math.min(count, this.#options.rowLimit)) {
      const more = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#connection.resume();
      await more;
    }
  }

  async #end(error: RawError | null): Promise<void> {
    if (this.#state === 'ended') return;
    this.#error = this.#state === 'discarding' ? null : error;
    this.#state = 'ended';
    await this.#options.onEnd(error);
    this.#wake();
  }

  /** Waits for the end of a statement whose rows nobody wants. */
  async #endSoon(ended: Promise<void>): Promise<void> {
    const { stop, abandon } = this.#options;
    if (stop === undefined) return ended;
    const timer = new Promise<'late'>((resolve) => void setTimeout(resolve, patience, 'late'));
    if ((await Promise.race([ended, timer])) !== 'late') return;
    // Both must have come: a KILL QUERY that is still on its way would hit the next statement.
    await Promise.all([ended, stop().catch(abandon)]);
  }
}

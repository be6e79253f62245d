import type { DriverColumn, DriverStream } from '@aludel/core/dialect';
import type { PreparedStatement } from './prepared-statement.ts';
import type { SqliteValue } from './sqlite-binding.ts';
import { closedError } from './sqlite-driver-error.ts';
import type { OpenCursor, SqliteHandle } from './sqlite-handle.ts';
import { parseRowIntegers } from './value-parsers.ts';

/** What a stream needs of the connection it belongs to. */
export interface StreamOptions {
  readonly handle: SqliteHandle;
  /** Told of an error; returns the one to throw. */
  readonly onError: (error: unknown) => unknown;
  readonly onClose: (stream: SqliteStream) => void;
}

/** Reads a result row by row from an open cursor; only the rows asked for are in memory. */
export class SqliteStream implements DriverStream, OpenCursor {
  readonly columns: readonly DriverColumn[];
  readonly #iterator: Iterator<unknown[]>;
  readonly #options: StreamOptions;
  /** The first row is read at once: only then SQLite is sure of the columns, and has its lock. */
  #first: IteratorResult<unknown[]> | null;
  #isClosed = false;
  #isAborted = false;

  /** The statement must not be used for anything else until the stream is closed. */
  constructor(statement: PreparedStatement, values: readonly SqliteValue[], options: StreamOptions) {
    this.#options = options;
    this.#iterator = statement.iterate(values);
    this.#first = this.#iterator.next();
    this.columns = statement.columns();
    options.handle.addCursor(this);
  }

  read(count: number): unknown[][] {
    // An empty answer would look like the end of the result.
    if (this.#isAborted) throw closedError();
    const rows: unknown[][] = [];
    try {
      while (rows.length < count) {
        const { done, value } = this.#next();
        if (done === true) break;
        parseRowIntegers(value);
        rows.push(value);
      }
    } catch (error) {
      this.close();
      throw this.#options.onError(error);
    }
    return rows;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#first = null;
    this.#iterator.return?.();
    this.#options.handle.removeCursor(this);
    this.#options.onClose(this);
  }

  /** The connection was closed before the end was read. */
  abort(): void {
    if (this.#isClosed) return;
    this.#isAborted = true;
    this.close();
  }

  #next(): IteratorResult<unknown[]> {
    const first = this.#first;
    if (first === null) return this.#iterator.next();
    this.#first = null;
    return first;
  }
}

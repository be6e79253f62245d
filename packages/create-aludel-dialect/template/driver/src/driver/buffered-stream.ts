import type { DriverColumn, DriverResult, DriverStream } from '@aludel/core/dialect';

/** Hands out piece by piece what is there already. */
export class BufferedStream implements DriverStream {
  readonly columns: readonly DriverColumn[];
  readonly #rows: unknown[][];
  #offset = 0;

  constructor({ columns, rows }: DriverResult) {
    this.columns = columns ?? [];
    this.#rows = rows;
  }

  read(count: number): unknown[][] {
    const rows = this.#rows.slice(this.#offset, this.#offset + count);
    this.#offset += rows.length;
    return rows;
  }

  close(): void {
    this.#offset = this.#rows.length;
  }
}

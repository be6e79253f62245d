import type { DriverColumn } from '@aludel/core/dialect';
import type { ValueParser } from './array-parser.ts';
import { valueParser } from './value-parsers.ts';

/** One column in the server's description of rows. */
export interface WireField {
  /** As the server calls the column. */
  readonly name: string;
  /** The OID of its type, in `pg_type`. */
  readonly dataTypeID: number;
}

/** The columns of a result, and what is to be done to its rows. */
export class RowShape {
  /** The same array for the same columns. */
  readonly columns: readonly DriverColumn[];
  readonly #typeOids: readonly number[];
  /** Only the columns whose text is not already the value. */
  readonly #positions: readonly number[];
  readonly #parsers: readonly ValueParser[];

  constructor(fields: readonly WireField[]) {
    this.columns = Object.freeze(fields.map(({ name }) => Object.freeze({ name })));
    this.#typeOids = fields.map(({ dataTypeID }) => dataTypeID);
    const parsers = this.#typeOids.map(valueParser);
    this.#positions = [...parsers.keys()].filter((position) => parsers[position] !== undefined);
    this.#parsers = parsers.filter((parser) => parser !== undefined);
  }

  /** Whether a result with these fields has this shape: then it can share its columns. */
  fits(fields: readonly WireField[]): boolean {
    return (
      fields.length === this.columns.length &&
      fields.every(({ name, dataTypeID }, index) => this.columns[index]?.name === name && this.#typeOids[index] === dataTypeID)
    );
  }

  /** Replaces the texts of a row by their values, in place. */
  decode(row: unknown[]): unknown[] {
    if (row.length !== this.columns.length)
      throw new Error(`A row has ${row.length} values for ${this.columns.length} columns. Please report this.`);
    const positions = this.#positions;
    for (let index = 0; index < positions.length; index++) {
      const position = positions[index] as number;
      const text = row[position];
      if (text !== null) row[position] = (this.#parsers[index] as ValueParser)(text as string);
    }
    return row;
  }
}

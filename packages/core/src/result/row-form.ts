import type { ResultShape } from './result-shape.ts';
import { type BaseRow, plainObject } from './row.ts';

/** What the fetch methods of a result make of a driver's rows: rows, mappings or single values. */
export interface RowForm<R> {
  /** What uniqueness compares; must be made once per row, since making it decodes the row in place. */
  candidate(shape: ResultShape, values: unknown[]): unknown;
  /** What is handed out for a candidate. */
  finish(candidate: unknown): R;
  /** All at once, where nothing is compared. May reuse the outer array. */
  all(shape: ResultShape, rows: unknown[][]): R[];
}

/** Rows. */
export const rowForm: RowForm<unknown> = {
  candidate: makeRow,
  finish: (row) => row,
  all(shape, rows) {
    const RowClass = shape.rowClass;
    const made: unknown[] = rows;
    shape.readAll(rows);
    for (let index = 0; index < rows.length; index++) made[index] = new RowClass(rows[index] as unknown[]);
    return made;
  },
};

/** The value of the first column. */
export const scalarForm: RowForm<unknown> = {
  candidate: (shape, values) => shape.readValue(values, 0),
  finish: (value) => value,
  all(shape, rows) {
    const made: unknown[] = rows;
    for (let index = 0; index < rows.length; index++) made[index] = shape.readValue(rows[index] as unknown[], 0);
    return made;
  },
};

/** Plain objects. Uniqueness compares rows, as in SQLAlchemy. */
export const mappingForm: RowForm<unknown> = {
  candidate: makeRow,
  finish: (row) => plainObject(row as BaseRow),
  all(shape, rows) {
    const made: unknown[] = rows;
    for (let index = 0; index < rows.length; index++) made[index] = shape.mapping(shape.read(rows[index] as unknown[]));
    return made;
  },
};

function makeRow(shape: ResultShape, values: unknown[]): BaseRow {
  return new shape.rowClass(shape.read(values));
}

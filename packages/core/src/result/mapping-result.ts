import type { KeyOf, NamesOf } from './column-types.ts';
import { Fetchable } from './fetchable.ts';
import type { ResultShape } from './result-shape.ts';
import type { Row } from './row.ts';
import type { RowCursor } from './row-cursor.ts';
import { mappingForm } from './row-form.ts';
import type { UniqueFilter } from './unique-filter.ts';

/**
 * Rows as plain objects; made by `result.mappings()`, whose cursor it shares. The objects are the caller's own; one made
 * of several columns of the same name throws when that name is read.
 */
export class MappingResult<N = Record<string, unknown>> extends Fetchable<N, Row<readonly unknown[], N>> {
  /** @internal */
  constructor(cursor: RowCursor, shape: ResultShape, uniqueness: UniqueFilter | null) {
    super(cursor, shape, mappingForm);
    this.uniqueness = uniqueness;
  }

  /** The names of the columns. */
  keys(): readonly string[] {
    this.cursor.requireRows();
    return this.shape.names;
  }

  /** The next one, or null at the end. */
  fetchone(): N | null {
    return this.takeOne();
  }

  /** Some of the columns only. */
  columns<const K extends readonly KeyOf<N>[]>(...keys: K): MappingResult<NamesOf<N, K>> {
    this.cursor.requireRows();
    return new MappingResult(this.cursor, this.shape.select(keys), this.uniqueness?.forOtherColumns() ?? null);
  }
}

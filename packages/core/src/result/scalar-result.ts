import { Fetchable } from './fetchable.ts';
import type { ResultShape } from './result-shape.ts';
import type { RowCursor } from './row-cursor.ts';
import { scalarForm } from './row-form.ts';
import type { UniqueFilter } from './unique-filter.ts';

/**
 * The values of one column; made by `result.scalars()`, whose cursor it shares. Has no `fetchone`, since a NULL could
 * not be told from the end.
 */
export class ScalarResult<V = unknown> extends Fetchable<V, V> {
  /** @internal The column is the first of the shape. */
  constructor(cursor: RowCursor, shape: ResultShape, uniqueness: UniqueFilter | null) {
    super(cursor, shape, scalarForm);
    this.uniqueness = uniqueness;
  }

  override all(): V[] {
    const values = this.cursor.takeValues() as V[] | null;
    if (values === null) return super.all();
    const { uniqueness } = this;
    return uniqueness === null ? values : values.filter((value) => uniqueness.accepts(value));
  }
}

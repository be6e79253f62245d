import type { Catalog, ReflectedColumn, TableFilter } from '@aludel/core/dialect';
import { notWrittenYet } from '../../not-written-yet.ts';

/**
 * The columns of many tables at once, in their order. A table that does not exist is left out of the answer. The type is one
 * of `t.…` of @aludel/core: the one that would be written as the database says it, NullType for one that Aludel does not know.
 */
export async function columns(_catalog: Catalog, _tables: TableFilter): Promise<ReadonlyMap<string, readonly ReflectedColumn[]>> {
  return notWrittenYet(
    'columns()',
    'src/dialect/introspection/columns.ts',
    'Ask the catalog for the columns of all tables.names in one query, and group them by table.',
  );
}

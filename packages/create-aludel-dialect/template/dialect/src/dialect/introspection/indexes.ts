import type { Catalog, ReflectedIndex, TableFilter } from '@aludel/core/dialect';
import { notWrittenYet } from '../../not-written-yet.ts';

/** The indexes of many tables at once, without those of primary keys. */
export async function indexes(_catalog: Catalog, _tables: TableFilter): Promise<ReadonlyMap<string, readonly ReflectedIndex[]>> {
  return notWrittenYet(
    'indexes()',
    'src/dialect/introspection/indexes.ts',
    'One that a unique constraint made says so in duplicatesConstraint.',
  );
}

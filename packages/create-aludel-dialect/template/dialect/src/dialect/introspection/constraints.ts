import type {
  Catalog,
  ReflectedCheckConstraint,
  ReflectedForeignKey,
  ReflectedPrimaryKey,
  ReflectedUniqueConstraint,
  TableFilter,
} from '@aludel/core/dialect';
import { notWrittenYet } from '../../not-written-yet.ts';

const file = 'src/dialect/introspection/constraints.ts';

/** A table without a primary key is left out, or has one without columns. */
export async function primaryKeys(_catalog: Catalog, _tables: TableFilter): Promise<ReadonlyMap<string, ReflectedPrimaryKey>> {
  return notWrittenYet('primaryKeys()', file, 'Columns stand in the order of the key.');
}

/** `options` say only what differs from what the database does by itself. */
export async function foreignKeys(
  _catalog: Catalog,
  _tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedForeignKey[]>> {
  return notWrittenYet('foreignKeys()', file, 'Columns and referred columns stand in the same order.');
}

/** Not those of primary keys. */
export async function uniqueConstraints(
  _catalog: Catalog,
  _tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedUniqueConstraint[]>> {
  return notWrittenYet('uniqueConstraints()', file, 'Without those of primary keys and of indexes that CREATE INDEX made.');
}

/** The condition without parentheses around it; not the NOT NULL of columns. */
export async function checkConstraints(
  _catalog: Catalog,
  _tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedCheckConstraint[]>> {
  return notWrittenYet('checkConstraints()', file, 'A database that keeps none gives an empty map.');
}

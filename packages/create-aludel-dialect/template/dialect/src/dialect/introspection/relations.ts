import type { Catalog, ReflectedRelation, TableFilter } from '@aludel/core/dialect';
import { notWrittenYet } from '../../not-written-yet.ts';

const file = 'src/dialect/introspection/relations.ts';

/** The schema in which a table without schema is created; null where a name alone finds it. */
export async function defaultSchemaName(_catalog: Catalog): Promise<string | null> {
  return notWrittenYet('defaultSchemaName()', file, 'Give the name of the schema, or null where there are no schemas.');
}

/** The schemas of the users, without those of the system, in alphabetical order. */
export async function schemaNames(_catalog: Catalog): Promise<readonly string[]> {
  return notWrittenYet('schemaNames()', file, 'catalog.query(sql, params) gives rows by the names of their columns.');
}

/** Tables and views, in alphabetical order; without a schema those that a name alone finds. */
export async function relations(_catalog: Catalog, _schema: string | null): Promise<readonly ReflectedRelation[]> {
  return notWrittenYet('relations()', file, 'List tables and views with their kind, and whether they are temporary.');
}

/** The SELECT of each view, without CREATE VIEW in front. */
export async function viewDefinitions(_catalog: Catalog, _tables: TableFilter): Promise<ReadonlyMap<string, string>> {
  return notWrittenYet('viewDefinitions()', file, 'A map from the name of the view to its SELECT, as the database words it.');
}

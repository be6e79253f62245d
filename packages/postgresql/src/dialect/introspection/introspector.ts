import type { Introspector } from '@aludel/core/dialect';
import { columns } from './columns.ts';
import { checkConstraints, foreignKeys, primaryKeys, uniqueConstraints } from './constraints.ts';
import { indexes } from './indexes.ts';
import { defaultSchemaName, enums, relations, schemaNames, sequenceNames } from './relations.ts';
import { tableComments, tableOptions, viewDefinitions } from './table-options.ts';

/** Reads `pg_catalog` of PostgreSQL 14 and later: one query for any number of tables. */
export const introspector: Introspector = Object.freeze({
  defaultSchemaName,
  schemaNames,
  relations,
  columns,
  primaryKeys,
  foreignKeys,
  indexes,
  uniqueConstraints,
  checkConstraints,
  tableComments,
  tableOptions,
  viewDefinitions,
  sequenceNames,
  enums,
});

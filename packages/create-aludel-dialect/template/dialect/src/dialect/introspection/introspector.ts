import type { Introspector } from '@aludel/core/dialect';
import { columns } from './columns.ts';
import { checkConstraints, foreignKeys, primaryKeys, uniqueConstraints } from './constraints.ts';
import { indexes } from './indexes.ts';
import { defaultSchemaName, relations, schemaNames, viewDefinitions } from './relations.ts';

/**
 * Reads what the database holds, for `inspect()` and for tables that are reflected. Further members, where there are such
 * things: tableComments, tableOptions, sequenceNames, enums.
 */
export const introspector: Introspector = {
  defaultSchemaName,
  schemaNames,
  relations,
  columns,
  primaryKeys,
  foreignKeys,
  indexes,
  uniqueConstraints,
  checkConstraints,
  viewDefinitions,
};

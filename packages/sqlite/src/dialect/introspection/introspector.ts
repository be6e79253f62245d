import type { Introspector } from '@aludel/core/dialect';
import { columns, primaryKeys } from './columns.ts';
import { checkConstraints, foreignKeys, uniqueConstraints } from './constraints.ts';
import { indexes } from './indexes.ts';
import { defaultSchemaName, relations, schemaNames, tableOptions, viewDefinitions } from './relations.ts';

/** Reads SQLite's pragmas, and the text of CREATE statements for what they do not tell. */
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
  tableOptions,
  viewDefinitions,
});

import type { Introspector } from '@aludel/core/dialect';
import { columns } from './columns.ts';
import { checkConstraints, foreignKeys, primaryKeys, uniqueConstraints } from './constraints.ts';
import { indexes } from './indexes.ts';
import {
  defaultSchemaName,
  relations,
  schemaNames,
  sequenceNames,
  tableComments,
  tableOptions,
  viewDefinitions,
} from './relations.ts';

/** Reads `information_schema` of MySQL 8 and later and of MariaDB: one query for any number of tables. */
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
});

import type { DdlDialect } from '@aludel/core/dialect';

/**
 * How the database defines tables. `rules` replaces how single elements are written: `column`, `identity`, `foreignKey`,
 * `createIndex`, `tableOptions` … each gets the element and a writer; `ddl.standard.column(column, ddl)` is what core writes.
 * `around` sends statements of their own before and after one: a sequence that numbers a table's keys. `foreignKeys` is for
 * databases that have only some of them, or none. Names with a schema are written by `ddl.sql.tableName(name, schema)`.
 */
export const ddl: DdlDialect = {
  // Each is the least there is: raise it as the suite goes green.
  canAlter: false,
  comments: 'none',
  sequences: false,
  identityColumns: false,
  rules: {},
};

import {
  autoincrementColumn,
  computedClause,
  type DdlDialect,
  indexName,
  joined,
  prefixed,
  type SchemaTable,
} from '@aludel/core/dialect';

/** How a database like SQL Server defines tables. */
export const sqlServerDdl: DdlDialect = {
  canAlter: true,
  comments: 'none',
  sequences: true,
  identityColumns: true,
  rules: {
    column: (column, ddl) => {
      const { sql, rules } = ddl;
      if (column.computed !== null) return joined(sql.identifier(column.name), computedClause(column, ddl));
      const isNumbered = column.identity !== null || autoincrementColumn(column.table as SchemaTable) === column;
      const { start = 1, increment = 1 } = column.identity?.options ?? {};
      return joined(
        sql.identifier(column.name),
        sql.typeName(column.type),
        column.nullable ? 'NULL' : 'NOT NULL',
        isNumbered ? `IDENTITY(${start},${increment})` : '',
        prefixed('DEFAULT ', rules.serverDefault(column, ddl)),
      );
    },
    computed: ({ expression, persisted }, { sql }) => `AS (${sql.write(expression)})${persisted === true ? ' PERSISTED' : ''}`,
    createTable: (element, ddl) => {
      const text = ddl.standard.createTable({ ...element, ifNotExists: false }, ddl);
      const { name, schema } = element.table;
      if (!element.ifNotExists) return text;
      return `IF OBJECT_ID(N'${ddl.sql.tableName(name, schema ?? 'dbo')}', 'U') IS NULL${text}`;
    },
    dropIndex: ({ index, ifExists }, ddl) =>
      joined(
        'DROP INDEX',
        ifExists ? 'IF EXISTS' : '',
        indexName(index, ddl),
        'ON',
        ddl.sql.tableName(index.table.name, index.table.schema),
      ),
  },
};

import { autoincrementColumn } from '@aludel/core';
import {
  type AnyColumn,
  computedClause,
  CompileError,
  type Constraint,
  type DdlDialect,
  type DdlRules,
  type DdlWriter,
  indexName,
  indexWhere,
  joined,
  phrase,
  prefixed,
  qualifiedIndexName,
  type SchemaTable,
  tableExpression,
} from '@aludel/core/dialect';

/** How SQLite defines tables. */
export const sqliteDdl: DdlDialect = Object.freeze({
  canAlter: false,
  comments: 'none',
  sequences: false,
  identityColumns: false,
  rules: Object.freeze({
    column: writeColumn,
    tableOptions,
    primaryKey: (constraint, ddl) => {
      const { columns } = constraint;
      if (columns.length === 1 && isNumberedInline(columns[0] as AnyColumn)) return '';
      const own = columns.length === 1 ? optionOf(columns[0] as AnyColumn, 'onConflictPrimaryKey') : undefined;
      return ddl.standard.primaryKey(constraint, ddl) + onConflict(constraint, own);
    },
    unique: (constraint, ddl) => {
      const { columns } = constraint;
      const own = columns.length === 1 ? optionOf(columns[0] as AnyColumn, 'onConflictUnique') : undefined;
      return ddl.standard.unique(constraint, ddl) + onConflict(constraint, own);
    },
    check: (constraint, ddl) => ddl.standard.check(constraint, ddl) + onConflict(constraint),
    foreignKey: (constraint, ddl) => {
      // A foreign key cannot leave its database file.
      const { referredTable, table } = constraint;
      if (referredTable.schema !== table.schema) return '';
      const text = ddl.standard.foreignKey(constraint, ddl);
      return text.replace(`REFERENCES ${ddl.sql.tableName(referredTable.name, referredTable.schema)}`, () => {
        return `REFERENCES ${ddl.sql.identifier(referredTable.name)}`;
      });
    },
    createIndex: ({ index, ifNotExists }, ddl) => {
      const { table, unique } = index;
      const expressions = index.expressions.map((expression) => tableExpression(expression, table, ddl));
      const name = table.schema === null ? indexName(index, ddl) : qualifiedIndexName(index, ddl);
      return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${ifNotExists ? 'IF NOT EXISTS ' : ''}${name} ON ${ddl.sql.identifier(
        table.name,
      )} (${expressions.join(', ')})${indexWhere(index, ddl)}`;
    },
  } satisfies Partial<DdlRules>),
});

function writeColumn(column: AnyColumn, ddl: DdlWriter): string {
  const { sql, rules } = ddl;
  checkAutoincrement(column);
  return joined(
    sql.identifier(column.name),
    isNumbered(column) ? 'INTEGER' : sql.typeName(column.type),
    prefixed('DEFAULT ', inParentheses(rules.serverDefault(column, ddl))),
    column.nullable ? '' : `NOT NULL${conflictClause(optionOf(column, 'onConflictNotNull'))}`,
    isNumberedInline(column) ? `PRIMARY KEY${conflictClause(optionOf(column, 'onConflictPrimaryKey'))} AUTOINCREMENT` : '',
    computedClause(column, ddl),
  );
}

/** SQLite takes an expression as DEFAULT in parentheses only. https://sqlite.org/lang_createtable.html#dfltval */
function inParentheses(text: string): string {
  const isExpression = !/^\s*['"(]/.test(text) && /\W/.test(text);
  return isExpression ? `(${text})` : text;
}

/**
 * Only `INTEGER PRIMARY KEY`, by this very word, is numbered by SQLite. https://sqlite.org/lang_createtable.html#rowid
 * It holds 64 bits, so that no BigInteger is cut off.
 */
function isNumbered(column: AnyColumn): boolean {
  const isOther = column.type.typeName === 'BigInteger' || column.type.typeName === 'SmallInteger';
  return isOther && autoincrementColumn(column.table as SchemaTable) === column;
}

/** AUTOINCREMENT can only stand behind the column itself. */
function isNumberedInline(column: AnyColumn): boolean {
  const table = column.table as SchemaTable;
  return (
    column.primaryKey &&
    table.options.dialectOptions?.['sqlite']?.['autoincrement'] === true &&
    table.primaryKey.columns.length === 1 &&
    column.type.typeName.endsWith('Integer') &&
    column.foreignKeys.length === 0
  );
}

function checkAutoincrement({ primaryKey, autoincrement, table }: AnyColumn): void {
  if (!primaryKey || autoincrement !== true || (table as SchemaTable).primaryKey.columns.length === 1) return;
  throw new CompileError('SQLite does not support autoincrement for composite primary keys. Make the key one column.');
}

function tableOptions({ options }: SchemaTable): string {
  const own = options.dialectOptions?.['sqlite'] ?? {};
  const words = [own['withoutRowid'] === true ? 'WITHOUT ROWID' : '', own['strict'] === true ? 'STRICT' : ''];
  const written = words.filter((word) => word !== '').join(',\n ');
  return prefixed('\n ', written);
}

function onConflict({ options }: Constraint, ofColumn?: unknown): string {
  return conflictClause((options as { dialectOptions?: Options }).dialectOptions?.['sqlite']?.['onConflict'] ?? ofColumn);
}

type Options = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function conflictClause(resolution: unknown): string {
  return resolution === undefined
    ? ''
    : ` ON CONFLICT ${phrase(String(resolution), /^(?:ROLLBACK|ABORT|FAIL|IGNORE|REPLACE)$/i)}`;
}

function optionOf(column: AnyColumn, name: string): unknown {
  return column.options.dialectOptions?.['sqlite']?.[name];
}

import {
  type AnyColumn,
  autoincrementColumn,
  computedClause,
  commentLiteral,
  CompileError,
  type DdlDialect,
  type DdlRules,
  type DdlWriter,
  type Index,
  indexName,
  indexPart,
  itemName,
  joined,
  prefixed,
  type SchemaTable,
  type SqlNode,
  tableName,
  type TypeEngine,
} from '@aludel/core/dialect';

/** How MySQL defines tables. */
export const mysqlDdl: DdlDialect = ddlOf('mysql');

/** How MariaDB defines tables and sequences. */
export const mariadbDdl: DdlDialect = ddlOf('mariadb');

/** MySQL looks for a table without schema beside the one that refers to it: that may be another one, or none. */
function checkSchemas({ table, referredTable }: Parameters<DdlRules['foreignKey']>[0], ddl: DdlWriter): void {
  const isQualified = (one: SchemaTable): boolean => tableName(one, ddl) !== ddl.sql.identifier(one.name);
  if (!isQualified(table as SchemaTable) || isQualified(referredTable as SchemaTable)) return;
  throw new CompileError(
    `The foreign key of table "${table.fullname}" leads to table "${referredTable.fullname}", which has no schema; MySQL would look for it in the schema of "${table.fullname}". Say in which schema it is.`,
  );
}

function ddlOf(product: 'mysql' | 'mariadb'): DdlDialect {
  const isMariadb = product === 'mariadb';
  return Object.freeze({
    canAlter: true,
    comments: 'inline',
    sequences: isMariadb,
    identityColumns: false,
    maxConstraintNameLength: 64,
    needsTypeCheck: (type: TypeEngine<unknown>) =>
      type.typeName !== 'Enum' || (type as { readonly nativeEnum?: boolean }).nativeEnum === false,
    rules: Object.freeze({
      column: (column, ddl) => writeColumn(column, ddl, isMariadb),
      tableOptions: (table, ddl) => tableOptions(table, ddl, product),
      sequenceOptions: (options, ddl) => ddl.standard.sequenceOptions(options, ddl).replace('NO CYCLE', 'NOCYCLE'),
      foreignKey: (constraint, ddl) => {
        if (constraint.options.match !== undefined)
          throw new CompileError(
            'MySQL ignores the MATCH keyword, and with it ON UPDATE and ON DELETE. Leave "match" out of the foreign key.',
          );
        checkSchemas(constraint, ddl);
        return ddl.standard.foreignKey(constraint, ddl);
      },
      createIndex: writeIndex,
      dropIndex: ({ index, ifExists }, ddl) =>
        `\nDROP INDEX ${ifExists ? 'IF EXISTS ' : ''}${indexName(index, ddl)} ON ${tableName(index.table, ddl)}`,
      dropConstraint: ({ constraint }, ddl) => {
        const word = {
          primaryKey: 'PRIMARY KEY',
          foreignKey: 'FOREIGN KEY',
          unique: 'INDEX',
          check: isMariadb ? 'CONSTRAINT' : 'CHECK',
        };
        const what = `DROP CONSTRAINT of a constraint of table "${constraint.table.fullname}"`;
        const named = constraint.kind === 'primaryKey' ? '' : itemName(constraint, what, ddl);
        return joined(`ALTER TABLE ${tableName(constraint.table, ddl)} DROP`, word[constraint.kind], named);
      },
      setTableComment: ({ table, comment }, ddl) =>
        `ALTER TABLE ${tableName(table, ddl)} COMMENT ${commentLiteral(comment ?? '', ddl)}`,
      setColumnComment: ({ column }, ddl) =>
        `ALTER TABLE ${tableName(column.table, ddl)} CHANGE ${ddl.sql.identifier(column.name)} ${ddl.rules.column(column, ddl)}`,
    } satisfies Partial<DdlRules>),
  });
}

// Columns --------------------------------------------------------------------------------------------------------

function writeColumn(column: AnyColumn, ddl: DdlWriter, isMariadb: boolean): string {
  const { sql } = ddl;
  // MariaDB refuses NOT NULL behind a generated column. https://mariadb.com/kb/en/generated-columns/
  const isNullable = column.nullable || (isMariadb && column.computed !== null);
  const isTimestamp = column.type.typeName === 'TIMESTAMP';
  return joined(
    sql.identifier(column.name),
    sql.typeName(column.type),
    computedClause(column, ddl),
    isNullable ? (isTimestamp && column.nullable ? 'NULL' : '') : 'NOT NULL',
    column.comment === null ? '' : `COMMENT ${commentLiteral(column.comment, ddl)}`,
    isNumbered(column, ddl) ? 'AUTO_INCREMENT' : prefixed('DEFAULT ', inParentheses(serverDefault(column, ddl))),
  );
}

function isNumbered(column: AnyColumn, { traits }: DdlWriter): boolean {
  const isSequenced = traits.sequences && column.sequence !== null && !column.sequence.optional;
  return column.serverDefault === null && !isSequenced && column === autoincrementColumn(column.table as SchemaTable);
}

/** The clock must be as precise as the column. https://dev.mysql.com/doc/refman/9.0/en/timestamp-initialization.html */
function serverDefault(column: AnyColumn, ddl: DdlWriter): string {
  const text = ddl.rules.serverDefault(column, ddl);
  const digits = /^(?:DATETIME|TIMESTAMP)\(([1-6])\)/.exec(ddl.sql.typeName(column.type))?.[1];
  if (digits === undefined || typeof column.serverDefault === 'string') return text;
  return text.replace(/\b(CURRENT_TIMESTAMP|NOW|LOCALTIMESTAMP|LOCALTIME)\b(?:\(\))?(?!\()/gi, `$1(${digits})`);
}

/** An expression as DEFAULT stands in parentheses, but for those of the clock, which may say ON UPDATE as well. */
function inParentheses(text: string): string {
  const isPlain =
    /^\s*(?:[bx]?'|["(])/i.test(text) || /ON +UPDATE/i.test(text) || /^(?:now|current_timestamp)\(\d*\)/i.test(text);
  return isPlain || !/\W/.test(text) ? text : `(${text})`;
}

// Indexes --------------------------------------------------------------------------------------------------------

function writeIndex({ index, ifNotExists }: { readonly index: Index; readonly ifNotExists: boolean }, ddl: DdlWriter): string {
  if (index.unique && index.where !== null)
    throw new CompileError(
      `The unique index "${index.name}" is for some rows only, which ${ddl.sql.dialect.name} cannot do. Leave "where" out, or "unique".`,
    );
  const own = optionsOf(index, ddl);
  const using = index.options.using ?? own['using'];
  const head = joined(
    'CREATE',
    index.unique ? 'UNIQUE' : '',
    own['prefix'] === undefined ? '' : String(own['prefix']),
    'INDEX',
    ifNotExists ? 'IF NOT EXISTS' : '',
    `${indexName(index, ddl)} ON ${tableName(index.table, ddl)}`,
    `(${index.expressions.map((expression) => cutPart(expression, own['length'], index, ddl)).join(', ')})`,
  );
  return joined(
    head,
    own['withParser'] === undefined ? '' : `WITH PARSER ${own['withParser']}`,
    using === undefined ? '' : `USING ${ddl.sql.identifier(String(using))}`,
  );
}

/** An expression stands in parentheses; a column may be cut to a length. */
function cutPart(expression: SqlNode, length: unknown, index: Index, ddl: DdlWriter): string {
  const written = indexPart(expression, index, ddl, () => true);
  if (expression.kind !== 'column') return written;
  const { key } = expression as unknown as { readonly key: string };
  const wanted = typeof length === 'object' && length !== null ? (length as Readonly<Record<string, unknown>>)[key] : length;
  return wanted === undefined ? written : `${written}(${Number(wanted)})`;
}

// Options --------------------------------------------------------------------------------------------------------

function optionsOf({ options }: { readonly options: object }, { sql }: DdlWriter): Readonly<Record<string, unknown>> {
  const { dialectOptions } = options as { readonly dialectOptions?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  return { ...dialectOptions?.['mysql'], ...dialectOptions?.[sql.dialect.name] };
}

/** `ENGINE=InnoDB COMMENT='…'`; options are in camel case: `{ engine: 'InnoDB', defaultCharset: 'utf8mb4' }`. */
function tableOptions(table: SchemaTable, ddl: DdlWriter, product: string): string {
  const { dialectOptions } = table.options;
  const own: Record<string, unknown> = { ...dialectOptions?.['mysql'], ...dialectOptions?.[product] };
  if (table.comment !== null) own['comment'] = table.comment;
  const hasCharset = Object.keys(own).some((name) => /char/i.test(name));
  return Object.entries(own)
    .sort(([a], [b]) => rank(a, hasCharset) - rank(b, hasCharset))
    .map(([name, value]) => tableOption(name, value, ddl))
    .join(' ');
}

/** A character set stands before its collation, and partitions last. */
function rank(name: string, hasCharset: boolean): number {
  if (name.toLowerCase().includes('partition')) return 2;
  return name === 'collate' && hasCharset ? 1 : 0;
}

function tableOption(name: string, value: unknown, ddl: DdlWriter): string {
  const upper = name.replace(/([A-Z])/g, '_$1').toUpperCase();
  if (!/^[A-Z_]+$/.test(upper)) throw new CompileError(`The table option ${JSON.stringify(name)} is no word of MySQL.`);
  const isText = ['COMMENT', 'PASSWORD', 'CONNECTION', 'DATA_DIRECTORY', 'INDEX_DIRECTORY'].includes(upper);
  const isSpaced = spaced.has(upper) || upper.includes('PARTITION');
  const separator =
    ['TABLESPACE', 'DEFAULT_CHARACTER_SET', 'CHARACTER_SET', 'COLLATE'].includes(upper) || upper.includes('PARTITION')
      ? ' '
      : '=';
  return `${isSpaced ? upper.replaceAll('_', ' ') : upper}${separator}${isText ? commentLiteral(String(value), ddl) : String(value)}`;
}

const spaced: ReadonlySet<string> = new Set([
  'DATA_DIRECTORY',
  'INDEX_DIRECTORY',
  'DEFAULT_CHARACTER_SET',
  'CHARACTER_SET',
  'DEFAULT_CHARSET',
  'DEFAULT_COLLATE',
]);

import {
  type AnyColumn,
  autoincrementColumn,
  computedClause,
  type Constraint,
  constraintName,
  type DdlDialect,
  type DdlRules,
  type DdlWriter,
  identityClause,
  type Index,
  indexName,
  indexPart,
  indexWhere,
  joined,
  phrase,
  prefixed,
  type SchemaTable,
  type SqlNode,
  sqlTypeIn,
  tableExpression,
  tableName,
  type TypeEngine,
} from '@aludel/core/dialect';

/** How PostgreSQL defines tables, sequences and types. */
export const postgresqlDdl: DdlDialect = Object.freeze({
  canAlter: true,
  comments: 'statements',
  constraintComments: true,
  sequences: true,
  identityColumns: true,
  namedTypes: ({ type }: AnyColumn) => {
    const { name, schema = null } = elementOf(type) as EnumLike;
    return isNativeEnum(type) && typeof name === 'string' ? [{ name, schema, type: elementOf(type) }] : [];
  },
  needsTypeCheck: (type: TypeEngine<unknown>) => type.typeName === 'Enum' && !isNativeEnum(type),
  rules: Object.freeze({
    column: writeColumn,
    tableOptions,
    primaryKey: (constraint, ddl) => withInclude(ddl.standard.primaryKey(constraint, ddl), constraint, ddl),
    unique: (constraint, ddl) => {
      const text = withInclude(ddl.standard.unique(constraint, ddl), constraint, ddl);
      const distinct = optionsOf(constraint)['nullsNotDistinct'];
      if (distinct === undefined) return text;
      const name = constraintName(constraint, ddl);
      return (
        name +
        text.slice(name.length).replace('UNIQUE (', distinct === true ? 'UNIQUE NULLS NOT DISTINCT (' : 'UNIQUE NULLS DISTINCT (')
      );
    },
    check: (constraint, ddl) =>
      `${ddl.standard.check(constraint, ddl)}${optionsOf(constraint)['noInherit'] === true ? ' NO INHERIT' : ''}${validity(constraint)}`,
    foreignKey: (constraint, ddl) => ddl.standard.foreignKey(constraint, ddl) + validity(constraint),
    // Before PostgreSQL 18 a column can only be stored, and must say so.
    computed: ({ expression, persisted }, { sql }) =>
      `GENERATED ALWAYS AS (${sql.write(expression)}) ${persisted === false ? 'VIRTUAL' : 'STORED'}`,
    createIndex: writeIndex,
    dropIndex: ({ index, ifExists }, ddl) => {
      const text = ddl.standard.dropIndex({ kind: 'dropIndex', index, ifExists }, ddl);
      return optionsOf(index)['concurrently'] === true ? text.replace('DROP INDEX ', 'DROP INDEX CONCURRENTLY ') : text;
    },
    createType: ({ name, schema, type }, { sql }) => {
      const values = (type as EnumLike).values ?? [];
      return `CREATE TYPE ${sql.tableName(name, schema)} AS ENUM (${values.map((value) => sql.literal(value, text)).join(', ')})`;
    },
    dropType: ({ name, schema, ifExists }, { sql }) => `DROP TYPE ${ifExists ? 'IF EXISTS ' : ''}${sql.tableName(name, schema)}`,
  } satisfies Partial<DdlRules>),
});

// Columns --------------------------------------------------------------------------------------------------------

function writeColumn(column: AnyColumn, ddl: DdlWriter): string {
  const { sql, rules } = ddl;
  const { identity } = column;
  const serial = identity === null ? serialOf(column, ddl) : null;
  return joined(
    sql.identifier(column.name),
    serial ?? sql.typeName(column.type),
    serial === null ? prefixed('DEFAULT ', rules.serverDefault(column, ddl)) : '',
    computedClause(column, ddl),
    identityClause(column, ddl),
    column.nullable ? (identity === null ? '' : 'NULL') : identity === null ? 'NOT NULL' : '',
  );
}

/** What stands in place of the type of a column that the database numbers; null for any other column. */
function serialOf(column: AnyColumn, { sql }: DdlWriter): string | null {
  const isSequenced = column.sequence !== null && !column.sequence.optional;
  if (column !== autoincrementColumn(column.table as SchemaTable) || isSequenced || column.default !== undefined) return null;
  const { typeName, sqlName } = sqlTypeIn(column.type, sql.dialect) as { typeName: string; sqlName?: string };
  const name = sqlName ?? typeName;
  if (name === 'BigInteger' || name === 'BIGINT') return 'BIGSERIAL';
  return name === 'SmallInteger' || name === 'SMALLINT' ? 'SMALLSERIAL' : 'SERIAL';
}

// Types ----------------------------------------------------------------------------------------------------------

interface EnumLike {
  readonly typeName: string;
  readonly name?: string | null;
  readonly schema?: string | null;
  readonly values?: readonly string[];
  readonly nativeEnum?: boolean;
  readonly itemType?: TypeEngine<unknown>;
}

function elementOf(type: TypeEngine<unknown>): TypeEngine<unknown> {
  return (type as EnumLike).itemType ?? type;
}

function isNativeEnum(type: TypeEngine<unknown>): boolean {
  const element = elementOf(type) as EnumLike;
  return element.typeName === 'Enum' && element.nativeEnum !== false;
}

const text: TypeEngine<unknown> = Object.freeze({ typeName: 'String' });

// Indexes --------------------------------------------------------------------------------------------------------

function writeIndex({ index, ifNotExists }: { readonly index: Index; readonly ifNotExists: boolean }, ddl: DdlWriter): string {
  const { sql } = ddl;
  const own = optionsOf(index);
  const using = index.options.using ?? own['using'];
  const operators = (own['ops'] ?? {}) as Readonly<Record<string, string>>;
  const parts = index.expressions.map((expression) => withOperatorClass(expression, operators, index, ddl));
  const head = joined(
    'CREATE',
    index.unique ? 'UNIQUE' : '',
    'INDEX',
    own['concurrently'] === true ? 'CONCURRENTLY' : '',
    ifNotExists ? 'IF NOT EXISTS' : '',
    `${indexName(index, ddl)} ON ${tableName(index.table, ddl)}`,
    using === undefined ? '' : `USING ${phrase(String(using), /^\w+$/).toLowerCase()}`,
  );
  const distinct = own['nullsNotDistinct'];
  const nulls = distinct === undefined ? '' : distinct === true ? ' NULLS NOT DISTINCT' : ' NULLS DISTINCT';
  const storage = own['with'] === undefined ? '' : ` WITH (${withClause(own['with'] as Storage)})`;
  const tablespace = own['tablespace'] === undefined ? '' : ` TABLESPACE ${sql.identifier(String(own['tablespace']))}`;
  return `${head} (${parts.join(', ')})${include(index, ddl)}${nulls}${storage}${tablespace}${indexWhere(index, ddl)}`;
}

/** An expression stands in parentheses; a column and a function do not need them. */
function withOperatorClass(
  expression: SqlNode,
  operators: Readonly<Record<string, string>>,
  index: Index,
  ddl: DdlWriter,
): string {
  const written = indexPart(expression, index, ddl, ({ kind }) => kind !== 'function' && kind !== 'literalColumn');
  const ordered = withoutOrder(expression);
  const { key } = ordered as { readonly key?: string };
  if (key === undefined || !Object.hasOwn(operators, key)) return written;
  // It stands behind the column, in front of its order.
  const column = tableExpression(ordered, index.table, ddl);
  return `${column} ${operators[key]}${written.slice(column.length)}`;
}

/** What is sorted by DESC and the like. */
function withoutOrder(expression: SqlNode): SqlNode {
  const { kind, operator = '', operand } = expression as { kind: string; operator?: string; operand?: SqlNode };
  return kind === 'unary' && operand !== undefined && orders.has(operator) ? withoutOrder(operand) : expression;
}

const orders: ReadonlySet<string> = new Set(['asc', 'desc', 'nullsFirst', 'nullsLast']);

// Options --------------------------------------------------------------------------------------------------------

type Storage = Readonly<Record<string, string | number | boolean | null>>;

function optionsOf({ options }: { readonly options: object }): Readonly<Record<string, unknown>> {
  const { dialectOptions } = options as { readonly dialectOptions?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  return dialectOptions?.['postgresql'] ?? {};
}

/** INCLUDE stands behind the columns, in front of DEFERRABLE. */
function withInclude(text: string, constraint: Constraint, ddl: DdlWriter): string {
  return text.replace(/((?: (?:NOT )?DEFERRABLE)?(?: INITIALLY \w+)?)$/, (deferral) => include(constraint, ddl) + deferral);
}

function include(item: Constraint | Index, { sql }: DdlWriter): string {
  const names = optionsOf(item)['include'] as readonly string[] | undefined;
  if (names === undefined || names.length === 0) return '';
  const columns = (item.table as SchemaTable).columnList;
  const found = names.map((name) => columns.find(({ key }) => key === name)?.name ?? name);
  return ` INCLUDE (${found.map((name) => sql.identifier(name)).join(', ')})`;
}

function validity(constraint: Constraint): string {
  return optionsOf(constraint)['notValid'] === true ? ' NOT VALID' : '';
}

function withClause(storage: Storage): string {
  return Object.entries(storage)
    .map(([name, value]) => (value === null ? name : `${name} = ${value}`))
    .join(', ');
}

function tableOptions(table: SchemaTable, { sql }: DdlWriter): string {
  const own = optionsOf(table);
  const inherits = own['inherits'] === undefined ? [] : [own['inherits']].flat().map((name) => sql.identifier(String(name)));
  return [
    inherits.length === 0 ? '' : `\n INHERITS (${inherits.join(', ')})`,
    own['partitionBy'] === undefined ? '' : `\n PARTITION BY ${own['partitionBy']}`,
    own['using'] === undefined ? '' : `\n USING ${own['using']}`,
    own['with'] === undefined ? '' : `\n WITH (${withClause(own['with'] as Storage)})`,
    own['onCommit'] === undefined ? '' : `\n ON COMMIT ${String(own['onCommit']).replaceAll('_', ' ').toUpperCase()}`,
    own['tablespace'] === undefined ? '' : `\n TABLESPACE ${sql.identifier(String(own['tablespace']))}`,
  ].join('');
}

import {
  type AnyType,
  type CompilerDialect,
  type Dialect,
  dmlRules,
  type DdlDialect,
  joined,
  type Rules,
  type SqlNode,
  standardForms,
  standardSyntax,
  typeNameFor,
  UnsupportedCompilationError,
} from '@aludel/core/dialect';

const dml = dmlRules({ ...standardForms, emptyRow: ' VALUES ()', updateTables: 'none', deleteTables: 'none' });

const rules: Partial<Rules> = {
  ...dml,
  forUpdate: () => '',
  // Rows are changed in the background, as a change of the table.
  update: (node, sql) => dml.update(node, sql).replace(/^UPDATE (.*?) SET /, 'ALTER TABLE $1 UPDATE '),
  onConflict: (_node, { dialect: { name } }) => {
    throw new UnsupportedCompilationError(`The dialect ${name} has no unique keys. Insert the row, and let the engine merge it.`);
  },
};

const constructs: CompilerDialect['constructs'] = {
  final: () => 'FINAL',
  sample: ({ children }, sql) => `SAMPLE ${sql.list(children)}`,
  prewhere: ({ children }, sql) => `PREWHERE ${sql.list(children, ' AND ')}`,
  qualify: ({ children }, sql) => `QUALIFY ${sql.list(children, ' AND ')}`,
  limitBy: ({ children: [count, ...columns] }, sql) => `LIMIT ${sql.write(count as SqlNode)} BY ${sql.list(columns)}`,
  settings: ({ data }) =>
    `SETTINGS ${Object.entries(data)
      .map(([name, value]) => `${name} = ${value}`)
      .join(', ')}`,
};

const ddl: DdlDialect = {
  canAlter: false,
  comments: 'none',
  sequences: false,
  identityColumns: false,
  rules: {
    column: ({ name, type, nullable }, { sql }) =>
      joined(sql.identifier(name), nullable ? `Nullable(${sql.typeName(type)})` : sql.typeName(type)),
    primaryKey: () => '',
    unique: () => '',
    foreignKey: () => '',
    createIndex: () => {
      throw new UnsupportedCompilationError('A column store has no such indexes. Choose the order of the table.');
    },
    tableOptions: ({ options, primaryKey }, { sql }) => {
      const { engine = 'MergeTree' } = options.dialectOptions?.['columns'] ?? {};
      const key = primaryKey.columns.map(({ name }) => sql.identifier(name)).join(', ');
      return ` ENGINE = ${engine} ORDER BY (${key})`;
    },
  },
};

const typeNames: CompilerDialect['typeNames'] = {
  Integer: 'Int32',
  BigInteger: 'Int64',
  Numeric: (type) => `Decimal(${(type as Digits).precision ?? 38}, ${(type as Digits).scale ?? 10})`,
  Float: 'Float64',
  Boolean: 'Bool',
  String: 'String',
  Text: 'String',
  LargeBinary: 'String',
  DateTime: 'DateTime64(6)',
  ARRAY: (type, sql) => `Array(${sql.typeName((type as AnyType & { readonly itemType: AnyType }).itemType)})`,
};

interface Digits extends AnyType {
  readonly precision?: number | null;
  readonly scale?: number | null;
}

const identifiers = { quotes: ['`', '`'] as const, maxLength: 206, reservedWords: new Set(['order', 'any', 'table']) };

/** A column store like ClickHouse: what a stranger writes. Parameters say their types; nothing is rolled back to a savepoint. */
export const columnStoreDialect: Dialect = {
  name: 'columns',
  capabilities: {
    insertReturning: false,
    updateReturning: false,
    deleteReturning: false,
    upsert: 'none',
    lastrowid: false,
    savepoints: false,
    rowsPerInsert: 8192,
    cancel: 'none',
    statementsWhileStreaming: false,
    ddl: 'commits',
    errorAbortsTransaction: false,
    twoPhase: false,
    connections: 'concurrent',
    rowcount: false,
    multiRowcount: false,
    nativeBoolean: true,
    isolationLevels: ['AUTOCOMMIT'],
    maxParameters: 100_000,
  },
  syntax: { ...standardSyntax, identifierQuotes: ['""', '``'], backslashEscapes: true },
  placeholder: (index, type) =>
    `{p${index + 1}:${type === undefined || type.typeName === 'NullType' ? 'String' : typeNameFor(type, { ...notation, typeNames })}}`,
  placeholdersRepeat: true,
  rules,
  constructs,
  clausePlaces: { final: 'from', sample: 'from', prewhere: 'from', qualify: 'having', limitBy: 'orderBy' },
  setOperators: { UNION: 'UNION DISTINCT', INTERSECT: 'INTERSECT DISTINCT', EXCEPT: 'EXCEPT DISTINCT' },
  identifiers,
  typeNames,
  ddl,
  beginStatements: () => [],
  classifyError: () => null,
  readIsolationLevel: () => 'AUTOCOMMIT',
};

const notation = { name: 'columns', syntax: standardSyntax, placeholder: () => '?', placeholdersRepeat: true, identifiers };

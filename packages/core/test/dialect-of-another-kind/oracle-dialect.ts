import {
  type BinaryNode,
  type BindNode,
  type CompilerDialect,
  type Dialect,
  dmlRules,
  jsonPath,
  lengthOf,
  lockedTables,
  type OperatorRules,
  plainLiteral,
  type Rules,
  type SqlNode,
  type SqlWriter,
  standardForms,
  standardSyntax,
  type UpsertParts,
  valuesRule,
  waiting,
  withPrecision,
  writeBinary,
  writeCall,
  writeConditions,
  writeConflictSets,
} from '@aludel/core/dialect';
import { oracleDdl } from './oracle-ddl.ts';
import { oracleIntrospector } from './oracle-introspector.ts';

const selectRules: Partial<Rules> = {
  rowLimit: ({ limit, offset, fetch }, sql) => {
    const skipped = offset === null ? '' : ` OFFSET ${sql.write(offset)} ROWS`;
    if (limit === null) return skipped;
    return `${skipped} FETCH FIRST ${sql.write(limit)} ROWS ${fetch?.withTies === true ? 'WITH TIES' : 'ONLY'}`;
  },
  values: valuesRule({ row: '', columnNames: 'union' }),
  forUpdate: (node, sql) => ` FOR UPDATE${lockedTables(node, sql)}${waiting(node)}`,
};

const operators: OperatorRules = {
  is: (node, sql) => writeBinary(node, isTruth(node.right) ? ' = ' : ' IS ', sql),
  isNot: (node, sql) => writeBinary(node, isTruth(node.right) ? ' != ' : ' IS NOT ', sql),
  jsonGet: writeElement,
  jsonPathGet: writeElement,
};

function isTruth({ kind, value }: SqlNode & { readonly value?: unknown }): boolean {
  return kind === 'constant' && value !== null;
}

/** The path must be a literal: a parameter is refused there. */
function writeElement({ left, right, type }: BinaryNode, sql: SqlWriter): string {
  const path = sql.bind(right as BindNode, {
    convert: (keys) => jsonPath(keys, { fromEnd: (index) => `[last-${index - 1}]` }),
    type: { typeName: 'String' },
    isInline: (text) => plainLiteral(text, sql.dialect),
  });
  if (type.typeName === 'JSON') return `JSON_QUERY(${sql.write(left)}, ${path})`;
  return `JSON_VALUE(${sql.write(left)}, ${path} RETURNING ${sql.typeName(type)})`;
}

const dml = dmlRules({
  ...standardForms,
  emptyRow: ({ table }, sql) => ` (${sql.identifier((table.identity.columnNodes[0] as BindNode).name)}) VALUES (DEFAULT)`,
  rows: 'selects',
  updateTables: 'none',
  deleteTables: 'none',
  upsert: writeMerge,
});

function writeMerge({ conflict, table, columns, rows }: UpsertParts, sql: SqlWriter): string {
  const selects = rows.map((row) => `SELECT ${row.map((value, index) => `${value} AS ${columns[index]}`).join(', ')} FROM DUAL`);
  const keys = conflict.target as readonly (SqlNode & { readonly name: string })[];
  const same = keys.map(({ name }) => sql.identifier(name)).map((name) => `${table}.${name} = excluded.${name}`);
  const where = conflict.where === null ? '' : ` WHERE ${writeConditions([conflict.where], sql)}`;
  const update =
    conflict.action === 'nothing' ? '' : ` WHEN MATCHED THEN UPDATE SET ${writeConflictSets(conflict, ' = ', sql)}${where}`;
  const insert = `INSERT (${columns.join(', ')}) VALUES (${columns.map((column) => `excluded.${column}`).join(', ')})`;
  return `MERGE INTO ${table} USING (${selects.join(' UNION ALL ')}) excluded ON (${same.join(' AND ')})${update} WHEN NOT MATCHED THEN ${insert}`;
}

const constructs: CompilerDialect['constructs'] = {
  nextval: ({ data }, sql) => `${sql.tableName(String(data['name']), data['schema'] as string | null)}.nextval`,
  connectBy: ({ children: [start, step] }, sql) =>
    `START WITH ${sql.write(start as SqlNode)} CONNECT BY ${sql.write(step as SqlNode)}`,
  prior: ({ children }, sql) => `PRIOR ${sql.list(children)}`,
};

/** A database like Oracle: what a stranger writes. Rows that come out of parameters (RETURNING INTO) are left out. */
export const oracleDialect: Dialect = {
  name: 'orcl',
  capabilities: {
    insertReturning: false,
    updateReturning: false,
    deleteReturning: false,
    upsert: 'namedKey',
    lastrowid: false,
    rowsPerInsert: 1,
    cancel: 'running',
    statementsWhileStreaming: true,
    ddl: 'commits',
    errorAbortsTransaction: false,
    twoPhase: false,
    connections: 'concurrent',
    rowcount: true,
    multiRowcount: true,
    nativeBoolean: false,
    isolationLevels: ['SERIALIZABLE', 'READ COMMITTED', 'AUTOCOMMIT'],
    maxParameters: 65_535,
  },
  syntax: standardSyntax,
  placeholder: (index) => `:${index + 1}`,
  placeholdersRepeat: false,
  rules: { ...selectRules, ...dml },
  operators,
  constructs,
  clausePlaces: { connectBy: 'where' },
  functions: {
    now: () => 'SYSTIMESTAMP',
    char_length: (node, sql) => writeCall(node, sql, 'length'),
    aggregate_strings: (node, sql) => `${writeCall(node, sql, 'listagg')} WITHIN GROUP (ORDER BY NULL)`,
  },
  booleanLiterals: false,
  booleansAreNumbers: true,
  conditionsNeedCase: true,
  dualTable: 'DUAL',
  aliasesWithoutAs: true,
  withRecursive: false,
  setOperators: { EXCEPT: 'MINUS', 'EXCEPT ALL': null, 'INTERSECT ALL': null },
  emptyList: {
    subquery: '(SELECT 1 FROM DUAL WHERE 1 != 1)',
    tuples: (columns) => `(SELECT ${columns.join(', ')} FROM DUAL WHERE 1 != 1)`,
  },
  // A list has a thousand elements at most; a query as many rows as it likes.
  expandedList: (elements) =>
    elements.length <= 1000
      ? `(${elements.join(', ')})`
      : `(${elements.map((element) => `SELECT ${element} FROM DUAL`).join(' UNION ALL ')})`,
  identifiers: {
    quotes: ['"', '"'],
    maxLength: 128,
    illegalStart: /^[0-9$_]/,
    reservedWords: new Set(['any', 'order', 'user', 'table', 'select', 'number']),
  },
  typeNames: {
    Integer: 'NUMBER(10)',
    SmallInteger: 'NUMBER(5)',
    BigInteger: 'NUMBER(19)',
    Numeric: (type) => withPrecision('NUMBER', type),
    Double: 'BINARY_DOUBLE',
    Boolean: 'NUMBER(1)',
    String: (type) => `VARCHAR2(${lengthOf(type) ?? 4000} CHAR)`,
    Text: 'CLOB',
    DateTime: (type) => `TIMESTAMP${(type as { readonly timezone?: boolean }).timezone === true ? ' WITH TIME ZONE' : ''}`,
    Uuid: 'RAW(16)',
  },
  ddl: oracleDdl,
  introspector: oracleIntrospector,
  existence: {
    hasTable: async (run, { name }) =>
      (await run('SELECT 1 FROM user_tables WHERE table_name = :1', [name.toUpperCase()])).length > 0,
    hasSequence: async (run, { name }) =>
      (await run('SELECT 1 FROM user_sequences WHERE sequence_name = :1', [name.toUpperCase()])).length > 0,
  },
  // A transaction begins with the first statement; the driver ends it.
  beginStatements: ({ isolationLevel, readOnly }) => [
    ...(isolationLevel === undefined ? [] : [`SET TRANSACTION ISOLATION LEVEL ${isolationLevel}`]),
    ...(readOnly === true ? ['SET TRANSACTION READ ONLY'] : []),
  ],
  savepoints: {
    set: (name) => [`SAVEPOINT ${name}`],
    rollback: (name) => [`ROLLBACK TO SAVEPOINT ${name}`],
    release: () => [],
  },
  classifyError: (error) => {
    const { errorNum, message } = error as { readonly errorNum?: number; readonly message: string };
    if (errorNum === undefined) return null;
    const kind = errorNum === 1 ? 'unique' : errorNum === 1400 ? 'not-null' : errorNum === 60 ? 'deadlock' : 'database';
    return { kind, driverTag: 'oracledb.Error', message, isDisconnect: errorNum === 3113 };
  },
  readIsolationLevel: () => 'READ COMMITTED',
};

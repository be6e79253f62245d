import {
  type AnyType,
  type BinaryNode,
  type BindNode,
  type CompilerDialect,
  type Dialect,
  dmlRules,
  jsonPath,
  lengthOf,
  type OperatorRules,
  type Rules,
  type SqlNode,
  type SqlWriter,
  standardForms,
  UnsupportedCompilationError,
  type UpsertParts,
  writeBinary,
  writeCall,
  writeConditions,
  writeConflictSets,
  writeOperand,
  writeStandalone,
} from '@aludel/core/dialect';
import { sqlServerDdl } from './sql-server-ddl.ts';

type SelectNode = Parameters<Rules['select']>[0];
type AffixNode = Parameters<Rules['affix']>[0];

/** SELECT with TOP, or with the ORDER BY that OFFSET asks for; locks are hints of the tables. */
const selectRules: Partial<Rules> = {
  select: (node, sql) => sql.standard.select(withLocks(withRowLimit(node)), sql),
  rowLimit: ({ limit, offset }, sql) => {
    const skipped = ` OFFSET ${offset === null ? '0' : sql.write(offset)} ROWS`;
    return limit === null ? skipped : `${skipped} FETCH NEXT ${sql.write(limit)} ROWS ONLY`;
  },
  distinctOn: () => {
    throw new UnsupportedCompilationError('SQL Server has no DISTINCT ON. Use groupBy().');
  },
};

function withRowLimit(node: SelectNode): SelectNode {
  const { limit, offset, fetch, orderBy } = node;
  if (limit !== null && offset === null) {
    const data = { percent: fetch?.percent === true, withTies: fetch?.withTies === true };
    const top = { kind: 'custom', name: 'top', children: [limit], data } as SqlNode;
    return { ...node, limit: null, suffixes: [...node.suffixes, affix({ element: top })] };
  }
  const isOrdered = orderBy.length > 0 || offset === null;
  return isOrdered ? node : { ...node, orderBy: [{ kind: 'text', text: '(SELECT NULL)', binds: [] } as SqlNode] };
}

function withLocks(node: SelectNode): SelectNode {
  if (node.forUpdate === null) return node;
  const { read, skipLocked, nowait } = node.forUpdate as Parameters<Rules['forUpdate']>[0];
  const words = [read ? 'HOLDLOCK' : 'UPDLOCK', ...(skipLocked ? ['READPAST'] : []), ...(nowait ? ['NOWAIT'] : [])];
  const tables = node.columns.flatMap((column) => ('identity' in column ? [column as AffixNode['from']] : []));
  const hints = tables.map((from) => affix({ from, text: `WITH (${words.join(', ')})` }));
  return { ...node, forUpdate: null, hints: [...node.hints, ...hints] };
}

function affix(parts: Partial<AffixNode>): AffixNode {
  return { kind: 'affix', dialect: '*', text: '', from: null, ...parts };
}

const expressionRules: Partial<Rules> = {
  list: (node, sql) =>
    node.operator === 'concat'
      ? node.clauses.map((clause) => writeOperand(clause, 'add', sql)).join(' + ')
      : sql.standard.list(node, sql),
  unary: (node, sql) => {
    const isFirst = node.operator === 'nullsFirst';
    if (!isFirst && node.operator !== 'nullsLast') return sql.standard.unary(node, sql);
    const { operand } = node as { readonly operand: SqlNode & { readonly isSuffix?: boolean; readonly operand?: SqlNode } };
    const ordered = sql.write(operand.isSuffix === true ? (operand.operand as SqlNode) : operand);
    return `CASE WHEN ${ordered} IS NULL THEN ${isFirst ? '0 ELSE 1' : '1 ELSE 0'} END, ${sql.write(operand)}`;
  },
  extract: ({ field, element }, sql) => `DATEPART(${field}, ${writeStandalone(element, sql)})`,
  // A collation is a word, never quoted.
  collation: ({ name }) => name,
};

const operators: OperatorRules = {
  concat: (node, sql) => writeBinary(node, ' + ', sql),
  is: (node, sql) => writeBinary(node, isTruth(node.right) ? ' = ' : ' IS ', sql),
  isNot: (node, sql) => writeBinary(node, isTruth(node.right) ? ' != ' : ' IS NOT ', sql),
  jsonGet: writeElement,
  jsonPathGet: writeElement,
};

function isTruth({ kind, value }: SqlNode & { readonly value?: unknown }): boolean {
  return kind === 'constant' && value !== null;
}

/** Documents and scalars are taken out by functions of their own. */
function writeElement({ left, right, type }: BinaryNode, sql: SqlWriter): string {
  const path = sql.bind(right as BindNode, { convert: (keys) => jsonPath(keys, { fromEnd: String }), type: plainText });
  if (type.typeName === 'JSON') return `JSON_QUERY(${sql.write(left)}, ${path})`;
  const value = `JSON_VALUE(${sql.write(left)}, ${path})`;
  return type.typeName === 'String' ? value : `CAST(${value} AS ${sql.typeName(type)})`;
}

const plainText: AnyType = Object.freeze({ typeName: 'String' });

const dml = dmlRules({ ...standardForms, returning: 'output', deleteTables: 'from', upsert: writeMerge });

function writeMerge({ conflict, table, columns, rows, returning }: UpsertParts, sql: SqlWriter): string {
  const source = `(VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')}) AS excluded (${columns.join(', ')})`;
  const keys = conflict.target as readonly (SqlNode & { readonly name: string })[];
  const same = keys.map(({ name }) => sql.identifier(name)).map((name) => `${table}.${name} = excluded.${name}`);
  const condition = conflict.where === null ? '' : ` AND ${writeConditions([conflict.where], sql)}`;
  const update =
    conflict.action === 'nothing' ? '' : ` WHEN MATCHED${condition} THEN UPDATE SET ${writeConflictSets(conflict, ' = ', sql)}`;
  const insert = `INSERT (${columns.join(', ')}) VALUES (${columns.map((column) => `excluded.${column}`).join(', ')})`;
  return `MERGE INTO ${table} USING ${source} ON ${same.join(' AND ')}${update} WHEN NOT MATCHED THEN ${insert}${returning};`;
}

const constructs: CompilerDialect['constructs'] = {
  top: ({ children, data }, sql) =>
    `TOP (${sql.list(children)})${data['percent'] === true ? ' PERCENT' : ''}${data['withTies'] === true ? ' WITH TIES' : ''}`,
  nextval: ({ data }, sql) => `NEXT VALUE FOR ${sql.tableName(String(data['name']), data['schema'] as string | null)}`,
};

/** A database like SQL Server: what a stranger writes. */
export const sqlServerDialect: Dialect = {
  name: 'tsql',
  capabilities: {
    insertReturning: true,
    updateReturning: true,
    deleteReturning: true,
    upsert: 'namedKey',
    lastrowid: false,
    insertOrder: 'subquery',
    maxRowsPerInsert: 1000,
    cancel: 'running',
    statementsWhileStreaming: false,
    ddl: 'transactional',
    errorAbortsTransaction: false,
    twoPhase: false,
    connections: 'concurrent',
    rowcount: true,
    multiRowcount: true,
    nativeBoolean: false,
    isolationLevels: ['SERIALIZABLE', 'REPEATABLE READ', 'READ COMMITTED', 'READ UNCOMMITTED', 'SNAPSHOT', 'AUTOCOMMIT'],
    maxParameters: 2100,
  },
  syntax: {
    identifierQuotes: ['""', '[]'],
    backslashEscapes: false,
    escapeStrings: false,
    dollarQuotes: false,
    hashComments: false,
    nestedComments: true,
    doubleQuotedStrings: false,
  },
  placeholder: (index) => `@p${index + 1}`,
  placeholdersRepeat: true,
  rules: { ...selectRules, ...expressionRules, ...dml },
  operators,
  constructs,
  clausePlaces: { top: 'select' },
  functions: {
    now: () => 'SYSDATETIMEOFFSET()',
    char_length: (node, sql) => writeCall(node, sql, 'len'),
    aggregate_strings: (node, sql) => writeCall(node, sql, 'string_agg'),
  },
  booleanLiterals: false,
  booleansAreNumbers: true,
  conditionsNeedCase: true,
  withRecursive: false,
  setOperators: { 'EXCEPT ALL': null, 'INTERSECT ALL': null },
  emptyList: {
    subquery: '(SELECT 1 WHERE 1 != 1)',
    tuples: (columns) => `(SELECT ${columns.join(', ')} WHERE 1 != 1)`,
  },
  identifiers: { quotes: ['[', ']'], maxLength: 128, reservedWords: new Set(['any', 'order', 'user', 'table', 'key', 'select']) },
  typeNames: {
    Boolean: 'BIT',
    String: (type) => `NVARCHAR(${lengthOf(type) ?? 'MAX'})`,
    Text: 'NVARCHAR(MAX)',
    LargeBinary: (type) => `VARBINARY(${lengthOf(type) ?? 'MAX'})`,
    DateTime: (type) => ((type as { readonly timezone?: boolean }).timezone === true ? 'DATETIMEOFFSET' : 'DATETIME2'),
    JSON: 'NVARCHAR(MAX)',
    Uuid: 'UNIQUEIDENTIFIER',
    Double: 'DOUBLE PRECISION',
  },
  literals: {
    String: (value) => `N'${String(value).replaceAll("'", "''")}'`,
    LargeBinary: (value) => `0x${Buffer.from(value as Uint8Array).toString('hex')}`,
  },
  ddl: sqlServerDdl,
  beginStatements: ({ isolationLevel }) =>
    isolationLevel === undefined
      ? ['BEGIN TRANSACTION']
      : [`SET TRANSACTION ISOLATION LEVEL ${isolationLevel}`, 'BEGIN TRANSACTION'],
  savepoints: {
    set: (name) => [`SAVE TRANSACTION ${name}`],
    rollback: (name) => [`ROLLBACK TRANSACTION ${name}`],
    release: () => [],
  },
  classifyError: (error) => {
    const { number, message } = error as { readonly number?: number; readonly message: string };
    if (number === undefined) return null;
    const kind = number === 2627 || number === 2601 ? 'unique' : number === 1205 ? 'deadlock' : 'database';
    return { kind, driverTag: 'tedious.RequestError', message, isDisconnect: false };
  },
  readIsolationLevel: () => 'READ COMMITTED',
};

import {
  type AnyType,
  ArgumentError,
  type BinaryNode,
  type BindNode,
  type CaseNode,
  type CustomNode,
  type FunctionNode,
  jsonPath,
  type ListNode,
  type OperatorRules,
  type Rule,
  type Rules,
  type SqlNode,
  type SqlWriter,
  type UnaryNode,
  typeOf,
  UnsupportedCompilationError,
  writeBinary,
  writeCall,
  writeOperand,
} from '@aludel/core/dialect';
import { castTypeName } from './cast-types.ts';

/** Expressions that MySQL and MariaDB write in their own way. https://dev.mysql.com/doc/refman/9.0/en/expressions.html */
export const expressionRules: Partial<Rules> = {
  cast: (node, sql) => {
    const { form, element, type } = node;
    if (form !== 'cast') return sql.standard.cast(node, sql);
    if (type.typeName === 'Boolean') return `(${sql.operand(element, 'ne')} != 0)`;
    return `CAST(${sql.write(element)} AS ${castTypeName(type, sql)})`;
  },
  unary: (node, sql) => {
    const order = nullsOrder(node);
    return order === null
      ? sql.standard.unary(node, sql)
      : `${sql.operand(order, 'is')} ${isNullFirst(node)}, ${sql.write(node.operand)}`;
  },
  list: (node, sql) => (node.operator === 'concat' ? `concat(${sql.list(node.clauses)})` : sql.standard.list(node, sql)),
  filter: ({ element, criterion }, sql) => sql.write(filteredArguments(element as FunctionNode, criterion, sql)),
};

/** MariaDB takes no parameters in the frame of a window and as the offset of LAG and the like. */
export const mariadbRules: Partial<Rules> = {
  frame: (node, sql) =>
    sql.standard.frame({ ...node, fromDistance: inlined(node.fromDistance), toDistance: inlined(node.toDistance) }, sql),
  // With a parameter that is text it would calculate in floats.
  binary: (node, sql) => sql.standard.binary(arithmetic.has(node.operator) ? withDecimals(node) : node, sql),
};

const arithmetic: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'div', 'mod', 'floorDiv']);

function withDecimals(node: BinaryNode): BinaryNode {
  const inlinedDecimal = (side: SqlNode): SqlNode => (typeOf(side).typeName === 'Numeric' ? inlined(side) : side);
  return { ...node, left: inlinedDecimal(node.left), right: inlinedDecimal(node.right) } as BinaryNode;
}

function inlined<Node extends SqlNode | null>(node: Node): Node | SqlNode {
  if (node === null || node.kind !== 'bind') return node;
  return {
    kind: 'custom',
    name: 'inlineNumber',
    children: [node],
    data: {},
    type: (node as unknown as BindNode).type,
  } as SqlNode;
}

/** Writes a number into the SQL of each execution. */
export const inlineNumber: Rule<CustomNode> = ({ children: [bind] }, sql) => sql.bind(bind as BindNode, { isInline: true });

/** A parameter that is a document. MariaDB knows documents by the functions that give them. */
export const castToJson = {
  mysql: (placeholder: string, type: AnyType) => (isDocument(type) ? `CAST(${placeholder} AS JSON)` : placeholder),
  mariadb: (placeholder: string, type: AnyType) => (isDocument(type) ? `JSON_EXTRACT(${placeholder}, '$')` : placeholder),
} as const;

function isDocument({ typeName }: AnyType): boolean {
  return typeName === 'JSON';
}

// There is no NULLS LAST: whether it is NULL comes first in the order.
function nullsOrder({ operator, operand }: UnaryNode): SqlNode | null {
  if (operator !== 'nullsFirst' && operator !== 'nullsLast') return null;
  const isOrder = operand.kind === 'unary' && (operand as UnaryNode).isSuffix;
  return isOrder ? (operand as UnaryNode).operand : operand;
}

function isNullFirst({ operator }: UnaryNode): string {
  return operator === 'nullsFirst' ? 'IS NOT NULL' : 'IS NULL';
}

/** There is no FILTER, but these functions leave NULL out: `count(x) FILTER (WHERE c)` is `count(CASE WHEN c THEN x END)`. */
function filteredArguments(node: FunctionNode, criterion: SqlNode, sql: SqlWriter): FunctionNode {
  const name = (node.path?.at(-1) ?? '').toLowerCase();
  const [value, ...rest] = node.arguments ?? [];
  if (node.kind !== 'function' || value === undefined || !leavesNullOut.has(name))
    throw new UnsupportedCompilationError(
      `The dialect ${sql.dialect.name} has no FILTER for this function. Use case_() inside a function that leaves NULL out.`,
    );
  const isDistinct = value.kind === 'unary' && (value as UnaryNode).operator === 'distinct';
  const inner = isDistinct ? (value as UnaryNode).operand : value;
  const chosen: CaseNode = {
    kind: 'case',
    value: null,
    whens: [criterion, inner.kind === 'text' ? one : inner],
    otherwise: null,
    type: node.type,
  };
  const filtered = isDistinct ? ({ ...(value as UnaryNode), operand: chosen } satisfies UnaryNode) : chosen;
  return { ...node, arguments: [filtered, ...rest] };
}

const leavesNullOut: ReadonlySet<string> = new Set([
  'count',
  'sum',
  'min',
  'max',
  'avg',
  'group_concat',
  'aggregate_strings',
  'stddev',
  'stddev_pop',
  'stddev_samp',
  'variance',
  'var_pop',
  'var_samp',
]);

const one: SqlNode = Object.freeze({ kind: 'text', text: '1', binds: [] });

/** Operators that both write in their own way. */
const operatorRules: OperatorRules = {
  div: (node, sql) => writeBinary(node, ' / ', sql),
  floorDiv: (node, sql) => `FLOOR(${writeBinary(node, ' / ', sql)})`,
  concat: (node, sql) =>
    `concat(${concatenated(node)
      .map((part) => sql.operand(part, 'concat'))
      .join(', ')})`,
  isDistinctFrom: (node, sql) => `NOT (${writeBinary(node, ' <=> ', sql)})`,
  isNotDistinctFrom: (node, sql) => writeBinary(node, ' <=> ', sql),
  match: ({ left, right }, sql) => `MATCH (${sql.write(left)}) AGAINST (${sql.write(right)} IN BOOLEAN MODE)`,
};

/** Operators that MySQL writes in its own way. */
export const mysqlOperators: OperatorRules = {
  ...operatorRules,
  jsonGet: (node, sql) => writeElement(node, mysqlPath, sql),
  jsonPathGet: (node, sql) => writeElement(node, mysqlPath, sql),
  regexpMatch: (node, sql) => (node.modifier === null ? writeBinary(node, ' REGEXP ', sql) : writeRegexpLike(node, sql)),
  notRegexpMatch: (node, sql) =>
    node.modifier === null ? writeBinary(node, ' NOT REGEXP ', sql) : `NOT ${writeRegexpLike(node, sql)}`,
  regexpReplace: ({ left, right, modifier }, sql) => {
    const given = sql.list([left, ...(right as ListNode).clauses]);
    // Between the replacement and the flags stand where to begin, and which match: 0 is all of them.
    return `REGEXP_REPLACE(${given}${modifier === null ? '' : `, 1, 0, ${sql.literal(flagsOf(modifier), text)}`})`;
  },
};

/** Operators that MariaDB writes in its own way: flags are part of the pattern. */
export const mariadbOperators: OperatorRules = {
  ...operatorRules,
  jsonGet: (node, sql) => writeElement(node, mariadbPath, sql),
  jsonPathGet: (node, sql) => writeElement(node, mariadbPath, sql),
  regexpMatch: (node, sql) => writeFlaggedRegexp(node, ' REGEXP ', sql),
  notRegexpMatch: (node, sql) => writeFlaggedRegexp(node, ' NOT REGEXP ', sql),
  regexpReplace: ({ left, right, modifier }, sql) => {
    const [pattern, replacement] = (right as ListNode).clauses as readonly [SqlNode, SqlNode];
    return `REGEXP_REPLACE(${sql.write(left)}, ${flagged(pattern, modifier, sql)}, ${sql.write(replacement)})`;
  },
};

/** Functions that both call otherwise. */
export const functionRules: Readonly<Record<string, Rule<FunctionNode>>> = {
  random: (node, sql) => writeCall(node, sql, 'rand'),
  sysdate: () => 'SYSDATE()',
  rollup: ({ arguments: given }, sql) => `${sql.list(given)} WITH ROLLUP`,
  aggregate_strings: ({ arguments: [value, separator], orderBy }, sql) => {
    const order = orderBy.length === 0 ? '' : ` ORDER BY ${sql.list(orderBy)}`;
    return `group_concat(${sql.write(value as SqlNode)}${order} SEPARATOR ${sql.write(separator as SqlNode)})`;
  },
};

const text: AnyType = Object.freeze({ typeName: 'String' });

function concatenated(node: SqlNode): readonly SqlNode[] {
  if (node.kind !== 'binary' || (node as BinaryNode).operator !== 'concat') return [node];
  const { left, right } = node as BinaryNode;
  return [...concatenated(left), ...concatenated(right)];
}

function writeRegexpLike({ left, right, modifier }: BinaryNode, sql: SqlWriter): string {
  return `REGEXP_LIKE(${sql.write(left)}, ${sql.write(right)}, ${sql.literal(modifier, text)})`;
}

/** MySQL replaces all matches anyway, and refuses the flag that says so elsewhere. */
function flagsOf(modifier: string): string {
  return modifier.replaceAll('g', '');
}

function writeFlaggedRegexp(node: BinaryNode, symbol: string, sql: SqlWriter): string {
  return `${writeOperand(node.left, node.operator, sql)}${symbol}${flagged(node.right, node.modifier, sql)}`;
}

function flagged(pattern: SqlNode, modifier: string | null, sql: SqlWriter): string {
  const flags = modifier === null ? '' : flagsOf(modifier);
  return flags === ''
    ? sql.operand(pattern, 'regexpMatch')
    : `CONCAT('(?', ${sql.literal(flags, text)}, ')', ${sql.write(pattern)})`;
}

/** An element of a document; read as something else than JSON, the document `null` is NULL. */
function writeElement(node: BinaryNode, pathOf: (keys: unknown) => string, sql: SqlWriter): string {
  const { type } = node;
  const extracted = (): string =>
    `JSON_EXTRACT(${sql.write(node.left)}, ${sql.bind(node.right as BindNode, { convert: pathOf, type: text })})`;
  if (type.typeName.startsWith('JSON')) return extracted();
  return `CASE JSON_TYPE(${extracted()}) WHEN 'NULL' THEN NULL ELSE ${readAs(type, extracted, sql)} END`;
}

function readAs(type: AnyType, extracted: () => string, sql: SqlWriter): string {
  switch (type.typeName) {
    case 'Boolean':
      return `CASE JSON_UNQUOTE(${extracted()}) WHEN 'true' THEN true WHEN 'false' THEN false END`;
    case 'Float':
    case 'Double':
      return `${extracted()}+0.0e0`;
    case 'Integer':
    case 'Numeric':
      return `CAST(${extracted()} AS ${castTypeName(type, sql)})`;
    default:
      return `JSON_UNQUOTE(${extracted()})`;
  }
}

function fromEnd(index: number): string {
  return index === 1 ? '[last]' : `[last-${index - 1}]`;
}

/** A key is a string of JSON. https://dev.mysql.com/doc/refman/9.0/en/json.html#json-path-syntax */
function mysqlPath(keys: unknown): string {
  return jsonPath(keys, { fromEnd, key: JSON.stringify });
}

/** MariaDB takes a dash at the beginning of a key for something else, also inside quotes, and finds nothing. */
function mariadbPath(keys: unknown): string {
  return jsonPath(keys, { fromEnd, key: mariadbKey });
}

function mariadbKey(key: string): string {
  if (key.startsWith('-'))
    throw new ArgumentError(
      'MariaDB finds no key of a JSON document that begins with "-". Select the whole document, and take it there.',
    );
  return JSON.stringify(key);
}

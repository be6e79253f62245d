import {
  type AnyType,
  type BinaryNode,
  type BindNode,
  type FunctionNode,
  type ListNode,
  listStandalone,
  type OperatorRules,
  type Rule,
  type Rules,
  type SqlWriter,
  sqlTypeIn,
  typeOf,
  writeBinary,
  writeCall,
  writeLike,
  writeOperand,
  writeStandalone,
} from '@aludel/core/dialect';

/** Expressions that PostgreSQL writes in its own way: operators and functions are below. */
export const expressionRules: Partial<Rules> = {};

/** Operators that PostgreSQL writes in its own way. https://www.postgresql.org/docs/current/functions.html */
export const operatorRules: OperatorRules = {
  bitwiseXor: (node, sql) => writeBinary(node, ' # ', sql),
  ilike: (node, sql) => writeLike(node, ' ILIKE ', sql),
  notIlike: (node, sql) => writeLike(node, ' NOT ILIKE ', sql),
  match: ({ left, right, operator }, sql) =>
    `${writeOperand(left, operator, sql)} @@ plainto_tsquery(${writeStandalone(right, sql)})`,
  regexpMatch: (node, sql) => writeRegexp(node, '~', sql),
  notRegexpMatch: (node, sql) => writeRegexp(node, '!~', sql),
  regexpReplace: ({ left, right, modifier }, sql) => {
    const given = listStandalone([left, ...(right as ListNode).clauses], sql);
    return `REGEXP_REPLACE(${given}${modifier === null ? '' : `, ${sql.literal(modifier, text)}`})`;
  },
  jsonGet: (node, sql) => writeElement(node, keyOf(node.right as BindNode, sql), '->', '->>', sql),
  jsonPathGet: (node, sql) => writeElement(node, pathOf(node.right as BindNode, sql), '#>', '#>>', sql),
};

/** Functions that PostgreSQL calls otherwise. */
export const functionRules: Readonly<Record<string, Rule<FunctionNode>>> = {
  pow: (node, sql) => writeCall(node, sql, 'power'),
  aggregate_strings: (node, sql) => writeCall(node, sql, 'string_agg'),
};

/**
 * The type of a parameter, where nothing else tells the server. Without limits of length or precision: a cast would cut the
 * value off instead of refusing it.
 */
export function castParameter(placeholder: string, type: AnyType, sql: SqlWriter): string {
  const name = parameterType(type, sql);
  return name === null ? placeholder : `${placeholder}::${name}`;
}

function parameterType(declared: AnyType, sql: SqlWriter): string | null {
  const type = sqlTypeIn(declared, sql.dialect);
  if (Object.hasOwn(parameterTypes, type.typeName)) return parameterTypes[type.typeName] ?? null;
  const { itemType } = type as { readonly itemType?: AnyType };
  if (type.typeName !== 'ARRAY' || itemType === undefined) return sql.typeName(type);
  // All dimensions are the same type there.
  const element = parameterType(itemType, sql);
  return element === null ? sql.typeName(type) : `${element}[]`;
}

const parameterTypes: Readonly<Record<string, string | null>> = {
  NullType: null,
  Tuple: null,
  String: 'VARCHAR',
  Unicode: 'VARCHAR',
  Text: 'TEXT',
  UnicodeText: 'TEXT',
  Numeric: 'NUMERIC',
  Float: 'FLOAT',
  BIT: 'BIT VARYING',
};

/** Flags other than "i" are part of the pattern. */
function writeRegexp(node: BinaryNode, symbol: string, sql: SqlWriter): string {
  const { left, right, modifier, operator } = node;
  if (modifier === null) return writeBinary(node, ` ${symbol} `, sql);
  if (modifier === 'i') return writeBinary(node, ` ${symbol}* `, sql);
  return `${writeOperand(left, operator, sql)} ${symbol} CONCAT('(?', ${sql.literal(modifier, text)}, ')', ${writeStandalone(right, sql)})`;
}

const text: AnyType = Object.freeze({ typeName: 'String' });

function writeElement(node: BinaryNode, key: string, arrow: string, textArrow: string, sql: SqlWriter): string {
  const left = writeOperand(node.left, node.operator, sql);
  if (node.type.typeName.startsWith('JSON')) return `${left} ${arrow} ${key}`;
  return `CAST((${left} ${textArrow} ${key}) AS ${sql.typeName(node.type)})`;
}

/** The arrow takes a key or an index, and must be told which. */
function keyOf(key: BindNode, sql: SqlWriter): string {
  return `${sql.bind(key)}::${typeOf(key).typeName === 'Integer' ? 'INTEGER' : 'TEXT'}`;
}

function pathOf(path: BindNode, sql: SqlWriter): string {
  return `${sql.bind(path, { convert: textArray, type: text })}::TEXT[]`;
}

/** `{"a","0"}`: each key in quotes, so that any text can be one. */
function textArray(path: unknown): string {
  const keys = path as readonly (string | number)[];
  return `{${keys.map((key) => `"${String(key).replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}

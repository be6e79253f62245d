import {
  type AnyType,
  ArgumentError,
  type BinaryNode,
  type BindNode,
  type FunctionNode,
  jsonPath,
  type OperatorRules,
  type Rule,
  type Rules,
  type SqlWriter,
  UnsupportedCompilationError,
  writeBinary,
  writeCall,
  writeOperand,
  writeStandalone,
} from '@aludel/core/dialect';

/** Expressions that SQLite writes in its own way. https://sqlite.org/lang_expr.html */
export const expressionRules: Partial<Rules> = {
  cast: (node, sql) => {
    if (node.form === 'cast' && node.type.typeName === 'Boolean') return `(${sql.operand(node.element, 'ne')} != 0)`;
    const convert = dateFunctions[node.type.typeName];
    return convert === undefined || node.form !== 'cast' ? sql.standard.cast(node, sql) : convert(sql.write(node.element));
  },
  extract: ({ field, element }, sql) => {
    const format = formats.get(field.toLowerCase());
    if (format === undefined)
      throw new ArgumentError(`${field} is not a valid extract argument on SQLite. It has: ${[...formats.keys()].join(', ')}.`);
    return `CAST(STRFTIME('${format}', ${writeStandalone(element, sql)}) AS INTEGER)`;
  },
};

// CAST(x AS DATE) would make a number of it: there is no such type. https://sqlite.org/lang_datefunc.html
const dateFunctions: Readonly<Record<string, (written: string) => string>> = {
  Date: (written) => `DATE(${written})`,
  Time: (written) => `TIME(${written})`,
  DateTime: (written) => `STRFTIME('%Y-%m-%d %H:%M:%f', ${written})`,
};

const formats: ReadonlyMap<string, string> = new Map([
  ['month', '%m'],
  ['day', '%d'],
  ['year', '%Y'],
  ['second', '%S'],
  ['hour', '%H'],
  ['doy', '%j'],
  ['minute', '%M'],
  ['epoch', '%s'],
  ['dow', '%w'],
  ['week', '%W'],
]);

/** Operators that SQLite writes in its own way. */
export const operatorRules: OperatorRules = {
  div: (node, sql) => `${writeOperand(node.left, 'div', sql)} / (${writeOperand(node.right, 'div', sql)} + 0.0)`,
  isDistinctFrom: (node, sql) => writeBinary(node, ' IS NOT ', sql),
  isNotDistinctFrom: (node, sql) => writeBinary(node, ' IS ', sql),
  // There is no XOR: it is what either has, without what both have.
  bitwiseXor: (node, sql) => `((${writeBinary(node, ' | ', sql)}) - (${writeBinary(node, ' & ', sql)}))`,
  regexpMatch: (node, sql) => writeBinary(withoutFlags(node), ' REGEXP ', sql),
  notRegexpMatch: (node, sql) => writeBinary(withoutFlags(node), ' NOT REGEXP ', sql),
  regexpReplace: (_node, sql) => {
    throw new UnsupportedCompilationError(
      `The dialect ${sql.dialect.name} does not support regular expression replacements. Replace in JavaScript, or use func.replace().`,
    );
  },
  jsonGet: writeElement,
  jsonPathGet: writeElement,
};

/** Functions that SQLite calls otherwise. */
export const functionRules: Readonly<Record<string, Rule<FunctionNode>>> = {
  now: () => 'CURRENT_TIMESTAMP',
  localtimestamp: () => "DATETIME(CURRENT_TIMESTAMP, 'localtime')",
  char_length: (node, sql) => writeCall(node, sql, 'length'),
  aggregate_strings: (node, sql) => writeCall(node, sql, 'group_concat'),
  greatest: (node, sql) => writeCall(node, sql, 'max'),
  least: (node, sql) => writeCall(node, sql, 'min'),
};

function withoutFlags(node: BinaryNode): BinaryNode {
  if (node.modifier === null) return node;
  throw new ArgumentError('REGEXP of SQLite takes no flags. Write them into the pattern, as the function "regexp" reads it.');
}

/** An element as JSON keeps what JSON_EXTRACT would lose, such as `true`. */
function writeElement(node: BinaryNode, sql: SqlWriter): string {
  const { left, right, type } = node;
  const path = sql.bind(right as BindNode, { convert: pathOf, type: plainText });
  if (type.typeName.startsWith('JSON')) return `${writeOperand(left, node.operator, sql)} -> ${path}`;
  return `CAST(JSON_EXTRACT(${sql.write(left)}, ${path}) AS ${sql.typeName(type)})`;
}

function pathOf(keys: unknown): string {
  return jsonPath(keys, { fromEnd: (index) => `[#-${index}]` });
}

/** The path is text already. */
const plainText: AnyType = Object.freeze({ typeName: 'String' });

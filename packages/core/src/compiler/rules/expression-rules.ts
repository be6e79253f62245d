import { CompileError } from '../../errors/compile-errors.ts';
import { scanText } from '../../sql/text-scanner.ts';
import type { BinaryNode, LabelNode, TextNode } from '../../sql/nodes/expression-nodes.ts';
import { operatorRule } from '../../sql/operators.ts';
import { nullType } from '../../types/null-type.ts';
import type { Rules, SqlWriter } from '../rules.ts';

/** Expressions as standard SQL has them. */
export const expressionRules = {
  column: (node, sql) => {
    const name = sql.identifier(node.name);
    if (node.from === null) return name;
    const { from } = node;
    if (from.kind !== 'table') return `${sql.identifier(sql.fromName(from))}.${name}`;
    const { name: table, schema } = from as unknown as { readonly name: string; readonly schema: string | null };
    return `${sql.tableName(table, schema)}.${name}`;
  },
  bind: (node, sql) => sql.bind(node),
  text: writeText,
  literalColumn: (node) => node.text,
  constant: ({ value }) => (value === null ? 'NULL' : value ? 'true' : 'false'),
  unary: ({ operator, isSuffix, operand }, sql) => {
    const written = sql.operand(operand, operator);
    const { sql: symbol } = operatorRule(operator);
    return isSuffix ? written + symbol : symbol + written;
  },
  binary: writeBinary,
  list: ({ operator, clauses }, sql) => clauses.map((clause) => sql.operand(clause, operator)).join(operatorRule(operator).sql),
  tuple: ({ elements }, sql) => `(${sql.list(elements)})`,
  grouping: ({ element }, sql) => `(${sql.write(element)})`,
  label: (node, sql) => writeLabel(node, sql),
  labelReference: ({ name }, sql) => {
    const scope = sql.scopes.at(-1);
    if (scope?.labels.has(name) === true) return sql.identifier(name);
    throw new CompileError(
      `Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression '${name}' should be explicitly declared as text('${name}')`,
    );
  },
  case: ({ value, whens, otherwise }, sql) => {
    let text = value === null ? 'CASE' : `CASE ${sql.write(value)}`;
    for (let i = 0; i < whens.length; i += 2)
      text += ` WHEN ${sql.write(whens[i] as never)} THEN ${sql.write(whens[i + 1] as never)}`;
    if (otherwise !== null) text += ` ELSE ${sql.write(otherwise)}`;
    return `${text} END`;
  },
  cast: ({ form, element, type }, sql) => {
    if (form === 'coerce') return sql.write(element);
    return `${form === 'cast' ? 'CAST' : 'TRY_CAST'}(${sql.write(element)} AS ${sql.typeName(type)})`;
  },
  extract: ({ field, element }, sql) => `EXTRACT(${field} FROM ${sql.write(element)})`,
  function: ({ path, arguments: given, orderBy }, sql) => {
    const order = orderBy.length === 0 ? '' : ` ORDER BY ${sql.list(orderBy)}`;
    return `${path.map((name) => sql.identifier(name)).join('.')}(${sql.list(given)}${order})`;
  },
  over: ({ element, partitionBy, orderBy, frame }, sql) => {
    const parts: string[] = [];
    if (partitionBy.length > 0) parts.push(`PARTITION BY ${sql.list(partitionBy)}`);
    if (orderBy.length > 0) parts.push(`ORDER BY ${sql.list(orderBy)}`);
    if (frame !== null) parts.push(sql.write(frame));
    return `${sql.write(element)} OVER (${parts.join(' ')})`;
  },
  frame: ({ unit, from, to }) => `${unit.toUpperCase()} BETWEEN ${bound(from, 'PRECEDING')} AND ${bound(to, 'FOLLOWING')}`,
  filter: ({ element, criterion }, sql) => `${sql.write(element)} FILTER (WHERE ${sql.write(criterion)})`,
  withinGroup: ({ element, orderBy }, sql) => `${sql.write(element)} WITHIN GROUP (ORDER BY ${sql.list(orderBy)})`,
  scalarSubquery: ({ query }, sql) => `(${sql.write(query)})`,
  tableValue: ({ from }, sql) => sql.identifier(sql.fromName(from)),
  collation: ({ name }, sql) => sql.identifier(name),
  custom: (node, sql) => {
    const rule = sql.dialect.constructs?.[node.name];
    if (rule === undefined)
      throw new CompileError(`The dialect ${sql.dialect.name} has no SQL for the construct "${node.name}".`);
    return rule(node, sql);
  },
} as const satisfies Partial<Rules>;

function bound(rows: number | null, unbounded: string): string {
  if (rows === null) return `UNBOUNDED ${unbounded}`;
  if (rows === 0) return 'CURRENT ROW';
  return rows < 0 ? `${-rows} PRECEDING` : `${rows} FOLLOWING`;
}

function writeText({ text, binds }: TextNode, sql: SqlWriter): string {
  const { segments, names } = scanText(text, sql.dialect.syntax);
  return segments.reduce((written, segment, index) => {
    const name = names[index - 1] as string;
    const known = binds.find((bind) => bind.name === name);
    return written + (known === undefined ? sql.parameter({ name, type: nullType }) : sql.bind(known)) + segment;
  });
}

function writeBinary({ operator, left, right, modifier }: BinaryNode, sql: SqlWriter): string {
  const symbol =
    operator === 'custom' ? ` ${(modifier as string).slice((modifier as string).indexOf(' ') + 1)} ` : operatorRule(operator).sql;
  const text = sql.operand(left, operator) + symbol + sql.operand(right, operator);
  const isLike = operator === 'like' || operator === 'notLike';
  return isLike && modifier !== null ? `${text} ESCAPE ${sql.literal(modifier, nullType)}` : text;
}

function writeLabel(node: LabelNode, sql: SqlWriter): string {
  const name = node.name ?? sql.madeUpName(node, 'anon');
  const scope = sql.scopes.at(-1);
  if (scope?.part === 'columns') return `${sql.write(node.element)} AS ${sql.identifier(name)}`;
  return scope?.labelOf.has(node) === true ? sql.identifier(name) : sql.write(node.element);
}

import type { FunctionNode } from '../../sql/nodes/expression-nodes.ts';
import { listStandalone } from '../operands.ts';
import type { Rule, Rules, SqlWriter } from '../rules.ts';

/** Functions, as standard SQL has them. */
export const functionRules = {
  function: (node, sql) => {
    const name = node.path.length === 1 ? (node.path[0] as string).toLowerCase() : '';
    const rule = own(sql.dialect.functions, name) ?? own(standardFunctions, name);
    return rule === undefined ? writeCall(node, sql) : rule(node, sql);
  },
  functionColumn: (node, sql) => `(${sql.write(node.function)}).${sql.identifier(node.name)}`,
} as const satisfies Partial<Rules>;

/** `name(arguments)`; `name` where the function is called otherwise here. */
export function writeCall(node: FunctionNode, sql: SqlWriter, name: string = writeName(node.path, sql)): string {
  const order = node.orderBy.length === 0 ? '' : ` ORDER BY ${sql.list(node.orderBy)}`;
  return `${name}(${listStandalone(node.arguments, sql)}${order})`;
}

/** Capital letters and reserved words stay as they are, since functions are called so; other characters need quotes. */
function writeName(path: readonly string[], sql: SqlWriter): string {
  return path.map((part) => (legalName.test(part) ? part : sql.identifier(part))).join('.');
}

const legalName = /^[A-Z_][A-Z0-9_$]*$/i;

function own<V>(table: Readonly<Record<string, V>> | undefined, name: string): V | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Standard SQL calls these without parentheses. */
const keyword: Rule<FunctionNode> = (node, sql) => {
  const name = (node.path[0] as string).toUpperCase();
  return node.arguments.length === 0 ? name : writeCall(node, sql, name);
};

const upper: Rule<FunctionNode> = (node, sql) => writeCall(node, sql, (node.path[0] as string).toUpperCase());

const standardFunctions: Readonly<Record<string, Rule<FunctionNode>>> = {
  current_date: keyword,
  current_time: keyword,
  current_timestamp: keyword,
  current_user: keyword,
  localtime: keyword,
  localtimestamp: keyword,
  session_user: keyword,
  user: keyword,
  cube: upper,
  rollup: upper,
  grouping_sets: (node, sql) => writeCall(node, sql, 'GROUPING SETS'),
};

import { CompileError } from '../../errors/compile-errors.ts';
import type { Rules } from '../rules.ts';

/** What FROM takes, as standard SQL has it. */
export const fromRules = {
  table: ({ name, schema }, sql) => sql.tableName(name, schema),
  join: ({ left, right, on, joinType }, sql) => {
    const word = { inner: ' JOIN ', left: ' LEFT OUTER JOIN ', full: ' FULL OUTER JOIN ', cross: ' CROSS JOIN ' }[joinType];
    const condition = on === null ? '' : ` ON ${sql.write(on)}`;
    const isNested = right.kind === 'join';
    return `${sql.write(left)}${word}${isNested ? `(${sql.write(right)})` : sql.write(right)}${condition}`;
  },
  alias: (node, sql) => `${sql.write(node.element)} AS ${sql.identifier(sql.fromName(node))}`,
  subquery: (node, sql) =>
    `${node.isLateral ? 'LATERAL ' : ''}(${sql.write(node.query)}) AS ${sql.identifier(sql.fromName(node))}`,
  cte: (node, sql) => {
    const name = sql.fromName(node);
    if (node.isRecursive) sql.ctes.isRecursive = true;
    if (!sql.ctes.written.has(name)) {
      sql.ctes.written.set(name, '');
      sql.ctes.written.set(name, `${sql.identifier(name)} AS \n(${sql.write(node.query)})`);
    }
    return sql.identifier(name);
  },
  tableFunction: (node, sql) => `${sql.write(node.function)} AS ${sql.identifier(sql.fromName(node))}`,
  values: () => {
    throw new CompileError('VALUES is not written yet.');
  },
  textFrom: ({ text }, sql) => sql.write(text),
  pendingJoin: () => {
    throw new CompileError('A join is written by its SELECT.');
  },
} as const satisfies Partial<Rules>;

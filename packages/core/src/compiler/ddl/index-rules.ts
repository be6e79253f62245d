import type { Index } from '../../schema/constraint.ts';
import { typeOf } from '../../sql/coerce.ts';
import type { GroupingNode, UnaryNode } from '../../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { itemName, tableExpression, tableName } from './ddl-names.ts';
import type { DdlRules, DdlWriter } from './ddl-writer.ts';

/** Indexes as most databases have them; standard SQL has none. */
export const indexRules = {
  createIndex: ({ index, ifNotExists }, ddl) =>
    `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${ifNotExists ? 'IF NOT EXISTS ' : ''}${indexName(index, ddl)} ON ${tableName(
      index.table,
      ddl,
    )} (${index.expressions.map((expression) => tableExpression(expression, index.table, ddl)).join(', ')})${indexWhere(index, ddl)}`,
  dropIndex: ({ index, ifExists }, ddl) => `\nDROP INDEX ${ifExists ? 'IF EXISTS ' : ''}${qualifiedIndexName(index, ddl)}`,
} as const satisfies Partial<DdlRules>;

/** The name of an index without its schema. */
export function indexName(index: Index, ddl: DdlWriter): string {
  return itemName(index, `An index of table "${index.table.fullname}"`, ddl);
}

/** The name of an index with the schema of its table. */
export function qualifiedIndexName(index: Index, ddl: DdlWriter): string {
  const { table } = index;
  const name = indexName(index, ddl);
  const qualified = ddl.sql.tableName(table.name, table.schema);
  // The schema as schemaTranslateMap wants it.
  return qualified.slice(0, qualified.length - ddl.sql.identifier(table.name).length) + name;
}

/** An expression of an index in parentheses where {@link needsThem} says so, also inside what orders it. */
export function indexPart(
  expression: SqlNode,
  { table }: Index,
  ddl: DdlWriter,
  needsThem: (expression: SqlNode) => boolean,
): string {
  return tableExpression(inParentheses(expression, needsThem), table, ddl);
}

function inParentheses(expression: SqlNode, needsThem: (expression: SqlNode) => boolean): SqlNode {
  const unary = expression as UnaryNode;
  if (expression.kind === 'unary' && unary.isSuffix)
    return { ...unary, operand: inParentheses(unary.operand, needsThem) } as UnaryNode;
  if (expression.kind === 'column' || expression.kind === 'text' || expression.kind === 'grouping') return expression;
  return needsThem(expression)
    ? ({ kind: 'grouping', element: expression, type: typeOf(expression) } as GroupingNode)
    : expression;
}

/** ` WHERE …`; empty for an index of all rows. */
export function indexWhere({ where, table }: Index, ddl: DdlWriter): string {
  return where === null ? '' : ` WHERE ${tableExpression(where, table, ddl)}`;
}

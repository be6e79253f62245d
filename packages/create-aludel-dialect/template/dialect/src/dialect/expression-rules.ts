import type { FunctionNode, OperatorRules, Rule, Rules } from '@aludel/core/dialect';

/**
 * Expressions that the database writes in its own way, by the kind of their node: `cast`, `extract`, `case`, `collation` …
 * A rule gets the node and a writer: `sql.write(node.element)` for what is inside, `sql.standard.cast(node, sql)` for what
 * core would have written.
 */
export const expressionRules: Partial<Rules> = {};

/** Operators with two operands: `{ isDistinctFrom: (node, sql) => writeBinary(node, ' IS NOT ', sql) }`. */
export const operatorRules: OperatorRules = {};

/** Functions by their name in lower case: `{ char_length: (node, sql) => writeCall(node, sql, 'length') }`. */
export const functionRules: Readonly<Record<string, Rule<FunctionNode>>> = {};

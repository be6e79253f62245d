import type { LoweredStatement, StatementNode } from '../../sql/nodes/sql-node.ts';

/** Turns a statement that names classes into one of tables. Stands floors above, and is put in here when it is loaded. */
export const lowering: { lower: (statement: StatementNode) => LoweredStatement } = {
  lower: (node) => ({ node, plan: null }),
};

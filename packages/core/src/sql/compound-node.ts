import type { StatementNode } from './nodes/sql-node.ts';
import type { CompoundNode } from './nodes/statement-nodes.ts';

/** Queries whose rows come together, before it has an order and a limit. */
export function compoundNode(keyword: CompoundNode['keyword'], queries: readonly StatementNode[]): CompoundNode {
  return {
    kind: 'compound',
    keyword,
    queries,
    orderBy: [],
    groupBy: [],
    limit: null,
    offset: null,
    fetch: null,
    forUpdate: null,
  };
}

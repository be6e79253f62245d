import type { BinaryNode } from '../../sql/nodes/expression-nodes.ts';
import type { JoinNode, SubqueryNode, TableFunctionNode } from '../../sql/nodes/from-nodes.ts';
import type { FromIdentity, FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { operatorRule } from '../../sql/operators.ts';
import type { SqlWriter } from '../rules.ts';
import { fromElements, joinedElements } from './from-elements.ts';
import { childrenOf, fromsNamedBy, isQuery } from './named-froms.ts';
import { nameOf } from './pending-joins.ts';

/** What two FROM clauses are connected by: a comparison, or a join. */
type Edge = readonly [FromIdentity, FromIdentity];

/**
 * Warns of FROM clauses that nothing connects, so that each row of the one meets each row of the other.
 *
 * @param conditions WHERE; the ON of joins is found in `froms`
 */
export function lintFroms(
  froms: readonly FromNode[],
  conditions: readonly SqlNode[],
  sql: SqlWriter,
  statement = 'SELECT',
): void {
  const { warn } = sql;
  if (warn === null) return;
  const elements = froms.flatMap(joinedElements).filter(({ kind }) => kind !== 'textFrom');
  if (elements.length < 2) return;
  const edges = [...froms.flatMap(edgesOfFrom), ...conditions.flatMap(edgesOfCondition)];
  const [start, ...rest] = elements as [FromNode, ...FromNode[]];
  const reached = reachedFrom(start.identity, edges);
  const apart = rest.filter(({ identity }) => !reached.has(identity));
  if (apart.length === 0) return;
  warn(
    `${statement} statement has a cartesian product between FROM element(s) ${apart.map((from) => `"${nameOf(from, sql)}"`).join(', ')} and FROM element "${nameOf(start, sql)}". Apply join condition(s) between each element to resolve.`,
  );
}

function reachedFrom(start: FromIdentity, edges: readonly Edge[]): ReadonlySet<FromIdentity> {
  const reached = new Set([start]);
  for (const one of reached) {
    for (const [left, right] of edges) {
      if (left === one) reached.add(right);
      if (right === one) reached.add(left);
    }
  }
  return reached;
}

function edgesOfFrom(from: FromNode): readonly Edge[] {
  switch (from.kind) {
    case 'join': {
      const { left, right, on } = from as JoinNode;
      return [
        ...product(fromElements(left), fromElements(right)),
        ...edgesOfFrom(left),
        ...edgesOfFrom(right),
        ...(on === null ? [] : edgesOfCondition(on)),
      ];
    }
    case 'subquery':
      return (from as SubqueryNode).isLateral ? edgesOfLateral(from as SubqueryNode) : [];
    case 'tableFunction':
      return product([from], fromsNamedBy((from as TableFunctionNode).function));
    default:
      return [];
  }
}

/** What a lateral subquery compares with connects it. */
function edgesOfLateral(from: SubqueryNode): readonly Edge[] {
  const { where = [] } = from.query as Partial<SelectNode>;
  return where.flatMap(comparedFroms).flatMap((named) => product([from], named));
}

function comparedFroms(condition: SqlNode): readonly (readonly FromNode[])[] {
  return [fromsNamedBy(condition)];
}

function edgesOfCondition(node: SqlNode): readonly Edge[] {
  if (isQuery(node)) return [];
  const inner = childrenOf(node).flatMap((child) => ('identity' in child ? [] : edgesOfCondition(child)));
  if (node.kind !== 'binary') return inner;
  const { operator, left, right } = node as BinaryNode;
  if (operatorRule(operator).isBoolean !== true && operator !== 'custom') return inner;
  return [...product(fromsNamedBy(left), fromsNamedBy(right)), ...inner];
}

function product(left: readonly FromNode[], right: readonly FromNode[]): readonly Edge[] {
  return left.flatMap((one) => right.map((other) => [one.identity, other.identity] as const));
}

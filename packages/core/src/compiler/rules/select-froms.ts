import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { FromIdentity, FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { PendingJoinNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import type { SqlWriter } from '../rules.ts';
import { withoutHidden } from './from-elements.ts';
import { fromsNamedBy } from './named-froms.ts';
import { addJoin } from './pending-joins.ts';

/**
 * What a SELECT selects from: what it was told, with the joins in place, and whatever its columns and conditions belong
 * to. What a join contains stands there only.
 */
export function fromsOf(node: SelectNode, sql: SqlWriter): readonly FromNode[] {
  const named = [...node.columns.flatMap(fromsNamedBy), ...node.where.flatMap(fromsNamedBy)];
  let told: readonly FromNode[] = node.froms.map(asFrom);
  for (const join of node.joins as readonly PendingJoinNode[]) told = addJoin(join, told, unique(named), sql);
  return withoutHidden(unique([...told, ...named]));
}

/** What of it is written in FROM: the rest is correlated to the statements around it. */
export function displayedFroms(
  node: SelectNode,
  froms: readonly FromNode[],
  { explicit, implicit }: Surroundings,
): readonly FromNode[] {
  const around = (from: FromNode): boolean => isAmong(from, explicit);
  switch (node.correlation) {
    case 'none':
      return froms;
    case 'only':
      return froms.filter((from) => !(around(from) && isAmong(from, node.correlated)));
    case 'except':
      return froms.filter((from) => !around(from) || isAmong(from, node.correlated));
    case 'auto':
      return autoCorrelated(froms, implicit);
  }
}

/** The FROM clauses of the statements around one: those it may name to correlate to, and those it does by itself. */
export interface Surroundings {
  readonly explicit: readonly FromNode[];
  readonly implicit: readonly FromNode[];
}

function autoCorrelated(froms: readonly FromNode[], implicit: readonly FromNode[]): readonly FromNode[] {
  if (implicit.length === 0 || froms.length < 2) return froms;
  const own = froms.filter((from) => !isAmong(from, implicit));
  if (own.length > 0) return own;
  throw new InvalidRequestError(
    'Select statement returned no FROM clauses due to auto-correlation; specify correlate(<tables>) to control correlation manually.',
  );
}

function isAmong({ identity }: FromNode, froms: readonly FromNode[]): boolean {
  return froms.some((from) => from.identity === identity);
}

function unique(froms: readonly FromNode[]): readonly FromNode[] {
  const found = new Map<FromIdentity, FromNode>();
  for (const from of froms) if (!found.has(from.identity)) found.set(from.identity, from);
  return [...found.values()];
}

/** A text in FROM is a FROM clause of its own. */
function asFrom(node: SqlNode): FromNode {
  if ('identity' in node) return node as FromNode;
  return { kind: 'textFrom', identity: { uid: 0, columnNodes: [] }, text: node } as FromNode;
}

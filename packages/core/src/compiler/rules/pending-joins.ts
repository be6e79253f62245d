import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { JoinNode } from '../../sql/nodes/from-nodes.ts';
import type { FromIdentity, FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { PendingJoinNode } from '../../sql/nodes/statement-nodes.ts';
import type { SqlWriter } from '../rules.ts';
import { fromElements } from './from-elements.ts';
import { canJoin } from './join-condition.ts';
import { columnsIn } from './named-froms.ts';

/**
 * Puts a join of a SELECT in its place: around the FROM clause it was told to join to, or the only one that it can join
 * to. `told` is FROM so far, `named` what columns and conditions belong to, where FROM says nothing yet.
 *
 * @throws InvalidRequestError where there is none, or more than one
 */
export function addJoin(
  join: PendingJoinNode,
  told: readonly FromNode[],
  named: readonly FromNode[],
  sql: SqlWriter,
): readonly FromNode[] {
  if (join.left !== null) return placed(join, join.left, told);
  const candidates = told.length > 0 ? told : named;
  const found = joinable(candidates, join);
  const [left] = found;
  if (left !== undefined && found.length === 1) return told.length > 0 ? replaced(told, left, join) : [joined(left, join)];
  throw new InvalidRequestError(found.length > 1 ? manySides : noSide(join.right, sql));
}

const advice =
  'Use selectFrom() or joinFrom() to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.';

const manySides = `Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. ${advice}`;

function noSide(right: FromNode, sql: SqlWriter): string {
  return `Don't know how to join to ${nameOf(right, sql)}. ${advice}`;
}

/** What a FROM clause is called in messages. */
export function nameOf(from: FromNode, sql: SqlWriter): string {
  if (from.kind !== 'join') return sql.fromName(from);
  const { left, right } = from as JoinNode;
  return `Join object on ${nameOf(left, sql)} and ${nameOf(right, sql)}`;
}

function placed(join: PendingJoinNode, left: FromNode, told: readonly FromNode[]): readonly FromNode[] {
  const around = told.filter((from) => fromElements(from).some(({ identity }) => identity === left.identity));
  const [only] = around;
  if (only === undefined) return [...told, joined(left, join)];
  if (around.length > 1)
    throw new InvalidRequestError(
      "Can't identify which entity in which to assign the left side of this join. Please use a more specific ON clause.",
    );
  return replaced(told, only, join);
}

function replaced(told: readonly FromNode[], left: FromNode, join: PendingJoinNode): readonly FromNode[] {
  return told.map((from) => (from === left ? joined(from, join) : from));
}

function joined(left: FromNode, { right, on, joinType }: PendingJoinNode): JoinNode {
  const identity: FromIdentity = {
    uid: 0,
    get columnNodes() {
      return [...left.identity.columnNodes, ...right.identity.columnNodes];
    },
  };
  return { kind: 'join', identity, left, right, on, joinType };
}

function joinable(candidates: readonly FromNode[], { right, on, joinType }: PendingJoinNode): readonly FromNode[] {
  const others = candidates.filter(({ identity }) => identity !== right.identity);
  if (on === null && joinType !== 'cross') return others.filter((from) => canJoin(from, right));
  if (candidates.length < 2) return others;
  const fitting = on === null ? others : others.filter((from) => hasColumnsOf(on, from, right));
  return fitting.length > 0 ? fitting : candidates;
}

function hasColumnsOf(on: SqlNode, left: FromNode, right: FromNode): boolean {
  const known = new Set([...fromElements(left), ...fromElements(right)].map(({ identity }) => identity));
  return columnsIn(on).every(({ from }) => from === null || known.has(from.identity));
}

import { kindOfValue } from '../util/kind-of-value.ts';
import { checkNamedValues } from './named-values.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { boolean } from '../types/boolean.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { ClauseElement, clauseOf, FromElement, type FromSource, TextFragment } from './clause-element.ts';
import { clauseNode, expressionClause, expressionNode, literalBind } from './coerce.ts';
import type { ColumnElement } from './column-element.ts';
import type { AffixNode, ForUpdateNode, SelectNode } from './nodes/statement-nodes.ts';
import type { FromNode, SqlNode, StatementNode } from './nodes/sql-node.ts';

/** What ORDER BY and GROUP BY take; a string is the name of a label of this statement. */
export type OrderArgument = ColumnElement<unknown, string> | TextFragment | string;

/** What LIMIT and OFFSET take; null for none. */
export type RowCount = number | bigint | ColumnElement<number, string> | null;

/** How `fetch()` counts. */
export interface FetchOptions {
  /** Also the rows that the order cannot tell from the last one. */
  readonly withTies?: boolean;
  /** The number is a percentage of the rows. */
  readonly percent?: boolean;
}

/** How rows are locked that a SELECT gives. */
export interface ForUpdateOptions {
  /** Fails at once where another transaction has locked a row. */
  readonly nowait?: boolean;
  /** Leaves such rows out. */
  readonly skipLocked?: boolean;
  /** Against changes only: `FOR SHARE`. */
  readonly read?: boolean;
  /** Lets others refer to the rows: `FOR NO KEY UPDATE`, `FOR KEY SHARE`. */
  readonly keyShare?: boolean;
  /** The tables, or columns of them, of which rows are locked; default all. */
  readonly of?: FromSource | ColumnElement<unknown, string> | readonly (FromSource | ColumnElement<unknown, string>)[];
}

/** A list with the nodes of more values behind it. */
export function appended<V, Node>(nodes: readonly Node[], values: readonly V[], toNode: (value: V) => Node): readonly Node[] {
  return values.length === 0 ? nodes : [...nodes, ...values.map(toNode)];
}

/** ORDER BY with more in it; a null alone takes everything out. */
export function ordered(
  nodes: readonly SqlNode[],
  clauses: readonly (OrderArgument | null)[],
  where: string,
): readonly SqlNode[] {
  if (clauses.length === 1 && clauses[0] === null) return [];
  return appended(nodes, clauses, (one) => labelOrClause(one, where));
}

function labelOrClause(value: OrderArgument | null, where: string): SqlNode {
  if (typeof value === 'string') return { kind: 'labelReference', name: value, type: boolean } as SqlNode;
  return expressionClause(value, where);
}

/** What may stand in FROM. */
export function fromNode(value: unknown, where: string): FromNode {
  const from = clauseOf(value);
  if (from instanceof FromElement) return from.node;
  throw new ArgumentError(
    `${where} takes a table, an alias or a subquery${ClauseElement.is(value) ? `; write query.subquery() for a query` : ''}.`,
  );
}

/** What `selectFrom()` takes: what may stand in FROM, or text. */
export function fromOrTextNode(value: unknown, where: string): FromNode {
  const node = clauseNode(value, where);
  return value instanceof TextFragment ? (node as FromNode) : fromNode(value, where);
}

/** A number of rows as a parameter. */
export function rowCount(value: RowCount, where: string): SqlNode | null {
  if (value === null) return null;
  if (ClauseElement.is(value)) return expressionNode(value);
  if ((typeof value === 'number' && Number.isSafeInteger(value)) || typeof value === 'bigint') {
    if (value >= 0) return literalBind(value);
  }
  throw new ArgumentError(
    `${where} takes a number of rows, 0 or more; it got ${typeof value === 'number' || typeof value === 'bigint' ? value : kindOfValue(value)}.`,
  );
}

/** LIMIT and OFFSET for the rows from `start` up to, but not including, `stop`. */
export function sliced(start: number, stop: number): Pick<SelectNode, 'limit' | 'offset' | 'fetch'> {
  for (const bound of [start, stop]) rowCount(bound ?? Number.NaN, 'slice()');
  if (stop < start) throw new ArgumentError(`slice() takes a start and a stop behind it; it got ${start} and ${stop}.`);
  return {
    limit: rowCount(stop - start, 'slice()'),
    offset: start === 0 ? null : rowCount(start, 'slice()'),
    fetch: null,
  };
}

/** FETCH FIRST. */
export function fetched(count: RowCount, options: FetchOptions): Pick<SelectNode, 'limit' | 'fetch'> {
  const { withTies = false, percent = false } = checkOptionNames(options, ['withTies', 'percent'], 'fetch()');
  const limit = rowCount(count, 'fetch()');
  return { limit, fetch: limit === null ? null : { withTies, percent } };
}

/** FOR UPDATE; false for none. */
export function locking(options: ForUpdateOptions | false): ForUpdateNode | null {
  if (options === false) return null;
  checkOptionNames(options, ['nowait', 'skipLocked', 'read', 'keyShare', 'of'], 'withForUpdate()');
  const { nowait = false, skipLocked = false, read = false, keyShare = false, of = [] } = options;
  const tables = (Array.isArray(of) ? of : [of]).map((one) => clauseNode(one, 'withForUpdate({ of })'));
  return { kind: 'forUpdate', nowait, skipLocked, read, keyShare, of: tables };
}

/** Words for one dialect, or for all. */
export function affix(text: string, dialect: string | undefined, where: string, from: FromSource | null = null): AffixNode {
  if (typeof text !== 'string' || text === '') throw new ArgumentError(`${where} takes the words as a string.`);
  return { kind: 'affix', dialect: dialect ?? '*', text, from: from === null ? null : fromNode(from, where) };
}

/** Words at the end, or a clause of a dialect's own. */
export function suffix(given: unknown, dialect = '*'): AffixNode {
  if (!ClauseElement.is(given) || given.node.kind !== 'custom') return affix(given as string, dialect, 'suffixWith()');
  return { kind: 'affix', dialect, text: '', element: given.node, from: null };
}

/** A statement with common table expressions that it need not refer to. */
export function withCtes<Node extends StatementNode>(node: Node, ctes: readonly FromElement[], nestHere: boolean): Node {
  const added = ctes.map((cte) => {
    const one = fromNode(cte, 'addCte()');
    if (one.kind !== 'cte') throw new ArgumentError('addCte() takes common table expressions: query.cte().');
    return nestHere ? { ...one, isNesting: true } : one;
  });
  return { ...node, ctes: [...(node.ctes ?? []), ...added] };
}

/** A statement with values for its named parameters. */
export function withParams<Node extends StatementNode>(node: Node, values: Readonly<Record<string, unknown>>): Node {
  checkNamedValues(values, 'params()');
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) throw new ArgumentError(`The value of parameter '${name}' is undefined. Give null for SQL NULL.`);
  }
  return { ...node, params: new Map([...(node.params ?? []), ...Object.entries(values)]) };
}

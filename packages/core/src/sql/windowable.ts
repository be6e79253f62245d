import { ArgumentError } from '../errors/argument-errors.ts';
import { integer } from '../types/integer.ts';
import { checkOptionNames } from '../util/check-options.ts';
import type { TextFragment } from './clause-element.ts';
import { clauseNode, conditionNode, literalBind } from './coerce.ts';
import { ColumnElement, type Condition } from './column-element.ts';
import type { FilterNode, FrameBound, FrameNode, OverNode } from './nodes/expression-nodes.ts';
import { anonymousBind } from './nodes/make-nodes.ts';
import type { ExpressionNode, SqlNode } from './nodes/sql-node.ts';

/** One expression, or several. */
export type Expressions = Ordering | readonly Ordering[];
type Ordering = ColumnElement<unknown, string> | TextFragment;

/**
 * Both ends of a frame. A number counts from the current row: -2 is two rows before it, 0 itself, 3 three after it; null is
 * unbounded. `{ preceding }` and `{ following }` take distances that are no whole numbers, for `range`.
 */
export type Frame = readonly [from: FrameEnd, to: FrameEnd];
export type FrameEnd = number | null | { readonly preceding: Distance } | { readonly following: Distance };
type Distance = number | string | ColumnElement<unknown, string>;

/** What stands in `OVER (…)`. At most one of the frames. */
export interface Window {
  readonly partitionBy?: Expressions;
  readonly orderBy?: Expressions;
  readonly rows?: Frame;
  readonly range?: Frame;
  readonly groups?: Frame;
  readonly exclude?: 'CURRENT ROW' | 'GROUP' | 'TIES' | 'NO OTHERS';
}

/** What a window can be put on: a function, with or without a filter. */
export class Windowable<out T, out S extends string = never> extends ColumnElement<T, S> {
  /**
   * `… OVER (PARTITION BY … ORDER BY …)`
   *
   * @example func.rowNumber().over({ partitionBy: order.c.userId, orderBy: order.c.id.desc() })
   */
  over(window: Window = {}): ColumnElement<T, S> {
    const { node } = this;
    checkOptionNames(window, ['partitionBy', 'orderBy', 'rows', 'range', 'groups', 'exclude'], 'over()');
    const partitionBy = expressions(window.partitionBy, 'partitionBy');
    const orderBy = expressions(window.orderBy, 'orderBy');
    return new ColumnElement<T, S>({
      kind: 'over',
      element: node,
      partitionBy,
      orderBy,
      frame: frameNode(window),
      type: node.type,
    } as OverNode as ExpressionNode);
  }

  /** `… FILTER (WHERE …)`: only the rows for which the conditions hold. */
  filter(...criteria: readonly [Condition, ...Condition[]]): Windowable<T, S> {
    const conditions = criteria.map((criterion) => conditionNode(criterion, 'filter()'));
    const criterion: SqlNode =
      conditions.length === 1
        ? (conditions[0] as SqlNode)
        : ({ kind: 'list', operator: 'and', clauses: conditions, type: integer } as SqlNode);
    return new Windowable<T, S>({ kind: 'filter', element: this.node, criterion, type: this.node.type } as FilterNode);
  }
}

/** The nodes of expressions in ORDER BY and the like. */
export function expressions(given: Expressions | undefined, where: string): readonly SqlNode[] {
  if (given === undefined) return [];
  const list = (Array.isArray(given) ? given : [given]) as readonly unknown[];
  return list.map((one) => clauseNode(one, where));
}

const excludable: ReadonlySet<string> = new Set(['CURRENT ROW', 'GROUP', 'TIES', 'NO OTHERS']);

function frameNode(window: Window): FrameNode | null {
  const units = (['rows', 'range', 'groups'] as const).filter((unit) => window[unit] !== undefined);
  if (units.length > 1)
    throw new ArgumentError(`over() takes one of "rows", "range" and "groups"; it got ${units.join(' and ')}.`);
  const [unit] = units;
  const { exclude = null } = window;
  if (exclude !== null && (unit === undefined || !excludable.has(exclude)))
    throw new ArgumentError('"exclude" is CURRENT ROW, GROUP, TIES or NO OTHERS, beside "rows", "range" or "groups".');
  if (unit === undefined) return null;
  const frame = window[unit];
  if (!Array.isArray(frame) || frame.length !== 2)
    throw new ArgumentError(`"${unit}" is a pair: [from, to], such as [-1, 0] or [null, 0].`);
  const from = frameEnd(frame[0], unit);
  const to = frameEnd(frame[1], unit);
  return { kind: 'frame', unit, from: from.bound, fromDistance: from.distance, to: to.bound, toDistance: to.distance, exclude };
}

function frameEnd(end: FrameEnd, unit: string): { readonly bound: FrameBound; readonly distance: SqlNode | null } {
  if (end === null) return { bound: 'unbounded', distance: null };
  if (typeof end === 'object') {
    if ('preceding' in end) return { bound: 'preceding', distance: distanceNode(end.preceding) };
    if ('following' in end) return { bound: 'following', distance: distanceNode(end.following) };
  }
  if (!Number.isSafeInteger(end))
    throw new ArgumentError(`An end of "${unit}" is a whole number, null for unbounded, { preceding: … } or { following: … }.`);
  if (end === 0) return { bound: 'current', distance: null };
  const distance = anonymousBind('param', Math.abs(end as number), integer, true);
  return { bound: (end as number) < 0 ? 'preceding' : 'following', distance };
}

function distanceNode(distance: unknown): SqlNode {
  return distance instanceof ColumnElement ? distance.node : literalBind(distance);
}

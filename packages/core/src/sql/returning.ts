import { ArgumentError } from '../errors/argument-errors.ts';
import { clauseNode } from './coerce.ts';
import type { ReturningOptions } from './dml-types.ts';
import { ClauseElement } from './clause-element.ts';
import type { SqlNode } from './nodes/sql-node.ts';

/** What `returning()` was given: expressions, and options behind them. */
export interface Returning {
  readonly nodes: readonly SqlNode[];
  readonly sortsByParameterOrder: boolean;
}

/** Reads the arguments of `returning()`. */
export function returningOf(given: readonly unknown[]): Returning {
  const last = given.at(-1);
  const hasOptions = typeof last === 'object' && last !== null && !ClauseElement.is(last);
  const unknown = hasOptions ? Object.keys(last).find((name) => name !== 'sortByParameterOrder') : undefined;
  if (unknown !== undefined || Array.isArray(last))
    throw new ArgumentError(
      `returning() takes SQL expressions, and { sortByParameterOrder } last; it got ${unknown === undefined ? 'an array' : `"${unknown}"`}.`,
    );
  const columns = hasOptions ? given.slice(0, -1) : given;
  return {
    nodes: columns.map((column) => clauseNode(column, 'returning()')),
    sortsByParameterOrder: hasOptions && (last as ReturningOptions).sortByParameterOrder === true,
  };
}

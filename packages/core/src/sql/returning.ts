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
  const columns = hasOptions ? given.slice(0, -1) : given;
  return {
    nodes: columns.map((column) => clauseNode(column, 'returning()')),
    sortsByParameterOrder: hasOptions && (last as ReturningOptions).sortByParameterOrder === true,
  };
}

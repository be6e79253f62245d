import type { Executable } from '../sql/executable.ts';

export type { ValuesOf } from '../sql/executable.ts';
import type { ExecutionOptions } from './execution-options.ts';
import type { Patience } from './interrupt.ts';

/** Options of one execution. */
export interface StatementOptions extends Patience {
  readonly executionOptions?: ExecutionOptions;
}

/**
 * A SQL string that stands in the source code. A string made at run time has the type `string` and is refused: it must
 * go through `text()`, where its values can be bound.
 */
export type LiteralSql<S extends string> = string extends S ? 'Use text(…) for SQL that is not a string literal' : S;

export type { UntypedRow } from '../sql/text-clause.ts';

/** A statement whose rows have the columns of `N`, and the values of `T`. */
export type Statement<N, T extends readonly unknown[]> = Executable<N, T>;

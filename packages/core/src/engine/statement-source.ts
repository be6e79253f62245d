import { type Executable, noStatementOptions } from '../sql/executable.ts';
import { Statement as BuiltStatement } from '../sql/statement.ts';
import { TextClause } from '../sql/text-clause.ts';

export type { ValuesOf } from '../sql/executable.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { type ExecutionOptions, mergeExecutionOptions, mergeStatementOptions, noExecutionOptions } from './execution-options.ts';
import { checkPatienceOptions, type Patience } from './interrupt.ts';

/** Options of one execution. */
export interface StatementOptions extends Patience {
  readonly executionOptions?: ExecutionOptions;
}

const optionNames: readonly (keyof StatementOptions)[] = ['executionOptions', 'signal', 'timeout'];

/** Refuses a misspelled option: a time-out that never comes is worse than an error. */
export function checkStatementOptions(options: StatementOptions): void {
  checkOptionNames(options, optionNames, 'A statement');
  checkPatienceOptions(options);
}

/**
 * The options of one execution, in SQLAlchemy's order: those of the statement itself, over them the connection's, over
 * them those of the call.
 */
export function optionsOf(statement: unknown, connection: ExecutionOptions, call: StatementOptions): ExecutionOptions {
  const isPlain = !isClause(statement) || statement.statementOptions === noStatementOptions;
  const base = isPlain
    ? connection
    : mergeExecutionOptions(mergeStatementOptions(noExecutionOptions, statement.statementOptions), connection);
  return mergeStatementOptions(base, call.executionOptions);
}

function isClause(statement: unknown): statement is TextClause<unknown> | BuiltStatement<unknown> {
  return TextClause.is(statement) || statement instanceof BuiltStatement;
}

/**
 * A SQL string that stands in the source code. One made at run time is refused, a template with a value in it as well:
 * it must go through `text()`, where its values can be bound. Only the keys of a record of literals must all be there.
 */
export type LiteralSql<S extends string> =
  Record<never, never> extends Record<S, 1> ? 'Use text(…) for SQL that is not a string literal' : S;

export type { UntypedRow } from '../sql/text-clause.ts';

/** A statement whose rows have the columns of `N`, and the values of `T`. */
export type Statement<N, T extends readonly unknown[]> = Executable<N, T>;

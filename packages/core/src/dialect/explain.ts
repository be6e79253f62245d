import type { ServerFacts } from './server-facts.ts';

/** What `explain()` is to tell. */
export interface ExplainOptions {
  /** Also executes the statement, and tells what really happened: one that writes does write. */
  readonly analyze?: boolean;
  /** One row with the whole plan as JSON; default: rows as the database likes to show them. */
  readonly format?: 'json';
}

/**
 * Writes what stands in front of a statement for its plan: `EXPLAIN (ANALYZE)`.
 *
 * @throws UnsupportedCompilationError for what this database cannot tell
 */
export type ExplainRule = (options: ExplainOptions, facts: ServerFacts | null) => string;

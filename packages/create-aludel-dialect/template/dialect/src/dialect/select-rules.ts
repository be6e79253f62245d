import type { Rules } from '@aludel/core/dialect';

/**
 * What differs in SELECT: `rowLimit` (core writes LIMIT … OFFSET; `writeFetch` writes OFFSET … FETCH), `forUpdate`,
 * `distinctOn`, `compoundMember`, `values`. For what the database does not have, throw an UnsupportedCompilationError that
 * says what to use instead: never leave a part of a statement out.
 */
export const selectRules: Partial<Rules> = {};

import type { Dialect } from '../dialect/dialect.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import type { ExecutionOptions } from './execution-options.ts';

/** Refuses an isolation level that the database does not have, before a transaction depends on it. */
export function checkIsolationLevel(dialect: Dialect, { isolationLevel }: ExecutionOptions): void {
  const known = dialect.capabilities.isolationLevels;
  if (isolationLevel === undefined || isolationLevel === 'AUTOCOMMIT' || known.includes(isolationLevel)) return;
  throw new ArgumentError(
    `"isolationLevel" is one of AUTOCOMMIT, ${known.filter((level) => level !== 'AUTOCOMMIT').join(', ')} on this database; it is ${String(isolationLevel)}.`,
  );
}

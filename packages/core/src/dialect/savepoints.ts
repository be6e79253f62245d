import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import type { Capabilities } from './capabilities.ts';

/** The statements of savepoints, in order; the names are Aludel's, plain words. */
export interface Savepoints {
  /** Sets one: `SAVEPOINT a`. */
  readonly set: (name: string) => readonly string[];
  /** Undoes what came after it: `ROLLBACK TO SAVEPOINT a`. */
  readonly rollback: (name: string) => readonly string[];
  /** Empty: they are never released. */
  readonly release: (name: string) => readonly string[];
}

/** Those of a dialect; throws InvalidRequestError where it has none. */
export function savepointsOf(dialect: Owner): Savepoints {
  if (dialect.capabilities.savepoints !== false) return dialect.savepoints ?? standardSavepoints;
  throw new InvalidRequestError(`The dialect ${dialect.name} has no savepoints. Use a transaction of its own.`);
}

interface Owner {
  readonly name: string;
  readonly capabilities: Capabilities;
  readonly savepoints?: Savepoints | undefined;
}

/** Standard SQL's. */
const standardSavepoints: Savepoints = Object.freeze<Savepoints>({
  set: (name) => [`SAVEPOINT ${name}`],
  rollback: (name) => [`ROLLBACK TO SAVEPOINT ${name}`],
  release: (name) => [`RELEASE SAVEPOINT ${name}`],
});

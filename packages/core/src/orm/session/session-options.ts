import { checkOptionNames } from '../../util/check-options.ts';
import type { ExecutionOptions } from '../../engine/execution-options.ts';
import { ArgumentError } from '../../errors/argument-errors.ts';
import { type JoinTransactionMode, joinTransactionModes } from './join-transaction.ts';
import type { Bind } from './session-transaction.ts';

/** The options of a Session and of a sessionmaker. */
export interface SessionOptions {
  /** The engine or connection that statements go to. */
  readonly bind?: Bind;
  /** Other engines or connections for some mapped classes and tables; `bindArguments` names them. */
  readonly binds?: ReadonlyMap<object, Bind>;
  /** Whether a statement begins a transaction where none has begun. Default true. */
  readonly autobegin?: boolean;
  /** Whether a query first sends pending changes of mapped objects. Default true. */
  readonly autoflush?: boolean;
  /** Whether a commit expires mapped objects. Default true. */
  readonly expireOnCommit?: boolean;
  /** Whether the session can be used again after `close()`. Default true. */
  readonly closeResetsOnly?: boolean;
  /** What to do with a Connection that is in a transaction already. Default `'conditional_savepoint'`. */
  readonly joinTransactionMode?: JoinTransactionMode;
  /** Whether a commit is made in two phases, so that several databases commit together. Not on SQLite. Default false. */
  readonly twophase?: boolean;
  /** Anything of the application's. */
  readonly info?: Readonly<Record<string, unknown>>;
  /** For every connection that the session opens. */
  readonly executionOptions?: ExecutionOptions;
}

const sessionOptionNames: readonly (keyof SessionOptions)[] = [
  'bind',
  'binds',
  'autobegin',
  'autoflush',
  'expireOnCommit',
  'closeResetsOnly',
  'joinTransactionMode',
  'twophase',
  'info',
  'executionOptions',
];

/** Checks names and values before anything is made. */
export function checkSessionOptions(options: SessionOptions, subject: string): void {
  checkOptionNames(options, sessionOptionNames, subject);
  const mode = options.joinTransactionMode;
  if (mode !== undefined && !joinTransactionModes.includes(mode)) {
    throw new ArgumentError(`"joinTransactionMode" is one of ${joinTransactionModes.join(', ')}; it is ${String(mode)}.`);
  }
}

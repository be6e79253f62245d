import { type Connection, executeAtOnce } from '../../engine/connection.ts';
import type { ExecutionOptions } from '../../engine/execution-options.ts';
import type { StreamingResult } from '../../result/streaming-result.ts';
import type { Statement } from '../../sql/statement.ts';
import { streamObjects } from '../loading/stream-objects.ts';
import { type SessionStatementOptions, statementOptions } from './execute-statement.ts';
import type { SessionState } from './session-state.ts';

interface Streamed {
  readonly statement: Statement<unknown>;
  readonly params: unknown;
  readonly options: SessionStatementOptions | undefined;
}

/** A stream of rows of classes, with objects in them. What options load beside is loaded for each batch. */
export function streamOfObjects(
  state: SessionState,
  connection: Connection,
  { statement, params, options }: Streamed,
  stream: unknown,
): never {
  const orm: ExecutionOptions = { ...statement.statementOptions, ...options?.executionOptions };
  const execute = (more: object, values?: unknown) => connection[executeAtOnce](more, values as never, statementOptions(options));
  const loading = { populateExisting: orm.populateExisting ?? false, statement, params, execute };
  return streamObjects(stream as StreamingResult, state.store, loading, (step) => state.run(step)) as never;
}

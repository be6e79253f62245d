import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { Statement as AnyStatement, UntypedRow, ValuesOf } from '../../engine/statement-source.ts';
import type { StreamingResult } from '../../result/streaming-result.ts';
import { Statement } from '../../sql/statement.ts';
import { streamObjects } from '../loading/stream-objects.ts';
import { executeHeard } from './execute-heard.ts';
import { autoflush, bindArgumentsOf, ormOptions, sendRelated, statementOptions } from './execute-statement.ts';
import type { SessionState } from './session-state.ts';
import type { SessionStatementOptions } from './session-statement-options.ts';

type Params = ExecuteParams | null | undefined;

/** A stream of rows; of classes, with objects in them, for which options load what is beside for each batch. */
export async function openStream(
  state: SessionState,
  statement: unknown,
  params: Params,
  options: SessionStatementOptions | undefined,
): Promise<StreamingResult> {
  if (!state.hears('doOrmExecute')) return openUnheard(state, statement, params, options);
  const heard = { statement, params, options, load: null };
  return executeHeard<StreamingResult>(state, heard, (...wanted) => openUnheard(state, ...wanted));
}

async function openUnheard(
  state: SessionState,
  statement: unknown,
  params: Params,
  options: SessionStatementOptions | undefined,
): Promise<StreamingResult> {
  const built = statement instanceof Statement ? statement : null;
  const orm = built === null ? undefined : ormOptions(built, options);
  await autoflush(state, orm?.autoflush);
  const connection = await state.connectionFor(bindArgumentsOf(state, statement, options), undefined, options?.signal);
  const stream = await connection.stream(
    statement as AnyStatement<UntypedRow, ValuesOf<UntypedRow>>,
    params,
    statementOptions(options),
  );
  if (built === null || built.entity === null) return stream;
  const execute = (more: object, values?: unknown) => sendRelated(state, more, values as Params, options, connection);
  const loading = { populateExisting: orm?.populateExisting ?? false, statement: built, params, execute };
  return streamObjects(stream, state.store, loading, (step) => state.run(step));
}

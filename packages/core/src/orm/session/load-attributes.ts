import { findState } from '../state/instance-state.ts';
import type { ExecuteParams } from '../../engine/execute-params.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import { loadingWith } from '../loading/load-result.ts';
import { loadAttribute, type ReadyLoading } from '../loading/session-load.ts';
import type { InstanceState } from '../state/instance-state.ts';
import { autoflush, sendRelated } from './execute-statement.ts';
import type { SessionState } from './session-state.ts';

/** What `session.load()` does: an attribute of one object, or of each of several. */
export function loadForApplication(session: SessionState, given: object | readonly object[], key: string): MaybePromise<unknown> {
  const objects = Array.isArray(given) ? (given as readonly object[]) : [given];
  return chain(autoflush(session), () =>
    chain(loadAttribute(objects, key, loadingOf(session, isColumn(objects[0], key))), (values) =>
      Array.isArray(given) ? values : values[0],
    ),
  );
}

/** Loads relationships of objects that are expired or were never loaded, also those that refuse to be. */
export async function loadRelationships(
  session: SessionState,
  states: readonly InstanceState[],
  keys: readonly string[],
): Promise<void> {
  const objects = states.map(({ object }) => object);
  for (const key of keys) await loadAttribute(objects, key, loadingOf(session, false), true);
}

function isColumn(object: unknown, key: string): boolean {
  return findState(object)?.mapper.property(key)?.kind === 'column';
}

function loadingOf(session: SessionState, isColumnLoad: boolean): ReadyLoading {
  const load = isColumnLoad ? 'column' : 'relationship';
  const execute = (statement: object, params?: unknown) =>
    sendRelated(session, statement, params as ExecuteParams | undefined, undefined, null, load);
  return loadingWith(session.store, { populateExisting: false, execute }) as ReadyLoading;
}

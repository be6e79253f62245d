import type { MaybePromise } from '../../util/maybe-promise.ts';
import type { InstanceState } from '../state/instance-state.ts';
import { inTurn } from './in-turn.ts';
import type { EntityEntry } from './load-plan.ts';
import { loadColumns, type ReadyLoading } from './session-load.ts';
import { needsLoad } from './set-loaded.ts';

/** What objects of subclasses have beside what was selected: by a statement for each subclass and 500 objects. */
export function loadSubclasses(
  { entity, subclassLoads }: EntityEntry,
  seen: readonly InstanceState[],
  loading: ReadyLoading,
): MaybePromise<void> {
  return inTurn(subclassLoads, (mapper) => {
    const properties = mapper.readable.filter(({ deferred, key }) => !deferred && !entity.mapper.hasAttribute(key));
    const isMissing = (state: InstanceState): boolean => properties.some(({ slot }) => needsLoad(state, slot, false));
    const states = [...new Set(seen)].filter((state) => state.mapper.isA(mapper) && isMissing(state));
    return states.length === 0 ? undefined : loadColumns(mapper, properties, states, loading);
  });
}

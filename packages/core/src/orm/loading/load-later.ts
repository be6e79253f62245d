import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { EntityReader } from './entity-reader.ts';
import { optionsOf } from './load-options.ts';
import { QueryHints } from './query-hints.ts';
import { inTurn } from './in-turn.ts';
import { loadSubclasses } from './load-subclasses.ts';
import { loadRelated } from './load-related.ts';
import type { Loading } from './related-request.ts';
import { isBelow } from './relationship-load.ts';
import { needsLoad, setLoaded } from './set-loaded.ts';

/** Loads what statements of their own have to load for the objects of a result. */
export function loadLater(readers: readonly EntityReader[], loading: Loading): MaybePromise<void> {
  const { options, run } = loading;
  return inTurn(readers, ({ entry, seen, joined }) => {
    for (const property of entry.none)
      for (const state of seen ?? []) if (needsLoad(state, property.slot, false)) setLoaded(state, property, []);
    const nested = () =>
      loadLater(
        joined.map(({ reader }) => reader),
        loading,
      );
    if (seen === null || run === null) return nested();
    const hints = new QueryHints(entry, optionsOf(options.statement));
    const loads = () =>
      inTurn(entry.later, (load) => {
        const { property } = load;
        const those = isBelow(property, entry.entity.mapper) ? seen.filter(({ mapper }) => mapper.isA(property.parent)) : seen;
        // What is there already is asked for once more if there is more to be loaded behind it.
        const isMissing = (state: InstanceState) => needsLoad(state, property.slot, options.populateExisting);
        const states = load.strategy !== 'immediate' && hints.goesOn(load) ? those : those.filter(isMissing);
        return states.length === 0
          ? undefined
          : loadRelated({ load, states, hints, loading: { ...loading, run }, isLazy: false });
      });
    return chain(
      chain(loadSubclasses(entry, seen, { ...loading, run }), () => loads()),
      nested,
    );
  });
}

import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import type { EntityReader } from './entity-reader.ts';
import { optionsOf } from './load-options.ts';
import { QueryHints } from './query-hints.ts';
import { inTurn } from './in-turn.ts';
import { loadSubclasses } from './load-subclasses.ts';
import { loadRelated } from './load-related.ts';
import type { Loading } from './related-request.ts';
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
        const states = seen.filter((state) => needsLoad(state, load.property.slot, options.populateExisting));
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

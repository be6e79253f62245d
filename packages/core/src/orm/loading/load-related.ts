import type { MaybePromise } from '../../util/maybe-promise.ts';
import { inTurn } from './in-turn.ts';
import { loadLazily } from './load-lazily.ts';
import type { RelatedRequest } from './related-request.ts';
import { selectRelated } from './select-related.ts';
import { canEmbed, subqueryRelated } from './subquery-related.ts';

/** Loads a relationship of the objects of a result, by the strategy that is asked for. */
export function loadRelated(request: RelatedRequest): MaybePromise<void> {
  const { load, states } = request;
  if (load.strategy === 'immediate') return inTurn([...new Set(states)], (state) => loadLazily(request, state));
  if (load.strategy === 'subquery' && canEmbed(request)) return subqueryRelated(request);
  return selectRelated(request);
}

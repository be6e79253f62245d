import { CursorResult, takeRows } from '../../result/cursor-result.ts';
import type { ObjectStore } from '../state/object-store.ts';
import type { LoadPlan } from './load-plan.ts';
import { type MaterializeOptions, materialize } from './materialize.ts';

/** The result of a statement that names classes, with objects in its rows. */
export function loadResult(result: CursorResult, store: ObjectStore, options: MaterializeOptions): CursorResult {
  const { rows, plan, facts } = result[takeRows]();
  if (plan === null) return new CursorResult(null, [], facts);
  const { shape } = plan as LoadPlan;
  return new CursorResult(shape, materialize(plan as LoadPlan, rows, store, options), facts);
}

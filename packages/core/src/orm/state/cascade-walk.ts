import type { Cascade } from '../mapping/cascade.ts';
import { adapterOf } from './collection.ts';
import { findState, type InstanceState } from './instance-state.ts';

/** The objects that a state refers to by one relationship, as far as they are loaded. */
export function relatedObjects(state: InstanceState, slot: number): readonly object[] {
  const value = state.values[slot];
  if (value === undefined || value === null) return [];
  return adapterOf(value)?.objects() ?? [value as object];
}

/** A state and all that it cascades to, each once, nearest first. Nothing is loaded for it. */
export function cascaded(start: InstanceState, kind: keyof Cascade): readonly InstanceState[] {
  const seen = new Set<InstanceState>([start]);
  for (const state of seen) {
    for (const { slot, cascade } of state.mapper.relationships) {
      if (!cascade[kind]) continue;
      for (const object of relatedObjects(state, slot)) {
        const related = findState(object);
        if (related !== null) seen.add(related);
      }
    }
  }
  return [...seen];
}

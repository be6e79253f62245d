import type { Cascade } from '../mapping/cascade.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { adapterOf } from './collection-adapter.ts';
import { findState, type InstanceState } from './instance-state.ts';

/** The objects that a state refers to by one relationship, as far as they are loaded. */
export function relatedObjects(state: InstanceState, slot: number): readonly object[] {
  const value = state.values[slot];
  if (value === undefined || value === null) return none;
  return adapterOf(value)?.objects() ?? [value as object];
}

/**
 * A state and all that it cascades to, each once, nearest first. Nothing is loaded for it, and no attribute is made.
 *
 * @param halts where it goes no further: a state for which it says so is left out, and so is what only that leads to
 */
export function cascaded(
  start: InstanceState,
  kind: keyof Cascade,
  halts: (state: InstanceState) => boolean = never,
): readonly InstanceState[] {
  if (!cascades(start.mapper, kind)) return [start];
  const seen = new Set<InstanceState>([start]);
  for (const state of seen) {
    for (const property of state.mapper.relationships) {
      if (!property.cascade[kind]) continue;
      for (const object of concerned(state, property, kind)) {
        const related = findState(object);
        if (related !== null && !halts(related) && !isSkipped(related, property, kind)) seen.add(related);
      }
    }
  }
  return [...seen];
}

/** Whether what is done to objects of a class is done to others as well. */
export function cascades({ relationships }: Mapper, kind: keyof Cascade): boolean {
  for (let i = 0; i < relationships.length; i++) if (relationships[i]?.cascade[kind] === true) return true;
  return false;
}

/** What was taken out since the last flush is saved as well, since its row has to learn of it. */
function concerned(
  state: InstanceState,
  { slot, options }: RelationshipProperty<Mapper>,
  kind: keyof Cascade,
): readonly object[] {
  const current = relatedObjects(state, slot);
  if (kind !== 'saveUpdate') return current;
  if (state.values[slot] === undefined)
    return options.lazy === 'writeOnly' ? [...(state.pending?.get(slot)?.keys() ?? [])] : none;
  const before = state.changes?.get(slot);
  if (typeof before !== 'object' || before === null) return current;
  return [...current, ...(Array.isArray(before) ? (before as readonly object[]) : [before])];
}

/** A new object has nothing to refresh, unless it is only there because of its parent. */
function isSkipped(related: InstanceState, { cascade }: RelationshipProperty<Mapper>, kind: keyof Cascade): boolean {
  return kind === 'refreshExpire' && related.key === null && !cascade.deleteOrphan;
}

const none: readonly object[] = [];

function never(): boolean {
  return false;
}

import type { InstanceState } from '../state/instance-state.ts';
import type { DependencyRule } from './dependency-rule.ts';
import { loadRelated } from './load-related.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/**
 * Has every relationship look at every object that takes part, until none brings in another one; relationships in which
 * something happens then say what has to wait for what.
 */
export async function presort(work: UnitOfWork): Promise<void> {
  const seen = new Map<DependencyRule, Set<InstanceState>>();
  const connected = new Set<DependencyRule>();
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (const rule of [...work.rules.values()]) {
      const known = seen.get(rule) ?? new Set<InstanceState>();
      seen.set(rule, known);
      const deleted = unseen(work.statesWith(rule.property, 'delete'), known);
      const saved = unseen(work.statesWith(rule.property, 'save'), known);
      if (deleted.length + saved.length === 0) continue;
      isDone = false;
      await presortRule(work, rule, deleted, saved);
      if (connected.has(rule)) continue;
      if (!work.hasChanges(rule.property, deleted) && !work.hasChanges(rule.property, saved)) continue;
      work.connect(rule);
      connected.add(rule);
    }
  }
}

function unseen(states: readonly InstanceState[], known: Set<InstanceState>): readonly InstanceState[] {
  const found = known.size === 0 ? states : states.filter((state) => !known.has(state));
  for (const state of found) known.add(state);
  return found;
}

async function presortRule(
  work: UnitOfWork,
  rule: DependencyRule,
  deleted: readonly InstanceState[],
  saved: readonly InstanceState[],
): Promise<void> {
  if (deleted.length > 0) {
    await load(work, rule, rule.toLoad(work, deleted, true));
    await rule.presortDeletes(work, deleted);
  }
  if (saved.length === 0) return;
  await load(work, rule, rule.toLoad(work, saved, false));
  await rule.presortSaves(work, saved);
}

async function load(work: UnitOfWork, rule: DependencyRule, states: readonly InstanceState[]): Promise<void> {
  if (states.length === 0) return;
  await loadRelated(work.host, states, rule.property);
  work.forgetHistories();
}

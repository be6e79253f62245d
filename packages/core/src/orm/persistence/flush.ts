import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { FlushError } from '../../errors/orm-errors.ts';
import { relatedObjects } from '../state/cascade-walk.ts';
import { type InstanceState, nameOfState } from '../state/instance-state.ts';
import { isOrphan } from '../state/parents.ts';
import type { ObjectStore } from '../state/object-store.ts';
import { carryChangedKeys } from './carry-changed-keys.ts';
import { deleteObjects } from './delete-objects.ts';
import type { FlushHost } from './flush-host.ts';
import { type FlushStep, planFlush } from './flush-plan.ts';
import type { Registering } from './flush-work.ts';
import { loadRelated, statesOf } from './load-related.ts';
import { isPassive } from './rule-steps.ts';
import { postUpdate } from './post-update.ts';
import { keyOfValues } from './key-of-values.ts';
import { presort } from './presort.ts';
import { saveObjects } from './save-objects.ts';
import { type Fate, UnitOfWork } from './unit-of-work.ts';

/** Sends what was added, changed and deleted. Semantics: SQLAlchemy's unit of work. */
export async function flush(store: ObjectStore, host: FlushHost): Promise<void> {
  const work = new UnitOfWork(store, host);
  await registerAll(work);
  carryChangedKeys(work, false);
  await presort(work);
  const steps = planFlush(work);
  for (const step of steps) await perform(work, step);
  carryChangedKeys(work, true);
  await host.executed();
  finish(work);
}

/** New objects, changed ones, and those that are to be deleted, or lost what they belong to, with all that this leads to. */
async function registerAll(work: UnitOfWork): Promise<void> {
  const { pending, modified, toDelete } = work.store;
  const deleted = [...toDelete];
  for (const state of pending) work.register(state);
  for (const state of modified) {
    if (toDelete.has(state)) continue;
    const isDelete = isOrphan(state);
    if (!isDelete) work.register(state);
    else if (work.register(state, asDeleted)) deleted.push(state);
  }
  for (const state of toDelete) work.register(state, asDeleted);
  for (let found = deleted; found.length > 0; ) found = await deletedWith(work, found);
}

const asDeleted: Registering = { isDelete: true };

/** What goes with these objects, as far as it was not registered for that before. */
async function deletedWith(work: UnitOfWork, states: readonly InstanceState[]): Promise<InstanceState[]> {
  const found = new Set<InstanceState>();
  for (const property of new Set(states.flatMap(({ mapper }) => mapper.relationships))) {
    const { cascade, options, slot } = property;
    if (!cascade.delete || options.viewonly === true) continue;
    const owners = states.filter(({ mapper }) => mapper.relationships.includes(property));
    const unloaded = isPassive(property) ? [] : owners.filter(({ values, key }) => values[slot] === undefined && key !== null);
    if (unloaded.length > 0) await loadRelated(work.host, unloaded, property);
    for (const state of owners.flatMap((owner) => statesOf(relatedObjects(owner, slot)))) {
      if (!work.isDeleted(state) && work.registerGone(state, property)) found.add(state);
    }
  }
  return [...found];
}

async function perform(work: UnitOfWork, { kind, mapper, property, isDelete, states }: FlushStep): Promise<void> {
  switch (kind) {
    case 'save':
      return saveObjects(work, mapper, states === null ? work.statesOf(mapper, 'save') : stillWith(work, states, 'save'));
    case 'delete':
      return deleteObjects(work, mapper, states === null ? work.statesOf(mapper, 'delete') : stillWith(work, states, 'delete'));
    case 'postUpdate':
      return postUpdate(work, mapper, isDelete);
    case 'process': {
      const rule = property === null ? undefined : work.rules.get(property);
      if (rule === undefined || property === null) throw new InvalidRequestError('A step of the flush has no relationship.');
      const processed = states ?? work.statesWith(property, isDelete ? 'delete' : 'save');
      await (isDelete ? rule.processDeletes(work, processed) : rule.processSaves(work, processed));
    }
  }
}

/** A row switch may have taken some out since the plan was made. */
function stillWith({ members }: UnitOfWork, states: readonly InstanceState[], fate: Fate): readonly InstanceState[] {
  return states.filter((state) => members.get(state)?.fate === fate);
}

/** Objects count as saved, or deleted, from now on. */
function finish(work: UnitOfWork): void {
  const { store, host } = work;
  const saved: InstanceState[] = [];
  for (const { state, fate } of work.members.values()) {
    if (fate === 'save' || fate === 'listSave') saved.push(state);
    else if (state.key !== null) host.deleted(state);
  }
  const inserted: InstanceState[] = [];
  for (const state of saved) {
    if (state.key === null) inserted.push(state);
    identify(work, state);
  }
  for (const state of inserted) host.inserted(state);
  for (const state of saved) {
    if (state.changes !== null) host.updated(state, state.changes);
    state.committed();
    store.modified.delete(state);
    // Another parent may have kept it.
    store.toDelete.delete(state);
  }
}

/** Puts an object into the identity map under the key that it has now. */
function identify({ store, host }: UnitOfWork, state: InstanceState): void {
  const { mapper, values } = state;
  const isNew = state.key === null;
  if (!isNew && !mapper.primaryKey.some(({ slot }) => state.changes?.has(slot) === true)) return;
  const key = keyOfValues(mapper, values);
  if (key === null)
    throw new FlushError(
      `Instance ${nameOfState(state)} has a NULL identity key. If this is an auto-generated value, check that the database table allows generation of new primary key values, and that the mapped column is configured to expect these generated values.`,
    );
  if (isNew) store.persist(state, key);
  else if (key !== state.key) {
    const before = state.key;
    store.identityMap.remove(state);
    state.key = key;
    store.identityMap.add(state);
    host.keyChanged(state, before);
  }
}

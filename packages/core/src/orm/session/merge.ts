import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { StaleDataError } from '../../errors/orm-errors.ts';
import type { LoaderOption } from '../../sql/loader-option.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import { warn } from '../../util/warn.ts';
import type { Mapper, Property } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { relatedObjects } from '../state/cascade-walk.ts';
import { makeCollection } from '../state/collection.ts';
import { InstanceState, nameOfState, stateOf } from '../state/instance-state.ts';
import { autoflush } from './execute-statement.ts';
import { getObject } from './get.ts';
import { loadRelationships } from './load-attributes.ts';
import type { SessionState } from './session-state.ts';

/** Options of `session.merge()`. */
export interface MergeOptions {
  /** Whether the database is asked for what the session does not have. Default true; false is for clean copies, from a cache. */
  readonly load?: boolean;
  /** How objects are loaded. */
  readonly options?: readonly LoaderOption[];
}

/** Copies objects into the session, and gives its own. */
export async function mergeObjects(
  session: SessionState,
  objects: readonly object[],
  options: MergeOptions = {},
): Promise<readonly object[]> {
  checkOptionNames(options, ['load', 'options'], 'merge()');
  const states = objects.map((object) => stateOf(object, 'merge()'));
  const { load = true } = options;
  if (load) await autoflush(session);
  session.withoutAutoflush++;
  try {
    const merge = new Merge(session, load, options.options ?? []);
    const merged: object[] = [];
    for (const state of states) merged.push((await merge.merge(state)).object);
    return merged;
  } finally {
    session.withoutAutoflush--;
  }
}

class Merge {
  readonly #session: SessionState;
  readonly #load: boolean;
  readonly #options: readonly LoaderOption[];
  readonly #known = new Map<InstanceState, InstanceState>();
  /** New ones by what they will be found by: two that mean one row become one. */
  readonly #made = new Map<Mapper, Map<unknown, InstanceState>>();
  /** Relationships that led to an object: the other way round they are not followed. */
  readonly #followed = new Map<InstanceState, Set<RelationshipProperty<Mapper>>>();

  constructor(session: SessionState, load: boolean, options: readonly LoaderOption[]) {
    this.#session = session;
    this.#load = load;
    this.#options = options;
  }

  async merge(source: InstanceState): Promise<InstanceState> {
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    const { mapper } = source;
    if (source.key === null) this.#checkNew(source);
    const key = source.key ?? mapper.identityKey(source.values);
    const target = (await this.#find(source, key)) ?? this.#make(source, key);
    this.#known.set(source, target);
    if (key !== null) this.#madeOf(mapper).set(key, target);
    if (target !== source) {
      checkVersions(source, target);
      // The slots of attributes that keep nothing themselves are empty, which entries skip.
      for (const property of Object.values(mapper.properties)) await this.#mergeProperty(property, source, target);
    }
    if (!this.#load) target.committed();
    return target;
  }

  #checkNew(source: InstanceState): void {
    if (source.owner === this.#session.store)
      warn(
        `Instance ${nameOfState(source)} is already pending in this Session yet is being merged again; this is probably not what you want to do`,
      );
    if (this.#load) return;
    throw new InvalidRequestError(
      'merge() with load=False option does not support objects transient (i.e. unpersisted) objects.  flush() all changes on mapped instances before merging with load=False.',
    );
  }

  async #find(source: InstanceState, key: unknown): Promise<InstanceState | null> {
    if (key === null) return null;
    const { mapper } = source;
    const present = this.#session.store.identityMap.get(mapper, key) ?? this.#madeOf(mapper).get(key);
    if (present !== undefined && !(this.#load && present.key !== null && present.isExpired)) return present;
    if (!this.#load) return null;
    const identity = source.identity ?? mapper.primaryKey.map(({ slot }) => source.values[slot]);
    const object = await getObject(this.#session, mapper.construct, identity, { options: this.#options });
    return object === null ? null : stateOf(object);
  }

  #make(source: InstanceState, key: unknown): InstanceState {
    const { store } = this.#session;
    if (!this.#load && source.isModified)
      throw new InvalidRequestError(
        "merge() with load=False option does not support objects marked as 'dirty'.  flush() all changes on mapped instances before merging with load=False.",
      );
    const made = new InstanceState(source.mapper, []);
    if (!this.#load) made.key = key;
    store.add(made.object);
    return made;
  }

  #madeOf({ base }: Mapper): Map<unknown, InstanceState> {
    const known = this.#made.get(base) ?? new Map<unknown, InstanceState>();
    this.#made.set(base, known);
    return known;
  }

  async #mergeProperty(property: Property, source: InstanceState, target: InstanceState): Promise<void> {
    const value = source.values[property.slot];
    if (value === undefined) return;
    if (this.#load && source.isStale(property.slot) && source.changes?.has(property.slot) !== true) return;
    if (property.kind === 'relationship') return this.#mergeRelationship(property, source, target);
    if (!this.#load) target.values[property.slot] = value;
    else if (!isKeyOfTarget(property, target)) target.set(property.slot, value);
  }

  async #mergeRelationship(property: RelationshipProperty<Mapper>, source: InstanceState, target: InstanceState): Promise<void> {
    const { slot, cascade, isCollection } = property;
    if (!cascade.merge || this.#cameBy(source, property.reverse)) return;
    const related = relatedObjects(source, slot);
    if (isCollection && related.length === 0 && source.key === null && source.changes?.has(slot) !== true) return;
    // Objects that are there already are found by the session, and not each by a SELECT of its own.
    if (this.#load && isCollection && target.key !== null && target.values[slot] === undefined)
      await loadRelationships(this.#session, [target], [property.key]);
    const objects: object[] = [];
    for (const object of related) {
      const one = stateOf(object);
      this.#follow(one, property);
      objects.push((await this.merge(one)).object);
    }
    this.#put(property, target, objects);
  }

  #put(property: RelationshipProperty<Mapper>, target: InstanceState, objects: readonly object[]): void {
    const value = property.isCollection ? objects : (objects[0] ?? null);
    if (this.#load) target.set(property.slot, value);
    else target.values[property.slot] = property.isCollection ? makeCollection(target, property, objects).collection : value;
  }

  #follow(state: InstanceState, property: RelationshipProperty<Mapper>): void {
    const followed = this.#followed.get(state) ?? new Set();
    this.#followed.set(state, followed.add(property));
  }

  #cameBy(state: InstanceState, property: RelationshipProperty<Mapper> | null): boolean {
    return this.#load && property !== null && this.#followed.get(state)?.has(property) === true;
  }
}

// It is the same, or may be the same in another form: 5 and 5n.
function isKeyOfTarget(property: Property, target: InstanceState): boolean {
  return property.kind === 'column' && property.isPrimaryKey && target.key !== null && target.values[property.slot] !== undefined;
}

function checkVersions(source: InstanceState, target: InstanceState): void {
  const { versionId } = source.mapper.options;
  if (versionId === undefined) return;
  const { slot } = source.mapper.requireProperty(versionId);
  const [given, existing] = [source.values[slot], target.values[slot]];
  if (given === undefined || given === null || existing === undefined || given === existing) return;
  throw new StaleDataError(
    `Version id '${String(given)}' on merged state ${nameOfState(target)} does not match existing version '${String(existing)}'. Leave the version attribute unset when merging to update the most recent version.`,
  );
}

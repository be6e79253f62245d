import type { AnyColumn } from '../../schema/column.ts';
import { warn } from '../../util/warn.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty, SyncPair } from '../mapping/relationship-property.ts';
import {
  committedValue,
  emptyHistory,
  history,
  type History,
  isEmptyHistory,
  isSameValue,
  sumOfHistory,
} from '../state/attribute-history.ts';
import { relatedObjects } from '../state/cascade-walk.ts';
import { findState, type InstanceState, notLoaded } from '../state/instance-state.ts';
import { hasParent } from '../state/parents.ts';
import type { ObjectStore } from '../state/object-store.ts';
import type { DependencyRule } from './dependency-rule.ts';
import { FlushAction } from './flush-action.ts';
import type { FlushHost } from './flush-host.ts';
import type { FlushGraph } from './flush-plan.ts';
import { type FlushWork, PairSet, type Registering, type StateHistory } from './flush-work.ts';
import { ManyToManyRule } from './many-to-many-rule.ts';
import { ManyToOneRule } from './many-to-one-rule.ts';
import { OneToManyRule } from './one-to-many-rule.ts';
import { attributeOf } from './synchronize.ts';
import type { Edge } from './topological.ts';

/** What happens to an object in a flush. The last two write nothing: it only counts as saved, or deleted, afterwards. */
export type Fate = 'save' | 'delete' | 'listSave' | 'listDelete';

/** An object that takes part. */
export interface Member {
  readonly state: InstanceState;
  fate: Fate;
}

type Relationship = RelationshipProperty<Mapper>;

/** A flush under way: which objects take part, what is to be done with them, and what before what. */
export class UnitOfWork implements FlushWork, FlushGraph {
  readonly host: FlushHost;
  readonly store: ObjectStore;
  /** In the order of their registration. */
  readonly members = new Map<InstanceState, Member>();
  readonly byMapper = new Map<Mapper, Member[]>();
  readonly rules = new Map<Relationship, DependencyRule>();
  /** The columns that an UPDATE of their own sets, by object; in the order of base mappers. */
  readonly postUpdated = new Map<Mapper, Map<InstanceState, Set<AnyColumn>>>();
  /** New objects that took over the row of a deleted one. */
  readonly switched = new Map<InstanceState, InstanceState>();
  readonly #actions = new Map<string, FlushAction>();
  readonly #ofStates = new Map<InstanceState, Map<string, FlushAction>>();
  readonly #edges = new Map<FlushAction, Set<FlushAction>>();
  readonly #histories = new Map<Relationship, Map<InstanceState, StateHistory>>();
  readonly #children = new Map<Relationship, Set<InstanceState>>();
  readonly #pairs = new Map<string, PairSet>();
  readonly #cascadedKeys = new Map<InstanceState, Set<number>>();

  constructor(store: ObjectStore, host: FlushHost) {
    this.store = store;
    this.host = host;
  }

  // Objects ------------------------------------------------------------------------------------------------------

  contains(state: InstanceState): boolean {
    return state.owner === this.store && !state.isDeleted;
  }

  isDeleted(state: InstanceState): boolean {
    const fate = this.members.get(state)?.fate;
    return fate === 'delete' || fate === 'listDelete';
  }

  /** Whether its row was inserted by this flush, if it has one by now. */
  isNew(state: InstanceState): boolean {
    return state.key === null && !this.switched.has(state);
  }

  register(state: InstanceState, how: Registering = asSaved): boolean {
    const { isDelete = false, isListOnly = false, cancelsDelete = false, operation, property } = how;
    if (!this.contains(state)) {
      if (!state.isDeleted && operation !== undefined)
        warn(
          `Object of type <${state.mapper.name}> not in session, ${operation} operation along '${property?.name}' will not proceed. Add it to the session.`,
        );
      return false;
    }
    const known = this.members.get(state);
    if (known === undefined) {
      const fate = isDelete ? (isListOnly ? 'listDelete' : 'delete') : isListOnly ? 'listSave' : 'save';
      const member: Member = { state, fate };
      this.#ofMapper(state.mapper).push(member);
      this.members.set(state, member);
    } else if (!isListOnly && (isDelete || cancelsDelete)) known.fate = isDelete ? 'delete' : 'save';
    else if (!isListOnly && known.fate === 'listSave') known.fate = 'save';
    return true;
  }

  registerDeleteCascade(start: InstanceState): void {
    const seen = new Set([start]);
    for (const state of seen)
      for (const property of state.mapper.relationships) {
        if (!property.cascade.delete) continue;
        for (const object of relatedObjects(state, property.slot)) {
          const related = findState(object);
          if (related === null || seen.has(related)) continue;
          seen.add(related);
          this.registerGone(related, property);
        }
      }
  }

  /** Registers what a deletion cascades to. New objects whose rows would refer to what is deleted leave the session. */
  registerGone(state: InstanceState, { condition, uid }: Relationship): boolean {
    if (state.key !== null) return this.register(state, { isDelete: true });
    const parent = state.parents?.get(uid) as InstanceState | null | undefined;
    if (condition.direction !== 'oneToMany' || !this.store.pending.has(state)) return false;
    if (parent != null && this.contains(parent) && !this.isDeleted(parent)) return false;
    this.store.expunge(state);
    const ofMapper = this.byMapper.get(state.mapper);
    const member = this.members.get(state);
    if (ofMapper !== undefined && member !== undefined) ofMapper.splice(ofMapper.indexOf(member), 1);
    return this.members.delete(state);
  }

  /** The objects of a base mapper's classes with a fate. */
  statesOf(base: Mapper, fate: Fate): readonly InstanceState[] {
    const found: InstanceState[] = [];
    for (const [mapper, states] of this.byMapper) {
      if (mapper.base !== base) continue;
      for (let i = 0; i < states.length; i++) if (states[i]?.fate === fate) found.push((states[i] as Member).state);
    }
    return found;
  }

  /** The same of the classes that have a relationship. */
  statesWith(property: Relationship, fate: Fate): readonly InstanceState[] {
    const found: InstanceState[] = [];
    for (const [mapper, states] of this.byMapper) {
      if (!mapper.relationships.includes(property)) continue;
      for (const member of states) if (member.fate === fate) found.push(member.state);
    }
    return found;
  }

  #ofMapper(mapper: Mapper): Member[] {
    const known = this.byMapper.get(mapper);
    if (known !== undefined) return known;
    const made: Member[] = [];
    this.byMapper.set(mapper, made);
    this.before(this.saves(mapper.base), this.deletes(mapper.base));
    for (const property of mapper.relationships)
      if (property.options.viewonly !== true && !this.rules.has(property)) this.rules.set(property, ruleOf(property));
    return made;
  }

  // History ------------------------------------------------------------------------------------------------------

  history(state: InstanceState, property: Relationship): StateHistory {
    const { slot } = property;
    if (state.values[slot] === undefined && state.pending === null && state.changes?.has(slot) !== true)
      return this.#historyOfUnloaded(state, property);
    const ofProperty = this.#histories.get(property) ?? new Map<InstanceState, StateHistory>();
    this.#histories.set(property, ofProperty);
    const known = ofProperty.get(state);
    if (known !== undefined) return known;
    const made = ofStates(history(state, property));
    ofProperty.set(state, made);
    return made;
  }

  /** More is known than before. */
  forgetHistories(): void {
    this.#histories.clear();
  }

  /** What a deleted object refers to must wait for it, loaded or not. */
  #historyOfUnloaded(state: InstanceState, { condition: { getKey }, target }: Relationship): StateHistory {
    if (getKey === null || !this.isDeleted(state)) return emptyHistory;
    const key = getKey.map((column) => committedValue(state, attributeOf(state, column).slot));
    if (key.includes(undefined) || key.includes(null)) return emptyHistory;
    const known = this.store.identityMap.get(target, target.keyOf(key));
    return known === undefined ? emptyHistory : { ...emptyHistory, unchanged: [known] };
  }

  hasChanges(property: Relationship, states: readonly InstanceState[]): boolean {
    if (states.some((state) => !isEmptyHistory(this.history(state, property)))) return true;
    if (states.length === 0 || property.parent.base === property.target.base) return false;
    for (const mapper of this.byMapper.keys()) if (mapper.isA(property.target)) return true;
    return false;
  }

  hasParent(child: InstanceState, property: Relationship): boolean {
    return hasParent(child, property, false);
  }

  isKeyChanged({ key, changes, values, mapper }: InstanceState, pairs: readonly SyncPair[]): boolean {
    if (key === null || changes === null) return false;
    return pairs.some(({ source }) => {
      const slot = mapper.columnProperty(source)?.slot ?? -1;
      const before = changes.get(slot);
      return before !== undefined && before !== notLoaded && !isSameValue(before, values[slot]);
    });
  }

  hasKey(state: InstanceState | null | undefined, pairs: readonly SyncPair[]): boolean {
    return state != null && state.key !== null && !this.isKeyChanged(state, pairs);
  }

  keyIsCascaded(state: InstanceState, slot: number): void {
    const slots = this.#cascadedKeys.get(state);
    if (slots === undefined) this.#cascadedKeys.set(state, new Set([slot]));
    else slots.add(slot);
  }

  isCascaded(state: InstanceState, slot: number): boolean {
    return this.#cascadedKeys.get(state)?.has(slot) === true;
  }

  childrenAdded(property: Relationship): Set<InstanceState> {
    const known = this.#children.get(property) ?? new Set();
    this.#children.set(property, known);
    return known;
  }

  processedPairs(property: Relationship): PairSet | null {
    if (property.reverse === null) return null;
    const name = [property.uid, property.reverse.uid].sort((a, b) => a - b).join();
    const known = this.#pairs.get(name) ?? new PairSet();
    this.#pairs.set(name, known);
    return known;
  }

  registerPostUpdate(state: InstanceState, columns: readonly AnyColumn[]): void {
    const ofMapper = this.postUpdated.get(state.mapper.base) ?? new Map<InstanceState, Set<AnyColumn>>();
    this.postUpdated.set(state.mapper.base, ofMapper);
    const known = ofMapper.get(state) ?? new Set();
    ofMapper.set(state, known);
    for (const column of columns) known.add(column);
  }

  // Actions ------------------------------------------------------------------------------------------------------

  get actions(): readonly FlushAction[] {
    return [...this.#actions.values()];
  }

  get edges(): ReadonlySet<Edge<FlushAction>> {
    const edges = new Set<Edge<FlushAction>>();
    for (const [earlier, all] of this.#edges) for (const later of all) edges.add([earlier, later]);
    return edges;
  }

  before(earlier: FlushAction, later: FlushAction): void {
    const known = this.#edges.get(earlier);
    if (known === undefined) this.#edges.set(earlier, new Set([later]));
    else known.add(later);
  }

  saves(base: Mapper): FlushAction {
    return this.#action(`save ${base.uid}`, () => new FlushAction('save', base));
  }

  deletes(base: Mapper): FlushAction {
    return this.#action(`delete ${base.uid}`, () => new FlushAction('delete', base));
  }

  postUpdates(base: Mapper, isDelete: boolean): FlushAction {
    return this.#action(`postUpdate ${base.uid} ${isDelete}`, () => new FlushAction('postUpdate', base, { isDelete }));
  }

  #process(property: Relationship, isDelete: boolean): FlushAction {
    return this.#action(
      `process ${property.uid} ${isDelete}`,
      () => new FlushAction('process', property.parent.base, { property, isDelete }),
    );
  }

  #action(name: string, make: () => FlushAction): FlushAction {
    const known = this.#actions.get(name) ?? make();
    this.#actions.set(name, known);
    return known;
  }

  /** Says what a relationship's keys wait for. */
  connect(rule: DependencyRule): void {
    const { property } = rule;
    rule.connect(this, {
      parentSaves: this.saves(property.parent.base),
      childSaves: this.saves(property.target.base),
      parentDeletes: this.deletes(property.parent.base),
      childDeletes: this.deletes(property.target.base),
      afterSave: this.#process(property, false),
      beforeDelete: this.#process(property, true),
    });
  }

  // One action for each object -----------------------------------------------------------------------------------

  split({ kind, mapper }: FlushAction, cycles: ReadonlySet<FlushAction>): readonly FlushAction[] {
    if (kind !== 'save' && kind !== 'delete') return [];
    const isDelete = kind === 'delete';
    const states = this.statesOf(mapper, kind);
    const other = isDelete ? this.saves(mapper) : this.deletes(mapper);
    const made = states.map((state) => this.#ofState(kind, state, null));
    for (const action of made)
      if (isDelete) this.before(other, action);
      else this.before(action, other);
    for (const { property } of this.rules.values())
      if (property.parent.base === mapper && this.#actions.has(`process ${property.uid} ${isDelete}`))
        this.#splitRule(property, states, isDelete, cycles);
    return made;
  }

  #splitRule(
    property: Relationship,
    states: readonly InstanceState[],
    isDelete: boolean,
    cycles: ReadonlySet<FlushAction>,
  ): void {
    const rule = this.rules.get(property) as DependencyRule;
    const childSaves = this.saves(property.target.base);
    const childDeletes = this.deletes(property.target.base);
    const isChildSplit = cycles.has(childSaves);
    this.#process(property, isDelete).isDisabled = true;
    const parents = isDelete ? this.deletes(property.parent.base) : this.saves(property.parent.base);
    for (const state of states) {
      if (!state.mapper.relationships.includes(property)) continue;
      const past = this.history(state, property);
      // Rows that go are where the database has them: what was changed in objects meanwhile does not matter.
      const related = isDelete ? [...past.unchanged, ...past.deleted] : sumOfHistory(past);
      if (related.length === 0) continue;
      const parent = cycles.has(parents) ? this.#ofState(isDelete ? 'delete' : 'save', state, null) : parents;
      const process = this.#ofState('process', state, property, isDelete);
      const children: readonly (readonly [FlushAction | null, boolean])[] = isChildSplit
        ? related.map((child) => this.#childAction(child))
        : [
            [childSaves, false],
            [childDeletes, true],
          ];
      for (const [child, isChildDeleted] of children)
        rule.connectStates(this, {
          saveParent: isDelete ? null : parent,
          deleteParent: isDelete ? parent : null,
          child,
          process,
          isDelete,
          isChildDeleted,
        });
    }
  }

  #childAction(child: InstanceState | null): readonly [FlushAction | null, boolean] {
    const fate = child === null ? undefined : this.members.get(child)?.fate;
    if (child === null || fate === undefined) return [null, false];
    const isDeleted = fate === 'delete' || fate === 'listDelete';
    return [this.#ofState(isDeleted ? 'delete' : 'save', child, null), isDeleted];
  }

  #ofState(
    kind: 'save' | 'delete' | 'process',
    state: InstanceState,
    property: Relationship | null,
    isDelete = false,
  ): FlushAction {
    const ofState = this.#ofStates.get(state) ?? new Map<string, FlushAction>();
    this.#ofStates.set(state, ofState);
    const name = property === null ? kind : `${property.uid} ${isDelete}`;
    const known = ofState.get(name);
    if (known !== undefined) return known;
    const made = new FlushAction(kind, state.mapper.base, { property, isDelete: kind === 'process' && isDelete, state });
    ofState.set(name, made);
    return made;
  }

  /** All actions for single objects, as well as those for all. */
  get allActions(): readonly FlushAction[] {
    return [...this.actions, ...[...this.#ofStates.values()].flatMap((actions) => [...actions.values()])];
  }
}

const asSaved: Registering = {};

function ruleOf(property: Relationship): DependencyRule {
  switch (property.condition.direction) {
    case 'oneToMany':
      return new OneToManyRule(property);
    case 'manyToOne':
      return new ManyToOneRule(property);
    case 'manyToMany':
      return new ManyToManyRule(property);
  }
}

function ofStates({ added, unchanged, deleted }: History): StateHistory {
  return { added: added.map(findState), unchanged: unchanged.map(findState), deleted: deleted.map(findState) };
}

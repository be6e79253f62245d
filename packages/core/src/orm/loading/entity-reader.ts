import type { OptionNode } from '../../sql/nodes/statement-nodes.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { anyMapperListens, listenersOf } from '../mapping/mapper-listeners.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { InstanceState } from '../state/instance-state.ts';
import type { ObjectStore } from '../state/object-store.ts';
import type { EntityEntry, JoinedEntry } from './load-plan.ts';
import { QueryHints } from './query-hints.ts';
import { emptyList } from './empty-list.ts';
import { needsLoad, setLoaded } from './set-loaded.ts';

/** What the readers of one result have in common. */
export interface Reading {
  readonly store: ObjectStore;
  readonly populateExisting: boolean;
  /** Of the statement as it was executed. */
  readonly options: readonly OptionNode[];
  /** Collects the objects that are made. */
  readonly made?: InstanceState[] | undefined;
}

/** Makes objects of some columns of rows: those that the session has already, and new ones. */
export class EntityReader {
  readonly entry: EntityEntry;
  readonly joined: readonly JoinedReader[];
  /** The objects that rows had, some perhaps more than once; null: nobody asks. */
  readonly seen: InstanceState[] | null;
  readonly #mapper: Mapper;
  readonly #store: ObjectStore;
  readonly #known: Map<unknown, InstanceState>;
  readonly #populateExisting: boolean;
  readonly #hints: QueryHints | null;
  readonly #slots: readonly number[];
  readonly #places: readonly number[];
  /** How many slots the values take up. */
  readonly #width: number;
  readonly #layout: RowLayout;
  readonly #discriminator: number;
  readonly #layouts: SubclassLayouts | null;
  readonly #keyPlaces: readonly number[];
  readonly #keyPlace: number;
  /** Where the columns stand side by side in the order of the slots: from where to where. Else -1. */
  readonly #start: number;
  readonly #end: number;
  /** Whether the array of a row becomes the values, moved in it if need be. */
  readonly #keepsRow: boolean;
  /** The same by changing places in it. */
  readonly #permutes: boolean;
  /** Values of which none is loaded: copies of it have no allocation site. */
  readonly #blank: readonly undefined[];
  readonly #hearsLoads: boolean;
  readonly #hearsClasses = anyMapperListens();
  readonly #made: InstanceState[] | undefined;
  #lastKey: unknown = undefined;
  #last: InstanceState | null = null;

  /** @param width how many columns a row has, where nothing reads it afterwards and its array can be kept; 0: it cannot */
  constructor(entry: EntityEntry, reading: Reading, width: number) {
    const { entity, properties, places } = entry;
    this.entry = entry;
    this.#mapper = entity.mapper;
    this.#store = reading.store;
    this.#known = reading.store.identityMap.of(entity.mapper);
    this.#populateExisting = reading.populateExisting;
    this.#hints = reading.options.length === 0 ? null : new QueryHints(entry, reading.options);
    this.#slots = properties.map(({ slot }) => slot);
    this.#places = places;
    this.#width = Math.max(-1, ...this.#slots) + 1;
    this.#layout = { slots: this.#slots, places };
    this.#discriminator = entry.discriminator;
    this.#layouts = entry.subclasses.length === 0 ? null : new SubclassLayouts(entry);
    this.#keyPlaces = entity.mapper.primaryKey.map((property) => places[properties.indexOf(property)] as number);
    this.#keyPlace = this.#keyPlaces.length === 1 ? (this.#keyPlaces[0] as number) : -1;
    const [start = -1] = places;
    const isRun = places.every((place, index) => place === start + index && this.#slots[index] === index);
    this.#start = isRun ? start : -1;
    this.#end = isRun ? start + places.length : -1;
    const isLast = width > 0 && entry.joined.length === 0 && entry.discriminator < 0 && this.#layouts === null;
    this.#keepsRow = isLast && isRun && width < 2 * places.length;
    this.#permutes = isLast && !isRun && width === places.length && new Set(places).size === width && isPermutation(this.#slots);
    this.#blank = new Array<undefined>(this.#width).fill(undefined);
    this.#made = reading.made;
    this.#hearsLoads = reading.store.host.hears('loadedAsPersistent');
    this.seen = entry.later.length + entry.none.length + entry.subclassLoads.length > 0 ? [] : null;
    this.joined = entry.joined.map((one, index, { length }) => new JoinedReader(one, reading, index === length - 1 ? width : 0));
  }

  /** The object of a row; null where it has none, as that of an outer join. */
  read(row: unknown[]): InstanceState | null {
    const state = this.#stateOf(row);
    if (state !== null) for (let i = 0; i < this.joined.length; i++) (this.joined[i] as JoinedReader).read(state, row);
    return state;
  }

  #stateOf(row: unknown[]): InstanceState | null {
    let key = this.#keyPlace < 0 ? this.#keyOf(row) : row[this.#keyPlace];
    if (typeof key !== 'number' && typeof key !== 'string') {
      if (key === null) return null;
      if (this.#keyPlace >= 0) key = this.#mapper.keyOf([key]);
    }
    // Rows of one parent mostly follow one another.
    if (key === this.#lastKey) return this.#last;
    const known = this.#known.get(key) ?? this.#store.identityMap.weak(this.#mapper, key);
    const state = known === undefined ? this.#make(row, key) : this.#met(known, row);
    this.#lastKey = key;
    this.#last = state;
    if (this.seen !== null) this.seen.push(state);
    return state;
  }

  #keyOf(row: readonly unknown[]): unknown {
    return this.#mapper.keyOf(this.#keyPlaces.map((place) => row[place]));
  }

  #make(row: unknown[], key: unknown): InstanceState {
    const values = this.#keepsRow ? this.#moved(row) : this.#start >= 0 ? row.slice(this.#start, this.#end) : this.#arranged(row);
    const mapper = this.#discriminator < 0 ? this.#mapper : this.#mapper.polymorphism.classOf(row[this.#discriminator]);
    if (this.#layouts !== null) this.#layouts.fill(values, row, mapper);
    const state = new InstanceState(mapper, values);
    state.key = key;
    state.owner = this.#store;
    state.epoch = this.#store.epoch;
    if (this.#hints !== null) state.hints = this.#hints;
    this.#known.set(key, state);
    if (this.#made !== undefined) this.#made.push(state);
    if (this.#hearsLoads) this.#store.host.tell('loadedAsPersistent', state.object);
    if (this.#hearsClasses) listenersOf(state.mapper)?.emit('load', state.object);
    return state;
  }

  /** The row itself; what it has beside stands where nothing is loaded. */
  #moved(row: unknown[]): unknown[] {
    const start = this.#start;
    const count = this.#end - start;
    if (start > 0) for (let i = 0; i < count; i++) row[i] = row[start + i];
    for (let i = count; i < row.length; i++) row[i] = undefined;
    return row;
  }

  #arranged(row: unknown[]): unknown[] {
    const slots = this.#slots;
    const places = this.#places;
    if (!this.#permutes) {
      const values: unknown[] = this.#blank.slice();
      for (let i = 0; i < slots.length; i++) values[slots[i] as number] = row[places[i] as number];
      return values;
    }
    for (let i = 0; i < row.length; i++) scratch[i] = row[i];
    for (let i = 0; i < slots.length; i++) row[slots[i] as number] = scratch[places[i] as number];
    return row;
  }

  /** One that is there already: what it has stays, unless the database may know better. */
  #met(state: InstanceState, row: readonly unknown[]): InstanceState {
    if (this.#populateExisting) this.#overwrite(state);
    const { slots, places } = this.#layouts === null ? this.#layout : this.#layouts.of(state.mapper);
    if (this.#populateExisting || state.epoch !== this.#store.epoch || state.expired !== null) {
      for (let i = 0; i < slots.length; i++) {
        const slot = slots[i] as number;
        if (this.#populateExisting || needsLoad(state, slot, false)) state.load(slot, row[places[i] as number]);
      }
      state.renewed(slots);
      if (this.#hearsClasses) listenersOf(state.mapper)?.emit('refresh', state.object, null);
      if (this.#hints !== null) state.hints = this.#hints;
    } else {
      const { values } = state;
      for (let i = 0; i < slots.length; i++) {
        const slot = slots[i] as number;
        if (values[slot] === undefined) values[slot] = row[places[i] as number];
      }
    }
    return state;
  }

  #overwrite(state: InstanceState): void {
    state.committed();
    this.#store.modified.delete(state);
  }
}

/** Where the values of attributes stand in a row: for each slot a place. */
interface RowLayout {
  readonly slots: readonly number[];
  readonly places: readonly number[];
}

/** What rows have for objects of subclasses. */
class SubclassLayouts {
  readonly #entry: EntityEntry;
  readonly #byMapper = new Map<Mapper, RowLayout>();

  constructor(entry: EntityEntry) {
    this.#entry = entry;
  }

  of(mapper: Mapper): RowLayout {
    const known = this.#byMapper.get(mapper);
    if (known !== undefined) return known;
    const parts = [this.#entry, ...this.#entry.subclasses.filter((one) => mapper.isA(one.mapper))];
    const made = {
      slots: parts.flatMap(({ properties }) => properties.map(({ slot }) => slot)),
      places: parts.flatMap(({ places }) => places),
    };
    this.#byMapper.set(mapper, made);
    return made;
  }

  fill(values: unknown[], row: readonly unknown[], mapper: Mapper): void {
    const { slots, places } = this.of(mapper);
    for (let i = this.#entry.properties.length; i < slots.length; i++) values[slots[i] as number] = row[places[i] as number];
  }
}

const scratch: unknown[] = [];

function isPermutation(slots: readonly number[]): boolean {
  return slots.every((slot) => slot < slots.length) && new Set(slots).size === slots.length;
}

/** Related objects in the rows of their parents. */
export class JoinedReader {
  readonly reader: EntityReader;
  readonly #property: RelationshipProperty<Mapper>;
  readonly #populateExisting: boolean;
  readonly #byParent = new Map<InstanceState, RelatedObjects | null>();
  #parent: InstanceState | null = null;
  #objects: RelatedObjects | null = null;

  constructor({ property, entry }: JoinedEntry, reading: Reading, width: number) {
    this.#property = property;
    this.#populateExisting = reading.populateExisting;
    this.reader = new EntityReader(entry, reading, width);
  }

  read(parent: InstanceState, row: unknown[]): void {
    const related = this.reader.read(row);
    if (parent !== this.#parent) {
      this.#parent = parent;
      this.#objects = this.#objectsOf(parent);
    }
    if (related !== null && this.#objects !== null) this.#objects.add(related.object);
  }

  /** Puts what was read into the parents, when all rows were. */
  finish(): void {
    this.reader.joined.forEach((one) => one.finish());
    for (const [parent, related] of this.#byParent) if (related !== null) setLoaded(parent, this.#property, related.objects);
    this.#byParent.clear();
  }

  /** Null: what the parent has is as good. */
  #objectsOf(parent: InstanceState): RelatedObjects | null {
    const known = this.#byParent.get(parent);
    if (known !== undefined) return known;
    const made = needsLoad(parent, this.#property.slot, this.#populateExisting) ? new RelatedObjects() : null;
    this.#byParent.set(parent, made);
    return made;
  }
}

/** Up to so many a list is searched faster than a set is filled. */
const shortList = 16;

/** Objects in the order of their rows, each once: another joined collection repeats rows. */
class RelatedObjects {
  readonly objects: object[] = emptyList();
  #set: Set<object> | null = null;

  add(object: object): void {
    const { objects } = this;
    if (objects.length < shortList) {
      if (!objects.includes(object)) objects.push(object);
      return;
    }
    this.#set ??= new Set(objects);
    if (this.#set.has(object)) return;
    this.#set.add(object);
    objects.push(object);
  }
}

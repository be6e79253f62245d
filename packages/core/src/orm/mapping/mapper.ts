import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import type { ColumnProperty } from './column-property.ts';
import { allocateFor, constructFor, handsArgumentsOn, type InstanceSlot, type Instrumentation } from './instance-slot.ts';
import type { MapperOptions } from './mapper-options.ts';
import type { PropertyDefinition } from './property-definition.ts';
import type { RelationshipProperty } from './relationship-property.ts';
import { identityKeyOf } from './identity-key.ts';

/** A property of a mapper. */
export type Property = ColumnProperty | RelationshipProperty<Mapper>;

/** A class of the application. */
export type Construct = (new (...given: unknown[]) => object) & { readonly name: string };

/** Makes the state of an object; the floor above has it. */
export type StateFactory = (mapper: Mapper, object: object) => InstanceSlot;

/** What resolves the properties that refer to other classes, the first time one is needed; a floor above the mapper's. */
export type Configure = (mapper: Mapper) => void;

/** What a mapper is made of. */
export interface MapperParts {
  readonly construct: Construct;
  readonly table: SchemaTable;
  readonly columns: readonly ColumnProperty[];
  /** By key: properties that refer to other classes, as they were written. */
  readonly thunks: ReadonlyMap<string, () => PropertyDefinition<unknown>>;
  readonly options: MapperOptions;
  readonly inherits: Mapper | null;
  readonly newState: StateFactory;
  readonly configure: Configure;
}

let mappers = 0;

/** How a class is mapped to a table: which attribute is which column, and how its objects are related to others. */
export class Mapper implements Instrumentation {
  readonly uid: number;
  /** The table that its own columns are in; of single-table inheritance the parent's. */
  readonly table: SchemaTable;
  readonly inherits: Mapper | null;
  /** The mapper at the root of the inheritance: identity is shared below it. */
  readonly base: Mapper;
  readonly subclasses: Mapper[] = [];
  readonly options: MapperOptions;
  /** Columns, those of the parent first. */
  readonly columns: readonly ColumnProperty[];
  readonly primaryKey: readonly ColumnProperty[];
  readonly #thunks: ReadonlyMap<string, () => PropertyDefinition<unknown>>;
  readonly #newState: StateFactory;
  readonly #configure: Configure;
  readonly #byKey = new Map<string, Property>();
  readonly #byColumn = new Map<AnyColumn, ColumnProperty>();
  readonly #properties: Property[] = [];
  readonly #relationships: RelationshipProperty<Mapper>[] = [];
  #construct: Construct;
  #isExtended = false;
  #handsArgumentsOn: boolean | null = null;
  #isConfigured: 'no' | 'under way' | 'yes' = 'no';

  constructor(parts: MapperParts) {
    mappers += 1;
    this.uid = mappers;
    this.table = parts.table;
    this.inherits = parts.inherits;
    this.base = parts.inherits?.base ?? this;
    this.options = parts.options;
    this.columns = parts.columns;
    this.#construct = parts.construct;
    this.#thunks = parts.thunks;
    this.#newState = parts.newState;
    this.#configure = parts.configure;
    this.primaryKey = parts.columns.filter(({ isPrimaryKey }) => isPrimaryKey);
    for (const property of parts.columns) this.#addColumn(property);
    parts.inherits?.subclasses.push(this);
  }

  /** The class as the application extended it, as far as it has been seen. */
  get construct(): Construct {
    return this.#construct;
  }

  /** `User` */
  get name(): string {
    return this.#construct.name;
  }

  /** Tells which class extends the one that `Base(…)` made: it is only known when it is used. The first one is it. */
  extendedBy(construct: object): void {
    if (this.#isExtended || construct === this.#construct) return;
    this.#construct = construct as Construct;
    this.#isExtended = true;
  }

  /** Whether the class of the application has been seen. */
  get isExtended(): boolean {
    return this.#isExtended;
  }

  /** Properties that refer to other classes, as they were written. */
  /** The keys of the properties that refer to other classes, of parents too. */
  get thunkKeys(): readonly string[] {
    return [...(this.inherits?.thunkKeys ?? []), ...this.#thunks.keys()];
  }

  get thunks(): ReadonlyMap<string, () => PropertyDefinition<unknown>> {
    return this.#thunks;
  }

  // Properties ---------------------------------------------------------------------------------------------------

  /** All properties by slot. Relationships are resolved, which all classes that they name must be loaded for. */
  get properties(): readonly Property[] {
    this.configure();
    return this.#properties;
  }

  get relationships(): readonly RelationshipProperty<Mapper>[] {
    this.configure();
    return this.#relationships;
  }

  property(key: string): Property | undefined {
    if (this.#thunks.has(key) || this.inherits !== null) this.configure();
    return this.#byKey.get(key);
  }

  /** @throws ArgumentError for a key that the class does not have */
  requireProperty(key: string): Property {
    const property = this.property(key);
    if (property !== undefined) return property;
    this.configure();
    throw new ArgumentError(`${this.name} has no attribute "${key}". There are: ${[...this.#byKey.keys()].join(', ')}.`);
  }

  columnProperty(column: AnyColumn): ColumnProperty | undefined {
    return this.#byColumn.get(column);
  }

  /** The attribute of a column that must have one. */
  requireColumn(column: AnyColumn): ColumnProperty {
    const property = this.#byColumn.get(column);
    if (property !== undefined) return property;
    throw new InvalidRequestError(`${this.name} has no attribute for the column ${column.table.name}.${column.name}.`);
  }

  /** Adds a property that was resolved: only while the mapper is configured. */
  addRelationship(property: RelationshipProperty<Mapper>): void {
    this.#properties[property.slot] = property;
    this.#byKey.set(property.key, property);
    this.#relationships.push(property);
  }

  /** The slot of the next property. */
  get nextSlot(): number {
    return this.#properties.length;
  }

  configure(): void {
    if (this.#isConfigured !== 'no') return;
    this.#isConfigured = 'under way';
    try {
      this.#configure(this);
      this.#isConfigured = 'yes';
    } catch (error) {
      this.#isConfigured = 'no';
      throw error;
    }
  }

  // Identity -----------------------------------------------------------------------------------------------------

  /** What an object is found by: its key as one value; null where a part of it is missing. */
  identityKey(values: readonly unknown[]): unknown {
    return this.keyOf(this.primaryKey.map(({ slot }) => values[slot]));
  }

  /** The same of the values of the primary key alone, in its order. */
  keyOf(key: readonly unknown[]): unknown {
    return identityKeyOf(key.length === 1 ? key[0] : key);
  }

  /** Whether this class is that one, or inherits from it. */
  isA(other: Mapper): boolean {
    for (let mapper: Mapper | null = this; mapper !== null; mapper = mapper.inherits) if (mapper === other) return true;
    return false;
  }

  /** The tables of the class and of those it inherits from, the root's first. */
  get tables(): readonly SchemaTable[] {
    const inherited = this.inherits?.tables ?? [];
    return inherited.includes(this.table) ? inherited : [...inherited, this.table];
  }

  // Objects ------------------------------------------------------------------------------------------------------

  newSlot(object: object, construct: object): InstanceSlot {
    this.extendedBy(construct);
    return this.#newState(this, object);
  }

  initialise(object: object, init: unknown): void {
    if (init === undefined) return;
    if (typeof init !== 'object' || init === null)
      throw new ArgumentError(`new ${this.name}(…) takes an object of attributes; it got ${kindOfValue(init)}.`);
    this.configure();
    for (const [key, value] of Object.entries(init)) {
      if (!this.#byKey.has(key) && !(key in object))
        throw new ArgumentError(`"${key}" is no attribute of ${this.name}. There are: ${[...this.#byKey.keys()].join(', ')}.`);
      (object as Record<string, unknown>)[key] = value;
    }
  }

  /** An object for a row: the application's constructor does not run, but for one that hands its arguments on. */
  materialize(slot: InstanceSlot): object {
    this.#handsArgumentsOn ??= handsArgumentsOn(this.#construct);
    return this.#handsArgumentsOn ? constructFor(slot, this.#construct) : allocateFor(slot, this.#construct);
  }

  toString(): string {
    return `Mapper(${this.name} -> ${this.table.fullname})`;
  }

  #addColumn(property: ColumnProperty): void {
    this.#properties[property.slot] = property;
    this.#byKey.set(property.key, property);
    for (const column of property.columns) this.#byColumn.set(column, property);
  }
}

import { inspect } from 'node:util';
import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { FromNode } from '../../sql/nodes/sql-node.ts';
import { assignAttributes } from './assign-attributes.ts';
import type { AttributeDescriptor } from './attribute-descriptor.ts';
import type { ColumnProperty } from './column-property.ts';
import { type ColumnPlace, placedColumn } from './column-place.ts';
import { type InheritanceKind, inheritPairs, joinedFrom, mergedColumns } from './inheritance.ts';
import { giveSlot, type InstanceSlot, type Instrumentation, MappedObject } from './instance-slot.ts';
import { type Construct, MappedConstruct } from './mapped-construct.ts';
import { listenersOf } from './mapper-listeners.ts';
import type { MapperOptions } from './mapper-options.ts';
import type { PropertyDefinition } from './property-definition.ts';
import { Polymorphism } from './polymorphism.ts';
import { primaryKeyOf } from './primary-key.ts';
import type { RelationshipProperty, SyncPair } from './relationship-property.ts';
import { SlotLayout } from './slot-layout.ts';
import { identityKeyOf } from './identity-key.ts';

/** A property of a mapper. */
export type Property = ColumnProperty | RelationshipProperty<Mapper>;

/** Makes the state of an object; the floor above has it. */
export type StateFactory = (mapper: Mapper, object: object) => InstanceSlot;

/** What resolves the properties that refer to other classes, the first time one is needed; a floor above the mapper's. */
export type Configure = (mapper: Mapper) => void;

/** What a mapper is made of. */
export interface MapperParts {
  readonly construct: Construct;
  readonly table: SchemaTable;
  /** Columns of its own, that of single-table inheritance in the parent's table. */
  readonly columns: readonly ColumnPlace[];
  /** By key: properties that refer to other classes, as they were written. */
  readonly thunks: ReadonlyMap<string, () => PropertyDefinition<unknown>>;
  readonly options: MapperOptions;
  readonly inherits: Mapper | null;
  readonly inheritance: InheritanceKind;
  /** Whether it is the application's class itself, not made to be extended. */
  readonly isImperative?: boolean;
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
  readonly inheritance: InheritanceKind;
  /** The mapper at the root of the inheritance: identity is shared below it. A concrete class has its own. */
  readonly base: Mapper;
  readonly subclasses: Mapper[] = [];
  readonly options: MapperOptions;
  /** @internal */
  readonly polymorphism: Polymorphism<Mapper>;
  readonly #places: readonly ColumnPlace[];
  readonly #layout: SlotLayout;
  readonly #thunks: ReadonlyMap<string, () => PropertyDefinition<unknown>>;
  readonly #newState: StateFactory;
  readonly #configure: Configure;
  readonly #byKey = new Map<string, Property>();
  readonly #byColumn = new Map<AnyColumn, ColumnProperty>();
  readonly #properties: Property[] = [];
  readonly #relationships: RelationshipProperty<Mapper>[] = [];
  readonly #expressions: ColumnProperty[] = [];
  readonly #descriptors = new Map<string, AttributeDescriptor>();
  #columns: readonly ColumnProperty[] | null = null;
  #primaryKey: readonly ColumnProperty[] | null = null;
  #inheritPairs: readonly SyncPair[] | null = null;
  #from: FromNode | null = null;
  #revision: number;
  readonly #construct: MappedConstruct;
  #isConfigured: 'no' | 'under way' | 'yes' = 'no';

  /** @internal */
  constructor(parts: MapperParts) {
    mappers += 1;
    this.uid = mappers;
    this.table = parts.table;
    this.inherits = parts.inherits;
    this.inheritance = parts.inheritance;
    this.base = parts.inherits === null || parts.inheritance === 'concrete' ? this : parts.inherits.base;
    this.options = parts.options;
    this.#places = parts.columns;
    this.#construct = new MappedConstruct(parts.construct, parts.isImperative ?? false, (key) => this.hasAttribute(key));
    this.#thunks = parts.thunks;
    this.#newState = parts.newState;
    this.#configure = parts.configure;
    const keys = [...parts.columns.map(({ key }) => key), ...parts.thunks.keys()];
    this.#layout = new SlotLayout(parts.inherits === null ? null : parts.inherits.#layout, keys);
    this.polymorphism = new Polymorphism<Mapper>(this);
    parts.inherits?.subclasses.push(this);
    this.#revision = mappers;
    for (let mapper = parts.inherits; mapper !== null; mapper = mapper.inherits) mapper.#revision = mappers;
  }

  /** @internal How many attributes its objects have, as far as is known. */
  get slotCount(): number {
    return this.#layout.size;
  }

  /** @internal Another number whenever a class below it is added: compiled statements that name it are then compiled anew. */
  get revision(): number {
    return this.#revision;
  }

  /** The class as the application extended it, as far as it has been seen. */
  get construct(): Construct {
    return this.#construct.current;
  }

  /** `User` */
  get name(): string {
    return this.#construct.current.name;
  }

  /** @internal Tells which class extends the one that `Base(…)` made: it is only known when it is used. */
  extendedBy(construct: object): void {
    this.#construct.extendedBy(construct);
  }

  /** @internal Of the class itself: properties that refer to other classes, as they were written. */
  get thunks(): ReadonlyMap<string, () => PropertyDefinition<unknown>> {
    return this.#thunks;
  }

  /** @internal The keys of the properties that refer to other classes, of parents too. */
  get thunkKeys(): readonly string[] {
    const inherited = this.#joinsParent ? (this.inherits?.thunkKeys ?? []) : [];
    return [...inherited, ...[...this.#thunks.keys()].filter((key) => !inherited.includes(key))];
  }

  /** @internal The attributes that are columns of its own. */
  get ownColumns(): readonly ColumnPlace[] {
    return this.#places;
  }

  // Tables -------------------------------------------------------------------------------------------------------

  /** The tables of the class and of those it inherits from, the root's first. */
  get tables(): readonly SchemaTable[] {
    const inherited = this.#joinsParent ? (this.inherits?.tables ?? []) : [];
    return inherited.includes(this.table) ? inherited : [...inherited, this.table];
  }

  /** @internal What a SELECT of it selects from: its table, or all of its tables joined. */
  get from(): FromNode {
    this.#from ??= this.#makeFrom();
    return this.#from;
  }

  /** @internal Of joined-table inheritance: which columns of the parent's tables the primary key of its own follows. */
  get inheritPairs(): readonly SyncPair[] {
    if (this.inheritance !== 'joined' || this.inherits === null) return [];
    const { name, table } = this;
    this.#inheritPairs ??= inheritPairs({ name, table, parentTables: this.inherits.tables });
    return this.#inheritPairs;
  }

  // Properties ---------------------------------------------------------------------------------------------------

  /** Columns, those of the parent first. */
  get columns(): readonly ColumnProperty[] {
    this.#columns ??= this.#makeColumns();
    return this.#columns;
  }

  /** What its objects are told apart by: of a class that inherits that of the root. @throws ArgumentError if there is none */
  get primaryKey(): readonly ColumnProperty[] {
    this.#primaryKey ??= this.#makePrimaryKey();
    return this.#primaryKey;
  }

  /** All properties by slot; slots of attributes that keep nothing are holes. Relationships are resolved, which all classes that they name must be loaded for. */
  get properties(): readonly Property[] {
    this.configure();
    return this.#properties;
  }

  get relationships(): readonly RelationshipProperty<Mapper>[] {
    this.configure();
    return this.#relationships;
  }

  /** Attributes that are SQL expressions, loaded as columns are and never written; not among {@link columns}. */
  get expressions(): readonly ColumnProperty[] {
    this.configure();
    return this.#expressions;
  }

  /** What SELECT can load into an object: columns, then expressions. */
  get readable(): readonly ColumnProperty[] {
    return this.expressions.length === 0 ? this.columns : [...this.columns, ...this.#expressions];
  }

  /** An attribute that stands for others: a hybrid, a synonym, a composite, an association proxy. */
  descriptor(key: string): AttributeDescriptor | undefined {
    this.configure();
    return this.#descriptors.get(key) ?? this.inherits?.descriptor(key);
  }

  property(key: string): Property | undefined {
    if (this.thunkKeys.includes(key)) this.configure();
    else void this.columns;
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
    void this.columns;
    return this.#byColumn.get(column);
  }

  /** The attribute of a column that must have one. */
  requireColumn(column: AnyColumn): ColumnProperty {
    const property = this.columnProperty(column);
    if (property !== undefined) return property;
    throw new InvalidRequestError(`${this.name} has no attribute for the column ${column.table.name}.${column.name}.`);
  }

  /** @internal Adds a property that was resolved: only while the mapper is configured. */
  addRelationship(property: RelationshipProperty<Mapper>): void {
    this.#addProperty(property);
    this.#relationships.push(property);
  }

  /** @internal */
  addExpression(property: ColumnProperty): void {
    this.#addProperty(property);
    this.#expressions.push(property);
  }

  /** @internal */
  addDescriptor(descriptor: AttributeDescriptor): void {
    this.#descriptors.set(descriptor.key, descriptor);
  }

  /** Whether there is an attribute of that name, a parent's among them. */
  hasAttribute(key: string): boolean {
    return this.#layout.find(key) !== undefined;
  }

  /** @internal Where the value of an attribute is in objects, known before the mapper is configured. */
  slotOf(key: string): number {
    const slot = this.#layout.find(key);
    if (slot !== undefined) return slot;
    throw new ArgumentError(`${this.name} has no attribute "${key}".`);
  }

  configure(): void {
    if (this.#isConfigured !== 'no') return;
    this.#isConfigured = 'under way';
    try {
      this.#inheritProperties();
      this.#configure(this);
      this.#isConfigured = 'yes';
    } catch (error) {
      this.#isConfigured = 'no';
      throw error;
    }
  }

  /** The parent's, but for those that the class redefines. A concrete class has relationships of its own. */
  #inheritProperties(): void {
    void this.columns;
    void this.primaryKey;
    void this.inheritPairs;
    this.polymorphism.check();
    this.#relationships.length = 0;
    this.#expressions.length = 0;
    if (this.inherits === null) return;
    this.inherits.configure();
    if (!this.#joinsParent) return;
    const isInherited = ({ key }: Property): boolean => !this.#thunks.has(key);
    for (const property of this.inherits.relationships.filter(isInherited)) this.addRelationship(property);
    for (const property of this.inherits.expressions.filter(isInherited)) this.addExpression(property);
  }

  get #joinsParent(): boolean {
    return this.inheritance !== 'concrete';
  }

  #makeFrom(): FromNode {
    if (this.inherits === null || !this.#joinsParent) return this.table.node;
    if (this.inheritance === 'single') return this.inherits.from;
    return joinedFrom(this.inherits.from, this.table.node, this.inheritPairs);
  }

  #makeColumns(): readonly ColumnProperty[] {
    const inherited = this.#joinsParent ? (this.inherits?.columns ?? []) : [];
    const columns = mergedColumns(
      this.name,
      inherited,
      this.#places.map((place) => placedColumn(this, place)),
    );
    for (const property of columns) {
      this.#addProperty(property);
      for (const column of property.columns) this.#byColumn.set(column, property);
    }
    return columns;
  }

  #makePrimaryKey(): readonly ColumnProperty[] {
    if (this.inherits !== null && this.#joinsParent)
      return this.inherits.primaryKey.map(({ key }) => this.columns.find((property) => property.key === key) as ColumnProperty);
    const { name, table, columns } = this;
    return primaryKeyOf({ name, table, columns, named: this.options.primaryKey });
  }

  #addProperty(property: Property): void {
    this.#properties[property.slot] = property;
    this.#byKey.set(property.key, property);
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

  // Objects ------------------------------------------------------------------------------------------------------

  /** @internal */
  newSlot(object: object, construct: object): InstanceSlot {
    this.#construct.extendedBy(construct);
    return this.#newState(this, object);
  }

  /** @internal */
  initialise(object: object, init: unknown): void {
    listenersOf(this)?.emit('init', object, init);
    this.#construct.probe();
    if (init !== undefined) {
      this.configure();
      assignAttributes(object, init, this, this.#byKey);
    }
    this.polymorphism.identify(object, (MappedObject.slotOf(object) as InstanceSlot).values);
  }

  /** @internal Makes an object of the application's own class one of this mapper. */
  adopt(object: object): InstanceSlot {
    const slot = this.#newState(this, object);
    giveSlot(object, slot);
    this.#construct.takeFields(object);
    this.polymorphism.identify(object, slot.values);
    return slot;
  }

  /** @internal An object for a row. @throws InvalidRequestError where the class that the application made was not seen */
  materialize(slot: InstanceSlot): object {
    if (this.inherits !== null && !this.#construct.isSeen) throw this.polymorphism.unseen();
    return this.#construct.materialize(slot);
  }

  /** @internal Refuses class fields in place of mapped attributes. */
  checkFields(object: object): void {
    this.#construct.checkFields(object);
  }

  toString(): string {
    return `Mapper[${this.name}(${this.table.fullname})]`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

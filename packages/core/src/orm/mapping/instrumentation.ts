import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { AttributeDescriptor } from './attribute-descriptor.ts';
import { type InstanceSlot, MappedObject } from './instance-slot.ts';
import type { Mapper } from './mapper.ts';
import type { RelationshipProperty } from './relationship-property.ts';
import { trackedValue, untracked } from './tracked-value.ts';
import { validatorOf } from './validator-of.ts';

/** Gives a prototype the attributes that a class adds to those of its parent: reading one does no I/O, writing one is noticed. */
export function installAttributes(prototype: object, mapper: Mapper): void {
  const isOwn = (key: string): boolean => mapper.inherits?.hasAttribute(key) !== true;
  for (const { key } of mapper.ownColumns) checkFree(prototype, key, mapper);
  for (const key of mapper.thunks.keys()) checkFree(prototype, key, mapper);
  for (const { key } of mapper.ownColumns) if (isOwn(key)) install(prototype, key, mapper.slotOf(key), mapper);
  // What they are is known once the mapper is configured, which is when an object has something in them.
  for (const key of mapper.thunks.keys()) installLater(prototype, key, mapper);
  for (const key of missingInConcrete(mapper)) refuse(prototype, key, mapper);
  for (const key of Object.keys(mapper.options.validates ?? {}))
    if (!isOwn(key) && !mapper.thunks.has(key)) installLater(prototype, key, mapper);
    else if (!mapper.hasAttribute(key)) throw new ArgumentError(`The option "validates" names "${key}", which is no attribute.`);
}

/** Refuses an attribute that would take the place of what the class, or one above it, has by that name. */
function checkFree(prototype: object, key: string, { inherits, name }: Mapper): void {
  if (!(key in prototype) || inherits?.hasAttribute(key) === true) return;
  throw new ArgumentError(
    `The attribute "${key}" of ${name} would take the place of a method or accessor of that name. Call one of them differently.`,
  );
}

/** What is no column is not inherited by a class with a table of its own: no foreign keys refer to that. */
function missingInConcrete({ inheritance, inherits, thunks }: Mapper): readonly string[] {
  if (inheritance !== 'concrete' || inherits === null) return [];
  return inherits.thunkKeys.filter((key) => !thunks.has(key));
}

function refuse(prototype: object, key: string, mapper: Mapper): void {
  const missing = (): never => {
    throw new InvalidRequestError(
      `Concrete ${mapper} does not implement attribute "${key}" at the instance level. Add this property explicitly to ${mapper.name}.`,
    );
  };
  Object.defineProperty(prototype, key, { get: missing, set: missing, configurable: true });
}

function install(prototype: object, key: string, slot: number, mapper: Mapper): void {
  const validate = validatorOf(mapper, key);
  let isTracked: boolean | null = null;
  define(prototype, key, {
    get() {
      const state = MappedObject.slotOf(this) as InstanceSlot;
      const value = state.values[slot];
      if (value === undefined) return state.absent(slot);
      if (typeof value !== 'object' || value === null) return value;
      isTracked ??= takesObjects(mapper, key);
      return isTracked ? trackedValue(state, slot, value) : value;
    },
    set(value) {
      const state = MappedObject.slotOf(this) as InstanceSlot;
      const given = validate === null ? value : validate(this, value);
      state.set(slot, typeof given === 'object' ? untracked(state, slot, given) : given);
    },
  });
}

/** Whether values of an attribute may be changed in place: JSON, arrays, and types around them. */
function takesObjects(mapper: Mapper, key: string): boolean {
  const property = mapper.property(key);
  return property?.kind === 'column' && property.expression === undefined && property.column.type.takesObjects === true;
}

function installRelationship(prototype: object, { key, slot, isCollection }: RelationshipProperty<Mapper>, mapper: Mapper): void {
  const validate = validatorOf(mapper, key);
  define(prototype, key, {
    get() {
      const state = MappedObject.slotOf(this) as InstanceSlot;
      const value = state.values[slot];
      return value === undefined ? state.absent(slot) : value;
    },
    // The objects of a collection are validated one by one, when they become part of it.
    set(value) {
      (MappedObject.slotOf(this) as InstanceSlot).set(slot, validate === null || isCollection ? value : validate(this, value));
    },
  });
}

function installLater(prototype: object, key: string, mapper: Mapper): void {
  const settle = (): void => installSettled(prototype, key, mapper);
  define(prototype, key, {
    get() {
      settle();
      return (this as Readonly<Record<string, unknown>>)[key];
    },
    set(value) {
      settle();
      (this as Record<string, unknown>)[key] = value;
    },
  });
}

function installSettled(prototype: object, key: string, mapper: Mapper): void {
  const descriptor = mapper.descriptor(key);
  if (descriptor !== undefined) return installDescriptor(prototype, descriptor, mapper);
  const property = mapper.requireProperty(key);
  if (property.kind === 'relationship') return installRelationship(prototype, property, mapper);
  install(prototype, key, property.slot, mapper);
  if (property.expression === undefined) return;
  const { get } = Object.getOwnPropertyDescriptor(prototype, key) as PropertyDescriptor;
  const set = (): never => {
    throw new InvalidRequestError(`${mapper.name}.${key} is an SQL expression, which is read-only.`);
  };
  Object.defineProperty(prototype, key, { get, set, enumerable: true, configurable: true });
}

function installDescriptor(prototype: object, descriptor: AttributeDescriptor, mapper: Mapper): void {
  const validate = validatorOf(mapper, descriptor.key);
  define(prototype, descriptor.key, {
    get() {
      return descriptor.get(this);
    },
    set(value) {
      descriptor.set(this, validate === null ? value : validate(this, value));
    },
  });
}

interface Accessors {
  get(this: object): unknown;
  set(this: object, value: unknown): void;
}

function define(prototype: object, key: string, accessors: Accessors): void {
  Object.defineProperty(prototype, key, { ...accessors, enumerable: true, configurable: true });
}

import { inspect, type InspectOptions } from 'node:util';
import type { Mapper, Property } from '../mapping/mapper.ts';
import { objectTexts } from '../mapping/object-texts.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { adapterOf } from './collection.ts';
import { findState, type InstanceState } from './instance-state.ts';

/**
 * Gives objects of mapped classes a text: `console.log(user)`, `String(user)`, `JSON.stringify(user)`. Nothing is loaded for
 * it, and nothing that is not loaded is an error. A class that has a text of its own keeps it.
 */
export function installTexts(prototype: object): void {
  for (const [name, value] of Object.entries({ toString: textOf, toJSON: jsonOf })) install(prototype, name, value);
  install(prototype, inspect.custom, inspected);
  install(prototype, copied, [original]);
  Object.defineProperty(prototype, original, { get: originalOf, configurable: true });
  Object.defineProperty(prototype, Symbol.toStringTag, { get: tagOf, configurable: true });
}

objectTexts.install = installTexts;

function install(prototype: object, name: string | symbol, value: unknown): void {
  if (Object.hasOwn(prototype, name)) return;
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

// Text -------------------------------------------------------------------------------------------------------------

const tags = new WeakMap<object, string>();
let tagged = 0;

/**
 * `[object User #3]`, of each object another. What test libraries compare are the own properties of objects, of which there
 * are none: without it, `toEqual` and `deepEqual` would find any two objects of a class equal.
 */
function tagOf(this: object): string {
  const known = tags.get(this);
  if (known !== undefined) return known;
  tagged += 1;
  const tag = `${this.constructor.name} #${tagged}`;
  tags.set(this, tag);
  return tag;
}

/** `<User 5>`, `<User (new)>` */
function textOf(this: object): string {
  const state = findState(this);
  if (state === null) return Object.prototype.toString.call(this);
  const key = state.key === null ? '(new)' : keyOf(state).map(String).join(', ');
  return `<${state.mapper.name} ${key}>`;
}

const printing = new Set<object>();
const absent = { [inspect.custom]: () => '<not loaded>' };

/** `User { id: 1, name: 'sandy', addresses: <not loaded> }`; an object inside itself is `<User 1>`. */
function inspected(this: object, depth: number | null, options: InspectOptions): string {
  const state = findState(this);
  if (state === null || (depth !== null && depth < 0) || printing.has(this)) return textOf.call(this);
  printing.add(this);
  try {
    return `${state.mapper.name} ${inspect(shown(state), { ...options, depth })}`;
  } finally {
    printing.delete(this);
  }
}

function shown(state: InstanceState): object {
  const attributes: Record<string, unknown> = {};
  for (const property of state.mapper.properties) {
    if (property === undefined) continue;
    const value = state.values[property.slot];
    if (value !== undefined) put(attributes, property.key, collectionOf(value) ?? value);
    else if (state.key !== null) put(attributes, property.key, absent);
  }
  for (const [key, value] of Object.entries(state.object)) put(attributes, key, value);
  return attributes;
}

/** A collection without the means by which its changes are noticed. */
function collectionOf(value: unknown): unknown {
  const adapter = adapterOf(value);
  if (adapter === null) return null;
  if (value instanceof Map) return new Map(value as Map<unknown, object>);
  return value instanceof Set ? new Set(adapter.objects()) : Array.from(adapter.objects());
}

// JSON -------------------------------------------------------------------------------------------------------------

/**
 * What is loaded, as plain data: bigint and dates as text, binary as base64, a Map as an object. The way back of a
 * relationship is left out, and an object inside itself is its key alone. So is one that was written before, once
 * {@link repetitions} others were: where all objects lead to all, there is no end of ways through them.
 */
function jsonOf(this: object): unknown {
  if (Object.hasOwn(this, original)) return printed((this as { [original]: () => object })[original]());
  const state = findState(this);
  return state === null ? { ...this } : plainObject(state, null, [], { met: new Set(), repeated: 0 });
}

const repetitions = 10_000;

/** What a text has so far. */
interface Written {
  readonly met: Set<object>;
  repeated: number;
}

function plainObject(
  state: InstanceState,
  by: RelationshipProperty<Mapper> | null,
  path: readonly object[],
  written: Written,
): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  const isShort = path.includes(state.object) || isOnceTooOften(state.object, written);
  const properties: readonly (Property | undefined)[] = isShort ? state.mapper.primaryKey : state.mapper.properties;
  for (const property of properties) {
    if (property === undefined || (by !== null && property === by.reverse)) continue;
    const value = state.values[property.slot];
    if (value === undefined) continue;
    if (property.kind === 'column') put(plain, property.key, plainValue(value));
    else put(plain, property.key, related(value, property, [...path, state.object], written));
  }
  if (!isShort) for (const [key, value] of Object.entries(state.object)) put(plain, key, plainValue(value));
  return plain;
}

function isOnceTooOften(object: object, written: Written): boolean {
  if (written.met.has(object)) return ++written.repeated > repetitions;
  written.met.add(object);
  return false;
}

function related(value: unknown, property: RelationshipProperty<Mapper>, path: readonly object[], written: Written): unknown {
  const plain = (object: unknown): unknown => {
    const state = findState(object);
    return state === null ? plainValue(object) : plainObject(state, property, path, written);
  };
  const adapter = adapterOf(value);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, object]) => [String(key), plain(object)]));
  return adapter === null ? plain(value) : adapter.objects().map(plain);
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plainValue);
  if (value instanceof Set) return [...value].map(plainValue);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [String(key), plainValue(one)]));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainValue(one)]));
}

// Copies -----------------------------------------------------------------------------------------------------------

/** By this jest asks what of an object to copy before it prints a difference; else it reads all attributes, loaded or not. */
const copied = Symbol.for('@jest/serializableProperties');
const original = Symbol('original');

/** A function, which is not copied. */
function originalOf(this: object): () => object {
  return () => this;
}

/** What a copy prints as: `User #3 { "id": 1, "addresses": "<not loaded>" }`. */
function printed(object: object): object {
  const state = findState(object);
  const plain = jsonOf.call(object) as object;
  for (const property of state?.key == null ? [] : state.mapper.properties)
    if (property !== undefined && state?.values[property.slot] === undefined) put(plain, property.key, '<not loaded>');
  const named = Object.defineProperty(() => {}, 'name', { value: tagOf.call(object) });
  return Object.setPrototypeOf(plain, { constructor: named });
}

function keyOf({ mapper, values }: InstanceState): readonly unknown[] {
  return mapper.primaryKey.map(({ slot }) => values[slot]);
}

/** As a property of its own, whatever it is called. */
function put(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

import type { TypeEngine } from './type-engine.ts';

/** An argument of a type as its repr shows it: `length=30`, or `'red'` where it has no name. */
export type ShownArgument = readonly [name: string | null, value: string | number | boolean];

/** What sets one type apart from others of its family. */
export interface TypeDefinition<T> {
  readonly typeName: string;
  readonly encode?: ((value: T) => unknown) | undefined;
  readonly decode?: ((value: unknown) => T) | undefined;
  /** The arguments that differ from the defaults. All of them: two types that print alike must behave alike. */
  readonly shown?: readonly ShownArgument[];
}

/** A type that is written bare or called: `t.Integer` and `t.Integer()` are one and the same value. */
export type BareType<T> = TypeEngine<T> & (() => TypeEngine<T>);

const structuralTypes = new WeakSet<object>();

/** Makes a frozen type. `own` are the fields that only this family has, such as `length`. */
export function defineType<T, Own extends object>(definition: TypeDefinition<T>, own: Own): TypeEngine<T> & Readonly<Own> {
  return finish({}, definition, own);
}

/** Makes a frozen type that can be called to get a variant of itself, so that `t.String` is `t.String()`. */
export function defineCallableType<T, Own extends object, Call extends (...args: never[]) => unknown>(
  call: Call,
  definition: TypeDefinition<T>,
  own: Own,
): TypeEngine<T> & Readonly<Own> & Call {
  return finish(call, definition, own);
}

/** Makes a frozen type without arguments. */
export function defineBareType<T>(definition: TypeDefinition<T>): BareType<T> {
  const type: BareType<T> = defineCallableType(() => type as TypeEngine<T>, definition, {});
  return type;
}

/**
 * A text that is the same for two types exactly if they behave the same; null for a type that was not made here, whose
 * repr cannot be trusted.
 */
export function structuralKey(type: TypeEngine<unknown>): string | null {
  return structuralTypes.has(type) ? String(type) : null;
}

function finish<Target extends object, T, Own extends object>(
  target: Target,
  definition: TypeDefinition<T>,
  own: Own,
): TypeEngine<T> & Readonly<Own> & Target {
  const repr = `${definition.typeName}(${(definition.shown ?? []).map(showArgument).join(', ')})`;
  const print = (): string => repr;
  define(target, 'typeName', definition.typeName, true);
  if (definition.encode !== undefined) define(target, 'encode', definition.encode, false);
  if (definition.decode !== undefined) define(target, 'decode', definition.decode, false);
  for (const [name, value] of Object.entries(own)) define(target, name, value, true);
  define(target, 'toString', print, false);
  define(target, Symbol.for('nodejs.util.inspect.custom'), print, false);
  structuralTypes.add(target);
  return Object.freeze(target) as TypeEngine<T> & Readonly<Own> & Target;
}

/** Assigning would fail: a callable type is a function, whose own `length` cannot be written, only defined anew. */
function define(target: object, key: PropertyKey, value: unknown, enumerable: boolean): void {
  Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: false });
}

function showArgument([name, value]: ShownArgument): string {
  const shown = typeof value !== 'string' ? `${value}` : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return name === null ? shown : `${name}=${shown}`;
}

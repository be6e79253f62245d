import { ArgumentError } from '../errors/argument-errors.ts';
import type { DefinedType, TypeDialect, TypeEngine, TypeCodec } from './type-engine.ts';

/** An argument of a type as its repr shows it: `length=30`, or `'red'` where it has no name. */
export type ShownArgument = readonly [name: string | null, value: string | number | boolean | TypeEngine<unknown>];

/** What sets one type apart from others of its family. */
export interface TypeDefinition<T> {
  /** As {@link TypeEngine.typeName}. */
  readonly typeName: string;
  /** The name in SQL that was asked for; absent: the dialect chooses one for `typeName`. */
  readonly sqlName?: string | undefined;
  /** How it prints; absent: by its name and arguments. */
  readonly repr?: string | undefined;
  /** As {@link TypeCodec.encode}. */
  readonly encode?: ((value: T) => unknown) | undefined;
  /** As {@link TypeCodec.decode}. */
  readonly decode?: ((value: unknown) => T) | undefined;
  /** The arguments that differ from the defaults. All of them: two types that print alike must behave alike. */
  readonly shown?: readonly ShownArgument[];
  /** As {@link TypeEngine.takesObjects}. */
  readonly takesObjects?: boolean | undefined;
  /** As {@link TypeEngine.operandType}. */
  readonly operandType?: TypeEngine<unknown> | undefined;
  /** As {@link TypeEngine.coerceComparedValue}. */
  readonly coerceComparedValue?: ((value: unknown) => TypeEngine<unknown>) | undefined;
  /** As {@link TypeEngine.inDialect}. */
  readonly inDialect?: TypeEngine<unknown>['inDialect'];
  /** As {@link TypeEngine.implIn}. */
  readonly implIn?: ((this: void, dialect: TypeDialect) => TypeEngine<unknown>) | undefined;
  /** As {@link TypeEngine.adapt}. */
  readonly adapt?: ((this: void, dialect: TypeDialect) => TypeCodec<unknown>) | undefined;
}

/** A type that is written bare or called: `t.Integer` and `t.Integer()` are one and the same value. */
export type BareType<T> = DefinedType<T> & (() => DefinedType<T>);

/** Makes a frozen type. `own` are the fields that only this family has, such as `length`. */
export function defineType<T, Own extends object>(definition: TypeDefinition<T>, own: Own): DefinedType<T> & Readonly<Own> {
  return finish({}, definition, own);
}

/** Makes a frozen type that can be called to get a variant of itself, so that `t.String` is `t.String()`. */
export function defineCallableType<T, Own extends object, Call extends (...args: never[]) => unknown>(
  call: Call,
  definition: TypeDefinition<T>,
  own: Own,
): DefinedType<T> & Readonly<Own> & Call {
  return finish(call, definition, own);
}

/**
 * Makes a frozen type without arguments.
 *
 * @example const INET4: BareType<string> = defineBareType<string>({ typeName: 'INET4' });
 */
export function defineBareType<T>(definition: TypeDefinition<T>): BareType<T> {
  const type: BareType<T> = defineCallableType(() => type as DefinedType<T>, definition, {});
  return type;
}

// Structure ----------------------------------------------------------------------------------------------------------

const structures = new WeakMap<object, () => string | null>();

/**
 * A text that is the same for two types exactly if they behave the same; null for a type that was not made here, whose
 * repr cannot be trusted, and for one that does not say what it depends on.
 */
export function structuralKey(type: TypeEngine<unknown>): string | null {
  return structures.get(type)?.() ?? null;
}

/**
 * Whether something is a type: one that was made here, a TypeDecorator, or one of your own, which has functions. Never what
 * only has the shape of one, as JSON can: parts of a type go into SQL.
 */
export function isTypeEngine(value: unknown): value is TypeEngine<unknown> {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return false;
  const { typeName, encode, decode } = value as Partial<TypeEngine<unknown>>;
  return structures.has(value) || (typeof typeName === 'string' && [encode, decode].some((one) => typeof one === 'function'));
}

/** Says what {@link structuralKey} is for a type. */
export function registerStructure(type: object, key: () => string | null): void {
  structures.set(type, key);
}

// Variants -----------------------------------------------------------------------------------------------------------

interface Variants {
  readonly base: TypeEngine<unknown>;
  readonly byDialect: ReadonlyMap<string, TypeEngine<unknown>>;
}

const variantsOf = new WeakMap<object, Variants>();

/** What every type's `withVariant` does. */
export function withVariant<T>(type: TypeEngine<T>, variant: TypeEngine<T>, dialectNames: readonly string[]): DefinedType<T> {
  if (dialectNames.length === 0) throw new ArgumentError("withVariant() takes a type and the names of dialects: 'mysql'.");
  if (variantsOf.has(variant))
    throw new ArgumentError('A variant has variants itself. Give them to the type that it stands in for.');
  const known = variantsOf.get(type);
  const base = known?.base ?? type;
  const byDialect = new Map(known?.byDialect);
  for (const name of dialectNames) {
    if (byDialect.has(name))
      throw new ArgumentError(`The type has a variant for the dialect '${name}' already. Name each dialect once.`);
    byDialect.set(name, variant);
  }
  return variantType(base as TypeEngine<T>, byDialect);
}

function variantType<T>(base: TypeEngine<T>, byDialect: Variants['byDialect']): DefinedType<T> {
  const { typeName, sqlName, encode, decode, takesObjects, operandType, implIn, adapt } = base;
  const inDialect = (names: readonly string[]): TypeEngine<unknown> => {
    const name = names.find((candidate) => byDialect.has(candidate));
    return name === undefined ? base : (byDialect.get(name) as TypeEngine<unknown>);
  };
  const coerceComparedValue = base.coerceComparedValue?.bind(base);
  const definition = {
    typeName,
    sqlName,
    repr: String(base),
    encode,
    decode,
    takesObjects,
    operandType,
    coerceComparedValue,
    inDialect,
    implIn,
    adapt,
  };
  const type = defineType(definition as TypeDefinition<T>, ownFields(base));
  variantsOf.set(type, { base, byDialect });
  registerStructure(type, () => variantKey(base, byDialect));
  return type;
}

/** The length of a text and the like, for whoever reads the type. */
function ownFields(base: TypeEngine<unknown>): object {
  return Object.fromEntries(Object.entries(base).filter(([key]) => !(key in commonFields)));
}

const commonFields = { typeName: 0, sqlName: 0, takesObjects: 0, operandType: 0, impl: 0 };

function variantKey(base: TypeEngine<unknown>, byDialect: Variants['byDialect']): string | null {
  let key = structuralKey(base);
  for (const [name, variant] of byDialect) {
    const variantStructure = structuralKey(variant);
    if (key === null || variantStructure === null) return null;
    key += `.withVariant(${variantStructure}, ${quoted(name)})`;
  }
  return key;
}

// Making -------------------------------------------------------------------------------------------------------------

const hidden = ['encode', 'decode', 'inDialect', 'implIn', 'adapt', 'coerceComparedValue'] as const;
const visible = ['typeName', 'sqlName', 'takesObjects', 'operandType'] as const;

function finish<Target extends object, T, Own extends object>(
  target: Target,
  definition: TypeDefinition<T>,
  own: Own,
): DefinedType<T> & Readonly<Own> & Target {
  const arguments_ = definition.shown ?? [];
  const repr = definition.repr ?? `${definition.sqlName ?? definition.typeName}(${arguments_.map(showArgument).join(', ')})`;
  const print = (): string => repr;
  for (const name of visible) if (definition[name] !== undefined) define(target, name, definition[name], true);
  for (const name of hidden) if (definition[name] !== undefined) define(target, name, definition[name], false);
  for (const [name, value] of Object.entries(own)) define(target, name, value, true);
  define(target, 'toString', print, false);
  define(target, Symbol.for('nodejs.util.inspect.custom'), print, false);
  define(target, 'withVariant', variantMaker(target as unknown as TypeEngine<T>), false);
  registerStructure(target, () => (arguments_.every(isKnown) ? repr : null));
  return Object.freeze(target) as DefinedType<T> & Readonly<Own> & Target;
}

function variantMaker<T>(type: TypeEngine<T>) {
  return (variant: TypeEngine<T>, ...names: readonly string[]) => withVariant(type, variant, names);
}

/** Assigning would fail: a callable type is a function, whose own `length` cannot be written, only defined anew. */
function define(target: object, key: PropertyKey, value: unknown, enumerable: boolean): void {
  Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: false });
}

function isKnown([, value]: ShownArgument): boolean {
  return !isType(value) || structuralKey(value) !== null;
}

function isType(value: ShownArgument[1]): value is TypeEngine<unknown> {
  return typeof value === 'object' || typeof value === 'function';
}

function showArgument([name, value]: ShownArgument): string {
  const shown = typeof value === 'string' ? quoted(value) : isType(value) ? (structuralKey(value) ?? String(value)) : `${value}`;
  return name === null ? shown : `${name}=${shown}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

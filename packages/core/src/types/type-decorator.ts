import { ArgumentError } from '../errors/argument-errors.ts';
import { warn } from '../util/warn.ts';
import { registerStructure, structuralKey, withVariant } from './define-type.ts';
import type { DefinedType, TypeCodec, TypeDialect, TypeEngine } from './type-engine.ts';

/**
 * A type of your own, around one that the database knows: `T` is what the application sees, `D` what `impl` takes.
 * NULL stays null and reaches none of the methods.
 *
 * @example
 * class Tags extends t.TypeDecorator<readonly string[], string> {
 *   readonly impl = t.String(200);
 *   override readonly cacheOk = true;
 *   processBindParam(tags: readonly string[]) { return tags.join(','); }
 *   processResultValue(text: string) { return text.split(','); }
 * }
 * column(new Tags())
 */
export abstract class TypeDecorator<T, D = T> implements DefinedType<T> {
  /** The type it is made of. */
  abstract readonly impl: TypeEngine<D>;
  /**
   * True: two instances whose public fields are equal behave the same, so that compiled statements can be kept.
   * False: statements with this type are compiled anew each time.
   */
  readonly cacheOk?: boolean;
  /** Objects and arrays may be values. */
  readonly takesObjects: boolean = true;
  declare readonly _valueType?: T;

  constructor() {
    registerStructure(this, () => this.#structure());
  }

  get typeName(): string {
    return this.impl.typeName;
  }

  /** Turns a value into one of `impl`. Default: the value itself. */
  processBindParam?(value: T, dialect: TypeDialect): D | null;
  /** Turns a value of `impl` into one of this type. Default: the value itself. */
  processResultValue?(value: D, dialect: TypeDialect): T | null;
  /** Another type than `impl` in some databases. */
  loadDialectImpl?(dialect: TypeDialect): TypeEngine<D>;

  coerceComparedValue(_value: unknown): TypeEngine<unknown> {
    return this;
  }

  withVariant(type: TypeEngine<T>, ...dialectNames: readonly [string, ...string[]]): DefinedType<T> {
    return withVariant(this, type, dialectNames);
  }

  /** For the compiler: the type that it has in a database. */
  get implIn(): (dialect: TypeDialect) => TypeEngine<unknown> {
    return (dialect) => this.loadDialectImpl?.(dialect) ?? this.impl;
  }

  /** For the compiler: how values travel. */
  get adapt(): (dialect: TypeDialect) => TypeCodec<unknown> {
    return (dialect) => {
      const inner = dialect.codecOf(this.implIn(dialect));
      return { encode: this.#encoder(inner, dialect), decode: this.#decoder(inner, dialect) };
    };
  }

  #encoder({ encode }: TypeCodec<unknown>, dialect: TypeDialect) {
    return (value: unknown): unknown => {
      const bound = this.processBindParam === undefined ? value : this.processBindParam(value as T, dialect);
      if (bound === undefined) throw new ArgumentError(`${String(this)} made undefined of a value. Return null for SQL NULL.`);
      return bound === null || encode === undefined ? bound : encode(bound);
    };
  }

  #decoder({ decode }: TypeCodec<unknown>, dialect: TypeDialect) {
    return (value: unknown): unknown => {
      const plain = decode === undefined ? value : decode(value);
      return this.processResultValue === undefined ? plain : this.processResultValue(plain as D, dialect);
    };
  }

  #structure(): string | null {
    if (this.cacheOk === undefined) warnOnce(this.constructor);
    return this.cacheOk === true ? fieldsKey(this) : null;
  }

  toString(): string {
    return `${this.constructor.name}()`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

const warned = new WeakSet<object>();

function warnOnce(ofClass: { readonly name: string } & object): void {
  if (warned.has(ofClass)) return;
  warned.add(ofClass);
  warn(
    `TypeDecorator ${ofClass.name} will not produce a cache key because its "cacheOk" is not set: statements with it are compiled each time. Set it to true if its public fields say all that it depends on, else to false.`,
  );
}

let classes = 0;
const numberOfClass = new WeakMap<object, number>();

/** Two classes may have the same name. */
function classKey(ofClass: object): number {
  const known = numberOfClass.get(ofClass);
  if (known !== undefined) return known;
  classes += 1;
  numberOfClass.set(ofClass, classes);
  return classes;
}

function fieldsKey(decorator: object): string | null {
  let key = `decorator${classKey(decorator.constructor)}(`;
  for (const [name, value] of Object.entries(decorator)) {
    const field = fieldKey(value);
    if (field === null) return null;
    key += `${name}=${field};`;
  }
  return `${key})`;
}

/** Null for what cannot be compared by its text. */
function fieldKey(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
    case 'boolean':
    case 'bigint':
    case 'undefined':
      return `${typeof value}:${Object.is(value, -0) ? '-0' : String(value)}`;
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? listKey(value) : structuralKey(value as TypeEngine<unknown>);
    case 'function':
      return structuralKey(value as unknown as TypeEngine<unknown>);
    default:
      return null;
  }
}

function listKey(values: readonly unknown[]): string | null {
  const keys = values.map(fieldKey);
  return keys.includes(null) ? null : `[${keys.join(',')}]`;
}

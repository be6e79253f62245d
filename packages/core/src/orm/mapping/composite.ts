import { ArgumentError } from '../../errors/argument-errors.ts';
import { and, or } from '../../sql/and-or-not.ts';
import { ExpressionElement } from '../../sql/clause-element.ts';
import type { ColumnElement } from '../../sql/column-element.ts';
import type { BundleNode } from '../../sql/nodes/expression-nodes.ts';
import { nullType } from '../../types/null-type.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { AttributeDefinition } from './attribute-definition.ts';
import type { Mapper } from './mapper.ts';

type AnyColumn = ColumnElement<unknown, string>;
type ValueClass<T> = new (...values: never[]) => T;

/** A composite as it was written: `T` is the class of its values, `N` are the attributes they are made of. */
export class CompositeDefinition<out T, out N extends string> extends AttributeDefinition<T> {
  readonly kind = 'composite';
  readonly attributes: readonly N[];
  readonly #construct: ValueClass<T>;

  /** @internal */
  constructor(construct: ValueClass<T>, attributes: readonly N[]) {
    super();
    this.#construct = construct;
    this.attributes = attributes;
  }

  attach(mapper: Mapper, key: string): void {
    const parts = new Composite(this.#construct as ValueClass<object>, this.attributes, `${mapper.name}.${key}`);
    for (const attribute of this.attributes) mapper.requireProperty(attribute);
    mapper.addDescriptor({
      key,
      get: (object) => parts.read(object as Record<string, unknown>),
      set: (object, value) => parts.write(object as Record<string, unknown>, value),
      spread: (value) => parts.spread(value),
      attributeOf: ({ c }) =>
        new CompositeAttribute(
          key,
          parts.attributes.map((attribute) => c[attribute] as AnyColumn),
          parts,
        ),
    });
  }
}

/**
 * A value that several columns hold together: the constructor of its class takes them in this order, and what it is made
 * of are its properties in that order, or what a method `compositeValues()` gives. What is read is frozen: assign a new
 * value to change it.
 *
 * @example
 * class Point {
 *   readonly x: number;
 *   readonly y: number;
 *   constructor(x: number, y: number) {
 *     this.x = x;
 *     this.y = y;
 *   }
 * }
 * class Place extends Base('place', {
 *   id: mappedColumn(t.Integer, { primaryKey: true }),
 *   x: mappedColumn(t.Integer),
 *   y: mappedColumn(t.Integer),
 *   at: composite(Point, 'x', 'y'),
 * }) {}
 */
export function composite<T, const N extends readonly [string, ...string[]]>(
  construct: ValueClass<T>,
  ...attributes: N
): CompositeDefinition<T, N[number]> {
  return new CompositeDefinition<T, N[number]>(construct, attributes);
}

/** A composite in statements: its columns, compared all at once, or selected as one value. */
export class CompositeAttribute<const out K extends string, T, out S extends string = never> extends ExpressionElement<T, S> {
  /** What rows call it. */
  readonly key: K;
  readonly node: BundleNode;
  readonly columns: readonly AnyColumn[];
  readonly #parts: Composite;

  /** @internal */
  constructor(key: K, columns: readonly AnyColumn[], parts: Composite) {
    super();
    this.key = key;
    this.columns = columns;
    this.#parts = parts;
    const elements = columns.map(({ node }) => node);
    this.node = { kind: 'bundle', name: key, elements, maker: parts.uid, make: parts.made, type: nullType };
  }

  /** All columns are equal; with null, all are NULL. */
  eq(value: T | null | CompositeAttribute<string, T, string>): ColumnElement<boolean> {
    return and(...this.#pairs(value).map(([column, one]) => column.eq(one as never)));
  }

  /** One of the columns is not equal. */
  ne(value: T | null | CompositeAttribute<string, T, string>): ColumnElement<boolean> {
    return or(...this.#pairs(value).map(([column, one]) => column.ne(one as never)));
  }

  in(values: readonly T[]): ColumnElement<boolean> {
    return or(false, ...values.map((value) => this.eq(value)));
  }

  #pairs(value: unknown): readonly (readonly [AnyColumn, unknown])[] {
    const others = value instanceof CompositeAttribute ? value.columns : this.#parts.valuesOf(value);
    return this.columns.map((column, index) => [column, others[index]]);
  }
}

let composites = 0;

/** How values of a class are made of attributes, and taken apart. */
class Composite {
  readonly uid: number;
  readonly attributes: readonly string[];
  readonly #construct: ValueClass<object>;
  readonly #name: string;
  readonly #known = new WeakMap<object, { readonly parts: readonly unknown[]; readonly value: object | null }>();

  constructor(construct: ValueClass<object>, attributes: readonly string[], name: string) {
    composites += 1;
    this.uid = composites;
    this.#construct = construct;
    this.attributes = attributes;
    this.#name = name;
  }

  /** A value of what the columns have; null where all of them are NULL. */
  readonly made = (parts: readonly unknown[]): object | null =>
    parts.every((part) => part === null) ? null : Object.freeze(new this.#construct(...(parts as never[])));

  /** The value, the same one as long as its columns are; null where all of them are. */
  read(object: Record<string, unknown>): object | null {
    const parts = this.attributes.map((attribute) => object[attribute]);
    const known = this.#known.get(object);
    if (known?.parts.every((part, index) => part === parts[index]) === true) return known.value;
    const value = this.made(parts);
    this.#known.set(object, { parts, value });
    return value;
  }

  write(object: Record<string, unknown>, value: unknown): void {
    Object.assign(object, this.spread(value));
  }

  /** Its parts by the attributes that hold them. */
  spread(value: unknown): Readonly<Record<string, unknown>> {
    const parts = this.valuesOf(value);
    return Object.fromEntries(this.attributes.map((attribute, index) => [attribute, parts[index]]));
  }

  valuesOf(value: unknown): readonly unknown[] {
    if (value === null) return this.attributes.map(() => null);
    if (!(value instanceof this.#construct))
      throw new ArgumentError(`${this.#name} takes a ${this.#construct.name}, or null; it got ${kindOfValue(value)}.`);
    const own = value as { readonly compositeValues?: () => readonly unknown[] };
    const parts = own.compositeValues?.() ?? Object.values(value);
    if (parts.length === this.attributes.length) return parts;
    throw new ArgumentError(
      `${this.#name} has ${this.attributes.length} columns, and its ${this.#construct.name} ${parts.length} values. Give the class a method compositeValues() that returns them in the order of the columns.`,
    );
  }
}

import { boolean } from '../types/boolean.ts';
import type { TypeEngine } from '../types/type-engine.ts';
import { ExpressionElement, type QueryElement, type TextFragment } from './clause-element.ts';
import { expressionNode } from './coerce.ts';
import type { ColumnNode, LabelNode } from './nodes/expression-nodes.ts';
import { negatedNode, unaryNode } from './nodes/make-nodes.ts';
import type { ExpressionNode } from './nodes/sql-node.ts';
import { arithmetic, collate, concat, customOperator } from './operations/arithmetic.ts';
import { between, comparison } from './operations/comparison.ts';
import { arrayComparison } from './operations/array.ts';
import { type ElementOf, element, elementAs, elementAsNumeric, slice } from './operations/element.ts';
import { junction } from './operations/junction.ts';
import { castNode, labelNode } from './operations/label-and-cast.ts';
import { membership } from './operations/membership.ts';
import { affixLike, type EscapeOption, like, type LikeOptions, match, regexpMatch, regexpReplace } from './operations/pattern.ts';

/** What an operator takes beside an expression of type `T`: a value, null, another expression, or a piece of text. */
export type Operand<T> = T | null | ExpressionElement<T | null, string> | TextFragment;

/** What `in()` takes: values, expressions, a query, or an expanding parameter. */
export type Membership<T> = readonly Operand<T>[] | QueryElement<T | null> | ColumnElement<unknown, string> | TextFragment;

/** Text, or NULL. */
type Textual = ColumnElement<string | null, string>;

/** A condition. */
type Bool = ColumnElement<boolean>;

/**
 * An SQL expression: something that has a value of type `T` in each row. `S` are the FROM clauses whose outer join would
 * make it NULL. Operators are methods; each gives a new expression.
 *
 * @example user.c.name.eq('sandy').and(user.c.id.gt(5))
 */
export class ColumnElement<out T, out S extends string = never> extends ExpressionElement<T, S> {
  readonly node: ExpressionNode;

  constructor(node: ExpressionNode) {
    super();
    this.node = node;
  }

  /** How its values are encoded and decoded. */
  get type(): TypeEngine<T> {
    return this.node.type as TypeEngine<T>;
  }

  // Comparison ---------------------------------------------------------------------------------------------------

  /** `a = b`; with null `a IS NULL`. */
  eq(other: Operand<T>): Bool {
    return new ColumnElement(comparison('eq', this.node, other));
  }

  /** `a != b`; with null `a IS NOT NULL`. */
  ne(other: Operand<T>): Bool {
    return new ColumnElement(comparison('ne', this.node, other));
  }

  lt(other: Operand<T>): Bool {
    return new ColumnElement(comparison('lt', this.node, other));
  }

  le(other: Operand<T>): Bool {
    return new ColumnElement(comparison('le', this.node, other));
  }

  gt(other: Operand<T>): Bool {
    return new ColumnElement(comparison('gt', this.node, other));
  }

  ge(other: Operand<T>): Bool {
    return new ColumnElement(comparison('ge', this.node, other));
  }

  /** `a IS b`, for null, true and false. */
  is(other: Operand<T>): Bool {
    return new ColumnElement(comparison('is', this.node, other));
  }

  isNot(other: Operand<T>): Bool {
    return new ColumnElement(comparison('isNot', this.node, other));
  }

  /** Unlike `ne`, NULL is a value here: true or false, never NULL. */
  isDistinctFrom(other: Operand<T>): Bool {
    return new ColumnElement(comparison('isDistinctFrom', this.node, other));
  }

  isNotDistinctFrom(other: Operand<T>): Bool {
    return new ColumnElement(comparison('isNotDistinctFrom', this.node, other));
  }

  /** `a BETWEEN low AND high`, both included; `symmetric` where the bounds may be the other way round. */
  between(low: Operand<T>, high: Operand<T>, options: { readonly symmetric?: boolean } = {}): Bool {
    return new ColumnElement(between('between', this.node, low, high, options));
  }

  notBetween(low: Operand<T>, high: Operand<T>, options: { readonly symmetric?: boolean } = {}): Bool {
    return new ColumnElement(between('notBetween', this.node, low, high, options));
  }

  /** `a IN (…)`. An empty list contains nothing. */
  in(values: Membership<T>): Bool {
    return new ColumnElement(membership('in', this.node, values));
  }

  notIn(values: Membership<T>): Bool {
    return new ColumnElement(membership('notIn', this.node, values));
  }

  // Text ---------------------------------------------------------------------------------------------------------

  /** `a LIKE pattern`, in which `%` stands for any text and `_` for one character. */
  like(this: Textual, pattern: Operand<string>, options: EscapeOption = {}): Bool {
    return new ColumnElement(like('like', this.node, pattern, options));
  }

  notLike(this: Textual, pattern: Operand<string>, options: EscapeOption = {}): Bool {
    return new ColumnElement(like('notLike', this.node, pattern, options));
  }

  /** LIKE that ignores case, on every database. */
  ilike(this: Textual, pattern: Operand<string>, options: EscapeOption = {}): Bool {
    return new ColumnElement(like('ilike', this.node, pattern, options));
  }

  notIlike(this: Textual, pattern: Operand<string>, options: EscapeOption = {}): Bool {
    return new ColumnElement(like('notIlike', this.node, pattern, options));
  }

  /** Whether it begins with a text; `autoescape` where that text may hold `%` or `_`. */
  startsWith(this: Textual, text: Operand<string>, options: LikeOptions = {}): Bool {
    return new ColumnElement(affixLike('like', this.node, text, 'startsWith', options));
  }

  endsWith(this: Textual, text: Operand<string>, options: LikeOptions = {}): Bool {
    return new ColumnElement(affixLike('like', this.node, text, 'endsWith', options));
  }

  /** Whether a text is part of it; of an array, whether it has all the elements of another one. */
  contains(this: Textual, text: Operand<string>, options?: LikeOptions): Bool;
  contains<E>(this: ArrayOf<E>, elements: readonly E[] | ArrayOf<E>): Bool;
  contains(other: unknown, options: LikeOptions = {}): Bool {
    if (this.node.type.typeName === 'ARRAY') return new ColumnElement(arrayComparison('arrayContains', this.node, other));
    return new ColumnElement(affixLike('like', this.node, other, 'contains', options));
  }

  /** `startsWith` that ignores case. */
  istartsWith(this: Textual, text: Operand<string>, options: LikeOptions = {}): Bool {
    return new ColumnElement(affixLike('ilike', this.node, text, 'startsWith', options));
  }

  iendsWith(this: Textual, text: Operand<string>, options: LikeOptions = {}): Bool {
    return new ColumnElement(affixLike('ilike', this.node, text, 'endsWith', options));
  }

  icontains(this: Textual, text: Operand<string>, options: LikeOptions = {}): Bool {
    return new ColumnElement(affixLike('ilike', this.node, text, 'contains', options));
  }

  /** Whether a regular expression, of the database's own kind, is found in it. `flags` as the database takes them. */
  regexpMatch(this: Textual, pattern: Operand<string>, flags?: string): Bool {
    return new ColumnElement(regexpMatch(this.node, pattern, flags));
  }

  /** Replaces what a regular expression finds. */
  regexpReplace(this: Textual, pattern: Operand<string>, replacement: Operand<string>, flags?: string): ColumnElement<T, S> {
    return new ColumnElement(regexpReplace(this.node, pattern, replacement, flags));
  }

  /** The database's full-text match. */
  match(this: Textual, query: Operand<string>): Bool {
    return new ColumnElement(match(this.node, query));
  }

  /** `a || b` */
  concat<S2 extends string = never>(
    this: ColumnElement<T, S>,
    other: string | ColumnElement<unknown, S2> | TextFragment,
  ): ColumnElement<string | NullOf<T>, S | S2> {
    return new ColumnElement(concat(this.node, other));
  }

  collate(this: Textual, collation: string): ColumnElement<T, S> {
    return new ColumnElement(collate(this.node, collation));
  }

  // Arithmetic ---------------------------------------------------------------------------------------------------

  /** `a + b`; of texts `a || b`. */
  add<S2 extends string = never>(other: Addend<T, S2>): ColumnElement<T, S | S2> {
    return new ColumnElement(arithmetic('add', this.node, other));
  }

  sub<S2 extends string = never>(other: Addend<T, S2>): ColumnElement<T, S | S2> {
    return new ColumnElement(arithmetic('sub', this.node, other));
  }

  mul<S2 extends string = never>(other: Addend<T, S2>): ColumnElement<T, S | S2> {
    return new ColumnElement(arithmetic('mul', this.node, other));
  }

  /** The exact quotient, also of whole numbers: 7 / 2 is 3.5. */
  div<S2 extends string = never>(other: Addend<T, S2>): ColumnElement<T, S | S2> {
    return new ColumnElement(arithmetic('div', this.node, other));
  }

  /** The quotient without its fraction: 7 / 2 is 3. Databases differ in how they round one below zero. */
  floorDiv<S2 extends string = never>(other: Addend<T, S2>): ColumnElement<T, S | S2> {
    return new ColumnElement(arithmetic('floorDiv', this.node, other));
  }

  mod<S2 extends string = never>(other: Addend<T, S2>): ColumnElement<T, S | S2> {
    return new ColumnElement(arithmetic('mod', this.node, other));
  }

  neg(): ColumnElement<T, S> {
    return new ColumnElement(unaryNode('neg', this.node, this.node.type));
  }

  bitwiseAnd(other: Operand<T>): ColumnElement<T, S> {
    return new ColumnElement(arithmetic('bitwiseAnd', this.node, other));
  }

  bitwiseOr(other: Operand<T>): ColumnElement<T, S> {
    return new ColumnElement(arithmetic('bitwiseOr', this.node, other));
  }

  bitwiseXor(other: Operand<T>): ColumnElement<T, S> {
    return new ColumnElement(arithmetic('bitwiseXor', this.node, other));
  }

  bitwiseNot(): ColumnElement<T, S> {
    return new ColumnElement(unaryNode('bitwiseNot', this.node, this.node.type));
  }

  bitwiseLshift(other: Operand<T>): ColumnElement<T, S> {
    return new ColumnElement(arithmetic('bitwiseLshift', this.node, other));
  }

  bitwiseRshift(other: Operand<T>): ColumnElement<T, S> {
    return new ColumnElement(arithmetic('bitwiseRshift', this.node, other));
  }

  /**
   * An operator that Aludel does not know. The name goes into the SQL as it is: never take it from outside.
   *
   * @param returns the type of what it gives; without it, that of this expression
   * @example user.c.name.op('~')('^s')
   */
  op<R = T>(
    operator: string,
    returns?: TypeEngine<R>,
    options: { readonly precedence?: number } = {},
  ): (other: unknown) => ColumnElement<R, S> {
    return (other) => new ColumnElement(customOperator(this.node, operator, other, returns, options));
  }

  /** An operator that gives true or false. */
  boolOp(operator: string, options: { readonly precedence?: number } = {}): (other: unknown) => Bool {
    return (other) => new ColumnElement(customOperator(this.node, operator, other, boolean, options));
  }

  // Elements of JSON and arrays ----------------------------------------------------------------------------------

  /**
   * The element of a JSON document under a key, an index or a path, as JSON; of an array, the element at an index as the
   * database counts. Keys are parameters: any text can be one.
   *
   * @example item.c.document.get(['tags', 0]).asString()
   */
  get<D, const K extends string | number | readonly (string | number)[] | ColumnElement<number | null, string>>(
    this: ColumnElement<D, string>,
    key: K,
  ): ColumnElement<ElementOf<D, K>, S> {
    return new ColumnElement(element(this.node, key));
  }

  /** Elements of an array, both ends included; without an end, all from or up to there. */
  slice(this: ArrayOf<unknown>, start?: number | null, stop?: number | null): ColumnElement<T, S> {
    return new ColumnElement(slice(this.node, start, stop));
  }

  /** The element of a document that `get()` found, as text without quotes. */
  asString(): ColumnElement<string | null, S> {
    return new ColumnElement(elementAs(this.node, 'asString'));
  }

  asInteger(): ColumnElement<number | null, S> {
    return new ColumnElement(elementAs(this.node, 'asInteger'));
  }

  asFloat(): ColumnElement<number | null, S> {
    return new ColumnElement(elementAs(this.node, 'asFloat'));
  }

  asBoolean(): ColumnElement<boolean | null, S> {
    return new ColumnElement(elementAs(this.node, 'asBoolean'));
  }

  /** As an exact decimal of so many digits. */
  asNumeric(precision: number, scale: number): ColumnElement<string | null, S> {
    return new ColumnElement(elementAsNumeric(this.node, precision, scale));
  }

  asJson<R = unknown>(): ColumnElement<R, S> {
    return new ColumnElement(elementAs(this.node, 'asJson'));
  }

  /** Whether another array has all the elements of this one. */
  containedBy<E>(this: ArrayOf<E>, elements: readonly E[] | ArrayOf<E>): Bool {
    return new ColumnElement(arrayComparison('arrayContainedBy', this.node, elements));
  }

  /** Whether two arrays have an element in common. */
  overlap<E>(this: ArrayOf<E>, elements: readonly E[] | ArrayOf<E>): Bool {
    return new ColumnElement(arrayComparison('arrayOverlap', this.node, elements));
  }

  // Conditions ---------------------------------------------------------------------------------------------------

  and(...others: readonly Condition[]): Bool {
    return new ColumnElement(junction('and', [this, ...others]));
  }

  or(...others: readonly Condition[]): Bool {
    return new ColumnElement(junction('or', [this, ...others]));
  }

  /** The opposite, by the opposite operator where there is one. */
  not(): Bool {
    return new ColumnElement(negatedNode(expressionNode(this)) as ExpressionNode);
  }

  // Order, names, types ------------------------------------------------------------------------------------------

  desc(): ColumnElement<T, S> {
    return new ColumnElement(unaryNode('desc', this.node, this.node.type, true));
  }

  asc(): ColumnElement<T, S> {
    return new ColumnElement(unaryNode('asc', this.node, this.node.type, true));
  }

  nullsFirst(): ColumnElement<T, S> {
    return new ColumnElement(unaryNode('nullsFirst', this.node, this.node.type, true));
  }

  nullsLast(): ColumnElement<T, S> {
    return new ColumnElement(unaryNode('nullsLast', this.node, this.node.type, true));
  }

  /** `DISTINCT a`, for aggregates: `func.count(t.c.x.distinct())`. */
  distinct(): ColumnElement<T, S> {
    return new ColumnElement(unaryNode('distinct', this.node, this.node.type));
  }

  /** `a AS name`: the name it has in rows, and in an ORDER BY that says it. */
  label<const K extends string>(name: K): NamedColumn<K, T, S> {
    return new NamedColumn({ ...labelNode(expressionNode(this), name), type: this.node.type }, name);
  }

  /** `CAST(a AS type)` */
  cast<R>(type: TypeEngine<R>): ColumnElement<R | NullOf<T>, S> {
    return new ColumnElement(castNode(this.node, type));
  }
}

/** An expression with a name: rows have it under that name. */
export class NamedColumn<out K extends string, out T, out S extends string = never> extends ColumnElement<T, S> {
  /** What rows call it. */
  readonly key: K;
  declare readonly node: ColumnNode | LabelNode;

  constructor(node: ColumnNode | LabelNode, key: K) {
    super(node);
    this.key = key;
  }

  /** What the database calls it. */
  get name(): string {
    return this.node.name ?? this.key;
  }
}

/** What `where()` takes. No `boolean`: that is what JavaScript's `===` gives; `true_()` and `false_()` are SQL. */
export type Condition = ExpressionElement<boolean | null, string> | TextFragment;

/** What arithmetic takes: for dates also intervals, for whole numbers also fractions. */
export type Addend<T, S extends string> = T | null | ColumnElement<unknown, S> | TextFragment;

/** An array, or NULL. */
type ArrayOf<E> = ColumnElement<readonly E[] | null, string>;

/** Null, unless it is known that `T` has none. */
type NullOf<T> = T & null;

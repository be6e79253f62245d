import { HybridDefinition, HybridMethodDefinition } from './hybrid-definition.ts';
import type { AttributesOfObject } from './attribute-types.ts';

/** An attribute that is computed: of an object in JavaScript, of a row in SQL. */
export interface HybridOptions<I, T, A, C> {
  /** What it is of an object. Write the class: `(user: User) => …`. */
  readonly get: (self: I) => T;
  /** What assigning to it does; absent: it is read-only. */
  readonly set?: (self: I, value: NoInfer<T>) => void;
  /** What it is in SQL, of the attributes of the class or of an alias of it. */
  readonly expression?: (c: AttributesOfObject<I>) => A;
  /** In place of `expression`: an object with operators of its own, which `User.c.x` is then. */
  readonly comparator?: (c: AttributesOfObject<I>) => C;
}

/**
 * An attribute that is computed of others, of an object as well as in a query. Written as a function that gives it, with
 * the class at `get`.
 *
 * @example
 * class Person extends Base('person', {
 *   id: mappedColumn(t.Integer, { primaryKey: true }),
 *   first: mappedColumn(t.String(30)),
 *   last: mappedColumn(t.String(30)),
 *   fullname: () => hybrid({
 *     get: (person: Person) => `${person.first} ${person.last}`,
 *     expression: (c) => c.first.concat(' ').concat(c.last),
 *   }),
 * }) {}
 */
export function hybrid<I, T, A = never, C = never>(options: HybridOptions<I, T, A, C>): HybridDefinition<T, A, C> {
  return new HybridDefinition(options as never);
}

/** A method that objects have, and SQL. */
export interface HybridMethodOptions<I, P extends readonly unknown[], T, Q extends readonly unknown[], A> {
  readonly call: (self: I, ...given: P) => T;
  readonly expression: (c: AttributesOfObject<I>, ...given: Q) => A;
}

/**
 * A method of objects that is one of `User.c` as well.
 *
 * @example
 * class Span extends Base('span', {
 *   start: mappedColumn(t.Integer, { primaryKey: true }),
 *   end: mappedColumn(t.Integer),
 *   contains: () => hybridMethod({
 *     call: (span: Span, point: number) => span.start <= point && point < span.end,
 *     expression: (c, point: number) => c.start.le(point).and(c.end.gt(point)),
 *   }),
 * }) {}
 */
export function hybridMethod<I, P extends readonly unknown[], T, Q extends readonly unknown[], A>(
  options: HybridMethodOptions<I, P, T, Q, A>,
): HybridMethodDefinition<(...given: P) => T, (...given: Q) => A> {
  return new HybridMethodDefinition(options as never);
}

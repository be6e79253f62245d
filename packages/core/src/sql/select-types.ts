import type { EntitySource, ExpressionElement, FromElement, TextFragment } from './clause-element.ts';

/** What `select()` takes: expressions, FROM clauses for all their columns, and mapped classes for their objects. */
export type SelectArgument = ExpressionElement | FromElement | TextFragment | EntitySource;

/** The value that an expression has in a row, where the clauses in `O` may have no row of their own. */
export type ValueIn<E, O extends string> =
  E extends ExpressionElement<infer T, infer S>
    ? [Extract<S, O>] extends [never]
      ? T
      : T | null
    : E extends EntitySource<infer I, unknown, infer S>
      ? [Extract<S, O>] extends [never]
        ? InstanceOf<E, I>
        : InstanceOf<E, I> | null
      : unknown;

/** A class says itself what its objects are, an alias of one by its phantom. */
type InstanceOf<E, I> = E extends { readonly prototype: infer P } ? P : I;

/** The row of what was selected, by name. Written out, since errors and editors would show the name of a type of its own. */
export type NamesOfSelected<A extends readonly unknown[], O extends string> = [Extract<A[number], FromElement>] extends [never]
  ? { readonly [E in A[number] as KeyOf<E>]: ValueIn<E, O> }
  : Flat<{ readonly [E in A[number] as KeyOf<E>]: ValueIn<E, O> } & Intersection<RowsIn<Extract<A[number], FromElement>, O>>>;

type KeyOf<E> = E extends { readonly prototype: unknown }
  ? never
  : E extends ExpressionElement & { readonly key: infer K extends string }
    ? K
    : E extends EntitySource<unknown, unknown, infer S>
      ? LiteralName<S>
      : never;

/** Only a name that is known can be a key. */
type LiteralName<S extends string> = string extends S ? never : S;

/** The columns that a subquery of it has, by name: those of classes instead of their objects. */
export type ColumnsOfSelected<A extends readonly unknown[], O extends string> = [Extract<A[number], EntitySource>] extends [never]
  ? NamesOfSelected<A, O>
  : Flat<NamesOfSelected<Exclude<A[number], EntitySource>[], O> & Intersection<EntityRows<Extract<A[number], EntitySource>, O>>>;

type EntityRows<E, O extends string> =
  E extends EntitySource<unknown, infer R, infer S>
    ? [Extract<S, O>] extends [never]
      ? { readonly [K in keyof R]: R[K] }
      : { readonly [K in keyof R]: R[K] | null }
    : never;

/** The same type as one object, which is what errors and editors then show. */
export type Flat<T> = T extends infer U ? { readonly [K in keyof U]: U[K] } : never;

/** The same by position; without positions where a whole clause was selected, since TypeScript does not order names. */
export type ValuesOfSelected<A extends readonly unknown[], O extends string> = [Extract<A[number], FromElement>] extends [never]
  ? { readonly [I in keyof A]: ValueIn<A[I], O> }
  : readonly NamesOfSelected<A, O>[keyof NamesOfSelected<A, O>][];

type RowsIn<E, O extends string> =
  E extends FromElement<infer R, infer S>
    ? [Extract<S, O>] extends [never]
      ? { readonly [K in keyof R]: R[K] }
      : { readonly [K in keyof R]: R[K] | null }
    : never;

type Intersection<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void ? I : never;

/** The clauses that outer joins in FROM may leave without a row of their own. */
export type OuterOfFroms<F> = F extends { readonly _outer?: infer O extends string } ? O : never;

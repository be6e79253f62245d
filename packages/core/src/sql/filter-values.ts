import type { EntitySource, FromElement, RelationshipElement } from './clause-element.ts';

/** Values by the names of columns or attributes, for `filterBy()`: of the rows or objects `R`. */
export type FilterValues<R> = { readonly [K in keyof R]?: NonNullable<unknown> | null };

/** The same for what a SELECT filters by, `F`: a class, a table, a relationship. Anything else takes any name. */
export type FilterValuesOf<F> = FilterValues<FilteredBy<F>>;

type FilteredBy<F> = F extends { readonly prototype: infer P }
  ? P
  : F extends RelationshipElement<infer T>
    ? T
    : F extends EntitySource<infer I>
      ? I
      : F extends FromElement<infer R>
        ? R
        : Readonly<Record<string, unknown>>;

/** What a join adds to a SELECT: `filterBy()` takes what it led to as well, `F`. Which of them it looks at, the SELECT knows. */
export interface Filtering<F> {
  filterBy(values: FilterValuesOf<F>): this;
}

/** What a SELECT of `A` filters by as long as nothing is joined. */
export type FirstOf<A extends readonly unknown[]> = A extends readonly [infer E, ...unknown[]] ? E : unknown;

/** What a join target is called. */
export type NameOfTarget<T> =
  T extends RelationshipElement<unknown, infer S>
    ? S
    : T extends EntitySource<unknown, unknown, infer S>
      ? S
      : T extends FromElement<unknown, infer S>
        ? S
        : string;

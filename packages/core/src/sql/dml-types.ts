import type { ExpressionElement, QueryElement, TextFragment } from './clause-element.ts';
import type { BindParameter } from './bind-parameter.ts';

/** What can be put into a column of type `T`: a value, an SQL expression, a query of one value, a parameter. */
export type Assignable<T> =
  | T
  | ExpressionElement<T | null, string>
  | QueryElement<T | null>
  | BindParameter<unknown>
  | TextFragment;

/** Values for columns of the rows `R`, by the keys of the columns. */
export type ColumnValues<R> = { readonly [K in keyof R]?: Assignable<R[K]> };

/** The keys of the columns of the rows `R`. */
export type ColumnKeyOf<R> = keyof R & string;

/** How RETURNING gives its rows. */
export interface ReturningOptions {
  /** Whether the rows come in the order of the parameter sets, where a list of them is executed. */
  readonly sortByParameterOrder?: boolean;
}

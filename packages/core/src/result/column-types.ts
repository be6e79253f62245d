/** The type of a column by its position or its name. */
export type ColumnOf<T extends readonly unknown[], N, K> = K extends keyof N
  ? N[K]
  : K extends number
    ? `${K}` extends keyof T
      ? T[`${K}`]
      : T[number]
    : unknown;

/** The types by position of the columns chosen. */
export type ColumnsOf<T extends readonly unknown[], N, K extends readonly unknown[]> = { [I in keyof K]: ColumnOf<T, N, K[I]> };

/** The types by name of the columns chosen by name. */
export type NamesOf<N, K extends readonly unknown[]> = Pick<N, K[number] & keyof N>;

/** What chooses a column: a position, from the end if negative, or a name. */
export type KeyOf<N> = number | (keyof N & string);

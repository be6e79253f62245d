/**
 * The meaning of a column or parameter: which JavaScript values it takes and gives. `T` is that JavaScript type.
 * A type is a frozen value; what it is called in SQL is the dialect's business.
 */
export interface TypeEngine<T> extends TypeCodec<T> {
  /** What kind of type it is, by SQLAlchemy's name: `Integer`. The dialect looks its own rules up by it. */
  readonly typeName: string;
  /** Only for the compiler: carries `T`. Never there at run time. */
  readonly _valueType?: T;
}

/**
 * How values travel. Both are called without `this`, so that hot paths can keep the bare functions, and neither is ever
 * called with null: NULL needs no type.
 */
export interface TypeCodec<T> {
  /** Turns a value into one that every driver takes; absent where nothing is to do. Throws for a value the type cannot hold. */
  encode?(this: void, value: T): unknown;
  /** Turns what a driver delivered into a value of this type; absent where nothing is to do. */
  decode?(this: void, value: unknown): T;
}

/** What a dialect puts in place of a type's codec: one for all types of that name, or one for each. */
export type CodecRule = TypeCodec<unknown> | TypeAdapter;

/** Makes the codec of a type for one database, from the type itself: for types whose options change how values travel. */
export interface TypeAdapter {
  readonly adapt: (this: void, type: TypeEngine<unknown>) => TypeCodec<unknown>;
}

/** The JavaScript type of a value of type `E`. */
export type ValueOf<E> = E extends TypeEngine<infer T> ? T : never;

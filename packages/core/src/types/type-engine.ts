/**
 * The meaning of a column or parameter: which JavaScript values it takes and gives. `T` is that JavaScript type.
 * A type is a frozen value; what it is called in SQL is the dialect's business.
 */
export interface TypeEngine<T> {
  /** What kind of type it is, by SQLAlchemy's name: `Integer`. The dialect looks its own rules up by it. */
  readonly typeName: string;
  /** Turns a value into one that every driver takes; absent where nothing is to do. Throws for a value the type cannot hold. */
  readonly encode?: ((value: T) => unknown) | undefined;
  /** Turns what a driver delivered into a value of this type; never called with null; absent where nothing is to do. */
  readonly decode?: ((value: unknown) => T) | undefined;
  /** Only for the compiler: carries `T`. Never there at run time. */
  readonly _valueType?: T;
}

/** The JavaScript type of a value of type `E`. */
export type ValueOf<E> = E extends TypeEngine<infer T> ? T : never;

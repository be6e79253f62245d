/**
 * The meaning of a column or parameter: which JavaScript values it takes and gives. `T` is that JavaScript type.
 * A type is a frozen value; what it is called in SQL is the dialect's business.
 */
export interface TypeEngine<T> extends TypeCodec<T> {
  /** What kind of type it is, by SQLAlchemy's name: `Integer`. The dialect looks its own rules up by it. */
  readonly typeName: string;
  /** Which SQL name it was asked for: `VARCHAR` of `t.VARCHAR(30)`. Absent: the dialect chooses one for `typeName`. */
  readonly sqlName?: string | undefined;
  /** Whether objects and arrays are values of it: JSON, ARRAY, ranges. */
  readonly takesObjects?: boolean | undefined;
  /** The type of a value that an expression of this type is compared with: without the limits of a column. Absent: itself. */
  readonly operandType?: TypeEngine<unknown> | undefined;
  /** The type of a value beside an expression of this type. Absent: this type, or that of the value where it does not fit. */
  coerceComparedValue?(value: unknown): TypeEngine<unknown>;
  /** What takes its place in one database, by the names the dialect goes by, the first one first. */
  readonly inDialect?: ((this: void, dialectNames: readonly string[]) => TypeEngine<unknown>) | undefined;
  /** For a type around another one: the type that it has in SQL. */
  readonly implIn?: ((this: void, dialect: TypeDialect) => TypeEngine<unknown>) | undefined;
  /** For types that are made of other types: how values travel, given how those of the inner types do. */
  readonly adapt?: ((this: void, dialect: TypeDialect) => TypeCodec<unknown>) | undefined;
  /** Only for the compiler: carries `T`. Never there at run time. */
  readonly _valueType?: T;
}

/** A type that Aludel made: one can give it variants. */
export interface DefinedType<T> extends TypeEngine<T> {
  /**
   * The same type, but another one in the databases that are named.
   *
   * @throws ArgumentError for a database that has a variant already, and for a variant that has variants itself
   * @example t.Text().withVariant(t.Text(100_000), 'mysql', 'mariadb')
   */
  withVariant(type: TypeEngine<T>, ...dialectNames: readonly [string, ...string[]]): DefinedType<T>;
}

/** What a type may know of the database that its values travel to. */
export interface TypeDialect {
  /** As in the URL: `postgresql`. */
  readonly name: string;
  /** How the values of another type travel there. */
  codecOf(type: TypeEngine<unknown>): TypeCodec<unknown>;
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
  /** Called once for each type and dialect. */
  readonly adapt: (this: void, type: TypeEngine<unknown>, dialect: TypeDialect) => TypeCodec<unknown>;
}

/** The JavaScript type of a value of type `E`. */
export type ValueOf<E> = E extends TypeEngine<infer T> ? T : never;

/**
 * A property of a class that is no column of its table: a relationship, an expression, a composite. Written as a function
 * that gives it, so that classes may refer to one another. `T` is what the attribute holds.
 */
export abstract class PropertyDefinition<out T> {
  readonly #isGenuine = true;
  abstract readonly kind: string;
  /** Only for the compiler: carries `T`. Never there at run time. */
  declare readonly _valueType?: T;

  static is(value: unknown): value is PropertyDefinition<unknown> {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }
}

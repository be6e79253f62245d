import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { ClauseElement } from '../../sql/clause-element.ts';
import { expressionNode } from '../../sql/coerce.ts';
import { NamedColumn } from '../../sql/column-element.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import { labelNode } from '../../sql/operations/label-and-cast.ts';
import { AttributeDefinition } from './attribute-definition.ts';
import type { Mapper } from './mapper.ts';

/** The functions of a hybrid. */
export interface HybridParts {
  readonly get: (self: object) => unknown;
  readonly set?: (self: object, value: unknown) => void;
  readonly expression?: (c: unknown) => unknown;
  readonly comparator?: (c: unknown) => unknown;
}

/** A hybrid as it was written. `A` is its SQL expression, `C` its comparator. */
export class HybridDefinition<out T, out A, out C> extends AttributeDefinition<T> {
  readonly kind = 'hybrid';
  /** Only for the compiler. */
  declare readonly _expression?: A;
  /** Only for the compiler. */
  declare readonly _comparator?: C;
  readonly #parts: HybridParts;

  /** @internal */
  constructor(parts: HybridParts) {
    super();
    this.#parts = checkOptionNames(parts, ['get', 'set', 'expression', 'comparator'], 'hybrid()');
  }

  attach(mapper: Mapper, key: string): void {
    const { get, set, expression, comparator } = this.#parts;
    const name = () => `${mapper.name}.${key}`;
    if (typeof get !== 'function')
      throw new ArgumentError(`${name()}: hybrid() needs a get. Write hybrid({ get: (self: ${mapper.name}) => … }).`);
    mapper.addDescriptor({
      key,
      get,
      set(object, value) {
        if (set === undefined) throw new InvalidRequestError(`${name()} is read-only: its hybrid has no set.`);
        set(object, value);
      },
      attributeOf({ c }) {
        if (comparator !== undefined) return comparator(c);
        if (expression !== undefined) return named(expression(c), key);
        throw new InvalidRequestError(`${name()} has no meaning in SQL. Give its hybrid an expression: (c) => ….`);
      },
    });
  }
}

/** The functions of a hybrid method. */
export interface HybridMethodParts {
  readonly call: (self: object, ...given: unknown[]) => unknown;
  readonly expression: (c: unknown, ...given: unknown[]) => unknown;
}

/** A hybrid method as it was written. `T` is the method of objects, `A` that of the class. */
export class HybridMethodDefinition<out T, out A> extends AttributeDefinition<T> {
  readonly kind = 'hybridMethod';
  /** Only for the compiler. */
  declare readonly _method?: A;
  readonly #parts: HybridMethodParts;

  /** @internal */
  constructor(parts: HybridMethodParts) {
    super();
    this.#parts = checkOptionNames(parts, ['call', 'expression'], 'hybridMethod()');
  }

  attach(mapper: Mapper, key: string): void {
    const { call, expression } = this.#parts;
    mapper.addDescriptor({
      key,
      get: (object) => call.bind(null, object),
      set() {
        throw new InvalidRequestError(`${mapper.name}.${key} is a method.`);
      },
      attributeOf: ({ c }) => expression.bind(null, c),
    });
  }
}

/** An expression under the name of the attribute: what rows call it. */
function named(expression: unknown, key: string): unknown {
  if (!ClauseElement.is(expression)) throw new ArgumentError(`The expression of the hybrid "${key}" is no SQL expression.`);
  return new NamedColumn(labelNode(expressionNode(expression), key), key);
}

import { isDate, isUint8Array } from 'node:util/types';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import { BaseRow, valuesOf } from './row.ts';

/**
 * Remembers what has been seen. Rows and arrays are the same if their elements are; dates and binary data if their
 * contents are; other objects, such as entities, only if they are the same object.
 */
export class UniqueFilter {
  readonly #keyOf: ((candidate: unknown) => unknown) | null;
  readonly #isForAny: boolean;
  readonly #seen = new Set<unknown>();
  /** A short number for each element of a tuple. */
  readonly #numbers = new Map<unknown, number>();

  /** @param isForAny whether `keyOf` does not depend on which columns there are */
  constructor(keyOf: ((candidate: unknown) => unknown) | null, isForAny = keyOf === null) {
    this.#keyOf = keyOf;
    this.#isForAny = isForAny;
  }

  /** The same filter for other columns of the same rows; throws if it asks a function that expects the row it was made for. */
  forOtherColumns(): this {
    if (this.#isForAny) return this;
    throw new InvalidRequestError(
      'unique() was given a function of the row as it was. Call unique() after scalars() or columns(), with a function of what they give.',
    );
  }

  /** Whether it is new; it is not the next time. */
  accepts(candidate: unknown): boolean {
    const key = this.identity(candidate);
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  /** A value that equals another one exactly if the candidates count as the same. */
  identity(candidate: unknown): unknown {
    return this.#identityOf(this.#keyOf === null ? candidate : this.#keyOf(candidate));
  }

  #identityOf(value: unknown): unknown {
    switch (typeof value) {
      case 'string':
        // The marks below start with NUL; a text that does must not look like one.
        return value.startsWith('\0') ? `\0s${value}` : value;
      case 'bigint':
        return Number.isSafeInteger(Number(value)) ? Number(value) : value;
      case 'object':
        return value === null ? null : this.#objectIdentity(value);
      default:
        return value;
    }
  }

  #objectIdentity(value: object): unknown {
    if (value instanceof BaseRow) return this.#tupleIdentity(valuesOf(value));
    if (Array.isArray(value)) return this.#tupleIdentity(value);
    if (isUint8Array(value)) return `\0b${Buffer.from(value).toString('latin1')}`;
    return isDate(value) ? `\0d${value.getTime()}` : value;
  }

  #tupleIdentity(elements: readonly unknown[]): string {
    return `\0t${elements.map((element) => this.#number(this.#identityOf(element))).join()}`;
  }

  #number(identity: unknown): number {
    const known = this.#numbers.get(identity);
    if (known !== undefined) return known;
    this.#numbers.set(identity, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

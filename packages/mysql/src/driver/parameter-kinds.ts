/**
 * What a server's prepared statement was sent so far. MySQL keeps the type that it derived for a parameter, and turns later
 * values into that: after a number, the text 'xyz' would be 0; after a fraction, a whole number of 64 bits would be rounded.
 * Such a statement has to be prepared anew. https://dev.mysql.com/doc/refman/9.0/en/prepare.html
 */
export class ParameterKinds {
  readonly #kinds: Kind[] = [];

  /** Whether the statement takes these values as they are, and remembers them if it does. */
  take(values: readonly unknown[]): boolean {
    for (let index = 0; index < values.length; index++) {
      if (isBent(values[index], this.#kinds[index] ?? unknown)) return false;
    }
    for (let index = 0; index < values.length; index++) this.#note(index, kindOf(values[index]));
    return true;
  }

  /** A whole number does not change that a parameter is a fraction for the server. */
  #note(index: number, kind: Kind): void {
    const before = this.#kinds[index] ?? unknown;
    this.#kinds[index] = kind === unknown || (kind === whole && before === fraction) ? before : kind;
  }
}

type Kind = 0 | 1 | 2 | 3;

/** NULL fits everything, and says nothing. */
const unknown = 0;
const text = 1;
const whole = 2;
const fraction = 3;

/** By what is sent: a whole number is one of mysql2's typed parameters, and each number that is none a DOUBLE. */
function kindOf(value: unknown): Kind {
  if (value === null) return unknown;
  if (typeof value === 'number') return fraction;
  return typeof value === 'string' || value instanceof Uint8Array ? text : whole;
}

function isBent(value: unknown, before: Kind): boolean {
  if (before !== whole && before !== fraction) return false;
  const kind = kindOf(value);
  if (kind === text) return true;
  return before === fraction && kind === whole && !isExactAsFraction((value as { readonly value?: unknown }).value);
}

function isExactAsFraction(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'bigint' && BigInt(Number(value)) === value);
}

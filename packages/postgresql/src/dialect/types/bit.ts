import { ArgumentError } from '@aludel/core';
import { type DefinedType, defineType, unreadableValue, wrongValue } from '@aludel/core/dialect';

/** A string of bits. */
export interface BitType extends DefinedType<string> {
  /** How many bits; null: one, or any number where it is varying. */
  readonly length: number | null;
  /** Whether it is BIT VARYING. */
  readonly varying: boolean;
}

/**
 * BIT and BIT VARYING: a string of the digits 0 and 1.
 *
 * @example BIT(8)
 * @example BIT(8, { varying: true })
 */
export function BIT(length?: number | null, { varying = false }: { readonly varying?: boolean } = {}): BitType {
  const known = length ?? (varying ? null : 1);
  if (known !== null && !(Number.isInteger(known) && known > 0)) throw new ArgumentError('BIT takes a length: a whole number.');
  return defineType<string, { length: number | null; varying: boolean }>(
    {
      typeName: 'BIT',
      encode: (value) => {
        if (isBits(value)) return value;
        throw wrongValue('BIT', "a string of the digits 0 and 1, such as '101'", value);
      },
      decode: (value) => {
        if (isBits(value)) return value;
        throw unreadableValue('BIT', value);
      },
      shown: [
        ['length', known ?? 'any'],
        ['varying', varying],
      ],
    },
    { length: known, varying },
  );
}

function isBits(value: unknown): value is string {
  return typeof value === 'string' && /^[01]*$/.test(value);
}

import { identityKeyOf } from '../mapping/identity-key.ts';
import type { ColumnProperty } from '../mapping/column-property.ts';
import type { Mapper } from '../mapping/mapper.ts';

/** What an object with these values is found by; null: it has no whole key. */
export function keyOfValues({ primaryKey }: Mapper, values: readonly unknown[]): unknown {
  if (primaryKey.length === 1) return identityKeyOf(values[(primaryKey[0] as ColumnProperty).slot]);
  return identityKeyOf(primaryKey.map(({ slot }) => values[slot]));
}

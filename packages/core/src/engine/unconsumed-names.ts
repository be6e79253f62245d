import type { Compiled } from '../compiler/compiled.ts';
import type { Statement } from '../sql/statement.ts';
import { warn } from '../util/warn.ts';

/**
 * Warns of values that were given to an INSERT or UPDATE, and are neither one of its parameters nor that of a column that it
 * writes: they go nowhere. SQLAlchemy says nothing of them.
 */
export function warnOfUnconsumed({ kind }: Statement<unknown>, { slots }: Compiled, given: readonly string[]): void {
  const lost = given.filter((name) => !slots.some((slot) => slot.name === name || slot.column?.key === name));
  if (lost.length === 0) return;
  const taken = [...new Set(slots.map(({ name, column }) => column?.key ?? name))];
  warn(
    `Unconsumed column names: ${lost.join(', ')}. The ${kind.toUpperCase()} takes values for: ${taken.join(', ')}; others are ignored. Use the keys of the table's columns.`,
  );
}

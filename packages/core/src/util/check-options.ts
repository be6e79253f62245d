import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from './kind-of-value.ts';

/**
 * Gives the options back, and refuses names that mean nothing: a misspelled option would otherwise be silently without
 * effect.
 *
 * @param subject what has the options, as the message names it: `fetch()`
 */
export function checkOptionNames<O extends object>(options: O, known: readonly (keyof O & string)[], subject: string): O {
  const names = typeof options === 'object' && options !== null && !Array.isArray(options) ? Object.keys(options) : null;
  // What keeps its values elsewhere, such as a Map or an AbortSignal, would stand for no options at all.
  if (names === null || (names.length === 0 && !isPlain(options)))
    throw new ArgumentError(
      `${subject} takes its options as an object, such as { ${known[0]}: … }; this is ${kindOfValue(options)}.`,
    );
  for (const name of names) {
    if ((known as readonly string[]).includes(name)) continue;
    throw new ArgumentError(`${subject} has no option "${name}"${suggestion(name, known)} Options: ${known.join(', ')}.`);
  }
  return options;
}

/** Whether it is a plain object, also of another realm, which has a plain prototype of its own. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** How a message about an unknown name goes on: `; did you mean "…"?`, or a full stop. */
export function suggestion(name: string, known: readonly string[]): string {
  const near =
    known.find((candidate) => simplified(candidate) === simplified(name)) ??
    known.find((candidate) => editDistance(candidate, name) <= 2);
  return near === undefined ? '.' : `; did you mean "${near}"?`;
}

// pool_size, poolsize and PoolSize all mean poolSize.
function simplified(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** How many characters have to be put in, left out or replaced. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
  }
  return row[b.length] ?? 0;
}

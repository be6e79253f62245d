import { type LexicalSyntax, standardSyntax } from '@aludel/core/dialect';

/**
 * Where strings, quoted names and comments begin and end: `text()` looks for `:names` outside of them only.
 * Spread `standardSyntax` and replace what differs: `{ ...standardSyntax, nestedComments: true }`.
 */
export const syntax: LexicalSyntax = standardSyntax;

/** The placeholder of a parameter, as the driver takes it: `?`, `$1`, `:p0`. `index` counts from 0. */
export function placeholder(_index: number): string {
  return '?';
}

/** Whether one placeholder can stand in several places for the same value, as `$1` can and `?` cannot. */
export const placeholdersRepeat = false;

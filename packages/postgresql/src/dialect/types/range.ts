import { ArgumentError } from '@aludel/core';

/** Whether the bounds belong to a range: `[` and `]` if they do. */
export type Bounds = '[)' | '[]' | '(]' | '()';

/**
 * A range of values, as PostgreSQL has them. A bound that is null is no bound: the range goes on for ever.
 *
 * @example new Range(1, 10) // 1 to 9
 */
export class Range<out T> {
  /** Null: it has no lower end. */
  readonly lower: T | null;
  /** Null: it has no upper end. */
  readonly upper: T | null;
  /** Which ends belong to it. */
  readonly bounds: Bounds;
  /** Whether nothing is in it. */
  readonly isEmpty: boolean;

  constructor(lower: T | null, upper: T | null, bounds: Bounds = '[)', { isEmpty = false }: { readonly isEmpty?: boolean } = {}) {
    if (!/^[[(][)\]]$/.test(bounds)) throw new ArgumentError('The bounds of a Range are [), [], (] or ().');
    if (lower === undefined || upper === undefined)
      throw new ArgumentError('A bound of a Range is undefined. Give null for no bound.');
    this.lower = lower;
    this.upper = upper;
    // What is not there cannot belong to the range: PostgreSQL says so too.
    this.bounds = `${lower === null ? '(' : bounds[0]}${upper === null ? ')' : bounds[1]}` as Bounds;
    this.isEmpty = isEmpty;
    Object.freeze(this);
  }

  /** The range that nothing is in. */
  static readonly empty: Range<never> = new Range<never>(null, null, '()', { isEmpty: true });

  /** As PostgreSQL writes it: `[1,5)`. */
  toString(): string {
    if (this.isEmpty) return 'empty';
    return `${this.bounds[0]}${this.lower ?? ''},${this.upper ?? ''}${this.bounds[1]}`;
  }
}

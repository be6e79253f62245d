import { ArgumentError } from '../errors/argument-errors.ts';

// Every copy of this package knows the mark, and each has a token of its own to put there.
const mark = Symbol.for('aludel.core');
const token = Object.freeze({});

/** What withDriver() puts into a dialect, so that an engine knows one that another copy of this package has made. */
export const madeHere: object = Object.freeze({ [mark]: token });

/**
 * Two copies do not know each other's types and errors: keys would not come back, and errors would have no class.
 *
 * @throws ArgumentError for a dialect that belongs to another copy of this package
 */
export function checkCopy(dialect: { readonly name: string; readonly [mark]?: unknown }): void {
  if ((dialect[mark] ?? token) === token) return;
  throw new ArgumentError(
    `The dialect "${dialect.name}" was made with another copy of @aludel/core than the one that makes this engine, and a program can have only one. "npm ls @aludel/core" shows who brings the other: install releases that go together, and put both packages into a bundle or neither.`,
  );
}

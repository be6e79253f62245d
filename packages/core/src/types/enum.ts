import { ArgumentError } from '../errors/argument-errors.ts';
import { defineType, type ShownArgument } from './define-type.ts';
import type { TypeEngine } from './type-engine.ts';

/** One of a fixed list of strings. */
export interface EnumType<V extends string> extends TypeEngine<V> {
  /** The strings, in the order they were given, which is the order the database sorts them by where it has such a type. */
  readonly values: readonly V[];
  /** What the type is called in a database that has it as a type of its own; null: named after its column. */
  readonly name: string | null;
}

/** How an Enum is kept. */
export interface EnumOptions {
  readonly name?: string | undefined;
}

/**
 * One of a fixed list of strings: a type of its own where the database has one, text with a check elsewhere.
 *
 * @example t.Enum('draft', 'published', { name: 'post_state' }) // 'draft' | 'published'
 */
export function enumOf<const A extends readonly [string, ...(string | EnumOptions)[]]>(
  ...args: A
): EnumType<Extract<A[number], string>> {
  type V = Extract<A[number], string>;
  const options = args.find((argument): argument is EnumOptions => typeof argument === 'object');
  const values = Object.freeze(args.filter((argument) => argument !== options) as V[]);
  const name = options?.name ?? null;
  checkValues(values);
  const known: ReadonlySet<unknown> = new Set(values);
  const check = (value: unknown): V => {
    if (!known.has(value)) throw new ArgumentError(notAmong(values, name));
    return value as V;
  };
  return defineType<V, { values: readonly V[]; name: string | null }>(
    { typeName: 'Enum', encode: check, decode: check, shown: shownArguments(values, name) },
    { values, name },
  );
}

function checkValues(values: readonly unknown[]): void {
  if (values.some((value) => typeof value !== 'string')) {
    throw new ArgumentError(
      "An Enum has a value that is not a string. Give strings, and options last: t.Enum('draft', 'published', { name: 'state' }).",
    );
  }
  const double = values.find((value, index) => values.indexOf(value) !== index);
  if (double !== undefined) throw new ArgumentError(`An Enum has the value '${double}' twice. Give each value once.`);
}

function shownArguments(values: readonly string[], name: string | null): ShownArgument[] {
  const shown: ShownArgument[] = values.map((value) => [null, value]);
  if (name !== null) shown.push(['name', name]);
  return shown;
}

function notAmong(values: readonly string[], name: string | null): string {
  const named = name === null ? 'an Enum' : `the Enum '${name}'`;
  const shown = values.length > 10 ? `${values.slice(0, 10).join(', ')}, ...` : values.join(', ');
  return `A value is not among the defined values of ${named}. Possible values: ${shown}.`;
}

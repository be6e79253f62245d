import { ArgumentError } from '../errors/argument-errors.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { defineType, type ShownArgument } from './define-type.ts';
import { string } from './text.ts';
import type { DefinedType, TypeEngine } from './type-engine.ts';

/** One of a fixed list of strings. */
export interface EnumType<V extends string> extends DefinedType<V> {
  /** The strings, in the order they were given, which is the order the database sorts them by where it has such a type. */
  readonly values: readonly V[];
  /** What the type is called in a database that creates it as a type of its own; null: it has no name. */
  readonly name: string | null;
  /** The schema that it is created in; null: that of the connection. */
  readonly schema: string | null;
  /** Whether it is a type of its own where the database has such types: PostgreSQL, MySQL. */
  readonly nativeEnum: boolean;
  /** Whether a table gets a CHECK of the values, where it is no type of its own. */
  readonly createConstraint: boolean;
  /** How long the text is, where it is no type of its own. */
  readonly length: number;
}

/** How an Enum is kept. */
export interface EnumOptions {
  /** What the type is called; PostgreSQL asks for it. */
  readonly name?: string | undefined;
  readonly schema?: string | undefined;
  /** False: text everywhere. Default true. */
  readonly nativeEnum?: boolean | undefined;
  /** Default false. */
  readonly createConstraint?: boolean | undefined;
  /** Default: that of the longest value. */
  readonly length?: number | undefined;
}

/**
 * One of a fixed list of strings: a type of its own where the database has one, text with a check elsewhere.
 *
 * @example t.Enum('draft', 'published', { name: 'post_state' }) // 'draft' | 'published'
 */
export function enumOf<const A extends readonly [string, ...(string | EnumOptions)[]]>(
  ...args: A
): EnumType<Extract<A[number], string>> {
  const options = args.find((argument): argument is EnumOptions => typeof argument === 'object') ?? {};
  return makeEnum(undefined, args.filter((argument) => argument !== options) as Extract<A[number], string>[], options);
}

/** An Enum; `sqlName` for one of a dialect. */
export function makeEnum<V extends string>(sqlName: string | undefined, given: readonly V[], options: EnumOptions): EnumType<V> {
  const values = Object.freeze([...given]);
  checkValues(values);
  const own = { values, ...keptAs(values, options) };
  const known: ReadonlySet<unknown> = new Set(values);
  const check = (value: unknown): V => {
    if (!known.has(value)) throw new ArgumentError(notAmong(values, own.name));
    return value as V;
  };
  // What is no value of it may still be looked for: a pattern.
  const coerceComparedValue = (value: unknown): TypeEngine<unknown> => (known.has(value) ? type : string);
  const shown = shownArguments(values, options);
  const type = defineType<V, typeof own>(
    { typeName: 'Enum', sqlName, encode: check, decode: check, coerceComparedValue, shown },
    own,
  );
  return type;
}

function keptAs(values: readonly string[], options: EnumOptions) {
  checkOptionNames(options, ['name', 'schema', 'nativeEnum', 'createConstraint', 'length'], 'Enum');
  const { name = null, schema = null, nativeEnum = true, createConstraint = false } = options;
  const longest = Math.max(...values.map((value) => [...value].length));
  const { length = longest } = options;
  if (length < longest)
    throw new ArgumentError(`The length of an Enum is ${length}, and its longest value has ${longest} characters.`);
  return { name, schema, nativeEnum, createConstraint, length };
}

function checkValues(values: readonly unknown[]): void {
  if (values.length === 0) throw new ArgumentError("An Enum has no value. Give at least one: t.Enum('draft', 'published').");
  if (values.some((value) => typeof value !== 'string')) {
    throw new ArgumentError(
      "An Enum has a value that is not a string. Give strings, and options last: t.Enum('draft', 'published', { name: 'state' }).",
    );
  }
  const double = values.find((value, index) => values.indexOf(value) !== index);
  if (double !== undefined) throw new ArgumentError(`An Enum has the value '${double}' twice. Give each value once.`);
}

function shownArguments(values: readonly string[], options: EnumOptions): ShownArgument[] {
  const shown: ShownArgument[] = values.map((value) => [null, value]);
  for (const [name, value] of Object.entries(options)) if (value !== undefined) shown.push([name, value]);
  return shown;
}

function notAmong(values: readonly string[], name: string | null): string {
  const named = name === null ? 'an Enum' : `the Enum '${name}'`;
  const shown = values.length > 10 ? `${values.slice(0, 10).join(', ')}, ...` : values.join(', ');
  return `A value is not among the defined values of ${named}. Possible values: ${shown}.`;
}

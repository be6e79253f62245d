import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';

/** A name that was given. What it holds matters only where it is written: there it stands in quotes. */
export function checkedName<S extends string>(name: S, where: string): S {
  if (typeof name === 'string' && name !== '') return name;
  const given = name === '' ? 'an empty one' : kindOfValue(name);
  throw new ArgumentError(`${where} takes a name, a string with at least one character; it got ${given}.`);
}

/** A name that need not be given; null where one is to be made up. */
export function nameOrNull<S extends string>(name: S | null | undefined, where: string): S | null {
  return name === undefined || name === null ? null : checkedName(name, where);
}

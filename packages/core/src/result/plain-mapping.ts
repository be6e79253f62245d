import { ambiguousColumn } from './column-errors.ts';

/** Makes a plain object of the values of one row. */
export type MappingMaker = (values: readonly unknown[]) => Record<string, unknown>;

/**
 * How the rows of one shape become plain objects. A column called `__proto__` is a property like any other; to read
 * one of several columns of the same name throws.
 */
export function mappingMaker(names: readonly string[], ambiguousNames: ReadonlySet<string>): MappingMaker {
  const isPlain = ambiguousNames.size === 0 && !names.includes('__proto__');
  return isPlain ? (values) => plainMapping(names, values) : (values) => carefulMapping(names, values, ambiguousNames);
}

function plainMapping(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const mapping: Record<string, unknown> = {};
  for (let index = 0; index < names.length; index++) mapping[names[index] as string] = values[index];
  return mapping;
}

function carefulMapping(
  names: readonly string[],
  values: readonly unknown[],
  ambiguousNames: ReadonlySet<string>,
): Record<string, unknown> {
  const mapping: Record<string, unknown> = {};
  names.forEach((name, index) => {
    const access = ambiguousNames.has(name) ? { get: () => refuse(name) } : { value: values[index], writable: true };
    Object.defineProperty(mapping, name, { ...access, enumerable: true, configurable: true });
  });
  return mapping;
}

function refuse(name: string): undefined {
  // As on a row: a promise asks what it is resolved with for `then`.
  if (name === 'then') return undefined;
  throw ambiguousColumn(name);
}

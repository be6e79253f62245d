import { standardSyntax } from './lexical-syntax.ts';
import { scanText } from './text-scanner.ts';

/**
 * The first of these names that no database could read as a parameter `:name` of this text; undefined if there is
 * none. Exact where all databases read the text alike; where they do not (a backslash in a literal, `#`, `$$` …) any
 * `:name` counts, and the compiler, which knows the database, decides.
 */
export function findAbsentName(text: string, names: Iterable<string>): string | undefined {
  const bound = scanText(text, standardSyntax).names;
  for (const name of names) {
    if (!bound.includes(name) && !(readDifferently.test(text) && text.includes(`:${name}`))) return name;
  }
  return undefined;
}

const readDifferently = /[\\#$[`"]|\/\*|--/;

import { standardSyntax } from './lexical-syntax.ts';
import { scanText } from './text-scanner.ts';

/**
 * Whether some database could read a parameter `:name` in this text. Exact where all databases read it alike; where
 * they do not (a backslash in a literal, `#`, `$$` …) it says yes to any `:name`, and the compiler, which knows the
 * database, decides.
 */
export function mayBindName(text: string, name: string): boolean {
  if (scanText(text, standardSyntax).names.includes(name)) return true;
  return readDifferently.test(text) && text.includes(`:${name}`);
}

const readDifferently = /[\\#$[`"]|\/\*|--/;

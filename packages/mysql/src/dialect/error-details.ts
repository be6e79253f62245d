import type { ErrorKind } from '@aludel/core/dialect';

/**
 * The constraint that an error names. It stands only in the message, so this is a courtesy: it decides nothing, and is
 * undefined where a server writes its message in another language.
 */
export function constraintIn(kind: ErrorKind, message: string): string | undefined {
  const pattern = constraintPatterns.get(kind);
  return pattern?.exec(message)?.[1];
}

const constraintPatterns: ReadonlyMap<ErrorKind, RegExp> = new Map<ErrorKind, RegExp>([
  // Duplicate entry 'a' for key 't.uq_name' (MySQL), … for key 'uq_name' (MariaDB)
  ['unique', /for key '(?:[^'.]+\.)?([^']+)'$/],
  // Cannot add or update a child row: a foreign key constraint fails (`db`.`t`, CONSTRAINT `fk` FOREIGN KEY …
  ['foreign-key', /CONSTRAINT `((?:[^`]|``)+)` FOREIGN KEY/],
  // Check constraint 'ck' is violated. (MySQL), CONSTRAINT `ck` failed for `db`.`t` (MariaDB)
  ['check', /^(?:Check constraint '|CONSTRAINT `(?:[^`.]+\.)?)([^'`]+)['`]/],
]);

/**
 * The message with the user's values taken out of it: the quoted text behind the words that servers put in front of a
 * value. Names of columns, keys and tables stay.
 *
 * @example withoutValues("Duplicate entry 'a@b.c' for key 'email'") // "Duplicate entry '***' for key 'email'"
 */
export function withoutValues(message: string): string {
  return valuePatterns.reduce((text, pattern) => text.replace(pattern, "$1'***'$2"), message);
}

// Greedy up to the words behind the value, since the value may hold quotes itself.
const valuePatterns: readonly RegExp[] = [
  /(Duplicate entry )'[\s\S]*'( for key )/,
  /((?:Incorrect|Truncated incorrect|Truncated wrong) .*?(?:value|arguments): )'[\s\S]*'( for (?:column|function) |$)/,
  /(Invalid JSON text[^"]*: )"[\s\S]*"( at position )/,
  /(value is out of range in )'[\s\S]*'($)/,
];

/** How a database reads a path. */
export interface JsonPathForm {
  /** An index that counts from the end: 1 is the last one. */
  readonly fromEnd: (index: number) => string;
  /** A key with the quotes around it. Absent: a backslash in front of quotes and backslashes. */
  readonly key?: ((key: string) => string) | undefined;
}

/**
 * A path into a JSON document, `$."key"[0]`, as SQLite, MySQL and MariaDB read it: from one key, or from several. Each key
 * stands in quotes, so that any text can be one.
 *
 * @example jsonPath(['a', -1], { fromEnd: (index) => `[last-${index - 1}]` }) // $."a"[last-0]
 */
export function jsonPath(keys: unknown, form: JsonPathForm): string {
  const steps = (Array.isArray(keys) ? keys : [keys]) as readonly (string | number)[];
  return `$${steps.map((step) => stepOf(step, form)).join('')}`;
}

function stepOf(step: string | number, { fromEnd, key = quoted }: JsonPathForm): string {
  if (typeof step === 'string') return `.${key(step)}`;
  return step < 0 ? fromEnd(-step) : `[${step}]`;
}

function quoted(key: string): string {
  return `"${key.replace(/[\\"]/g, '\\$&')}"`;
}

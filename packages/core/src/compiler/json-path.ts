/**
 * A path into a JSON document, `$."key"[0]`, as SQLite, MySQL and MariaDB read it: from one key, or from several. Each key
 * stands in quotes, so that any text can be one; `fromEnd` writes an index that counts from the end.
 */
export function jsonPath(keys: unknown, fromEnd: (index: number) => string): string {
  const steps = (Array.isArray(keys) ? keys : [keys]) as readonly (string | number)[];
  return `$${steps.map((step) => stepOf(step, fromEnd)).join('')}`;
}

function stepOf(step: string | number, fromEnd: (index: number) => string): string {
  if (typeof step === 'string') return `."${step.replace(/[\\"]/g, '\\$&')}"`;
  return step < 0 ? fromEnd(-step) : `[${step}]`;
}

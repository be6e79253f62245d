/**
 * What a value is, in the words of an error message; the value itself may be secret.
 *
 * @example kindOfValue([]) // 'an array'
 */
export function kindOfValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return withArticle(typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value);
}

function withArticle(noun: string): string {
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

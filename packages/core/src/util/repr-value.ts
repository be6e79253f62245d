import { inspect } from 'node:util';

/**
 * How a value looks in logs and errors: as one would write it in JavaScript, without its middle where it is longer than
 * {@link maxChars} characters.
 *
 * @example reprValue('x') // 'x'
 * @example reprValue(5n)  // 5n
 */
export function reprValue(value: unknown): string {
  const text = repr(value, 0);
  if (text.length <= maxChars) return text;
  const half = maxChars / 2;
  return `${text.slice(0, half)} ... (${text.length - maxChars} characters truncated) ... ${text.slice(-half)}`;
}

/** How many characters of a value are shown. */
const maxChars = 300;
/** How many bytes of binary data are shown. */
const maxBytes = 32;
const maxDepth = 5;

function repr(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return inspect(value, { maxStringLength: null });
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Uint8Array) return reprBytes(value);
  if (Array.isArray(value))
    return depth < maxDepth ? `[${value.map((element) => repr(element, depth + 1)).join(', ')}]` : '[Array]';
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY, compact: true, depth: maxDepth, maxStringLength: null });
}

function reprBytes(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, maxBytes), (byte) => byte.toString(16).padStart(2, '0'));
  const rest = bytes.length - shown.length;
  if (rest > 0) shown.push(`... ${rest} more byte${rest === 1 ? '' : 's'}`);
  return `<${['Uint8Array', ...shown].join(' ')}>`;
}

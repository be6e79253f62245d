const parts = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

/**
 * Writes a decimal number without exponent, digit for digit; null for what is no decimal number.
 *
 * @example plainDecimal('1.5e-7') // '0.00000015'
 */
export function plainDecimal(text: string): string | null {
  const match = parts.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  if (whole === '' && fraction === '') return null;
  if (exponent === undefined) return withPoint(sign, whole, fraction);
  return shift(sign, whole, fraction, Number(exponent));
}

/** More zeros than any database stores; a longer number is an attack on memory or a mistake. */
const mostZeros = 20_000;

function shift(sign: string, whole: string, fraction: string, exponent: number): string | null {
  if (Math.abs(exponent) > mostZeros) return null;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return withPoint(sign, '', '0'.repeat(-point) + digits);
  if (point >= digits.length) return withPoint(sign, digits + '0'.repeat(point - digits.length), '');
  return withPoint(sign, digits.slice(0, point), digits.slice(point));
}

function withPoint(sign: string, whole: string, fraction: string): string {
  const integer = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' ? '-' : ''}${integer}${fraction === '' ? '' : `.${fraction}`}`;
}

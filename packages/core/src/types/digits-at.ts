const zero = 48;

/** The number that two decimal digits at a place of a text make; -1 where they are none. */
export function twoDigitsAt(text: string, index: number): number {
  const tens = text.charCodeAt(index) - zero;
  const ones = text.charCodeAt(index + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** The same of four digits. */
export function fourDigitsAt(text: string, index: number): number {
  const high = twoDigitsAt(text, index);
  const low = twoDigitsAt(text, index + 2);
  return high < 0 || low < 0 ? -1 : high * 100 + low;
}

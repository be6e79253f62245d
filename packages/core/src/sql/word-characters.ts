/** Whether a name may begin with this UTF-16 code unit: a letter or an underscore. False for NaN, which is what lies outside a text. */
export function isNameStart(code: number): boolean {
  return isAsciiLetter(code) || code === 95 || (code > 127 && unicodeLetter.test(String.fromCharCode(code)));
}

/** Whether a name may go on with this code unit: a letter, a digit or an underscore. */
export function isWordCharacter(code: number): boolean {
  return (
    isAsciiLetter(code) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    (code > 127 && unicodeWord.test(String.fromCharCode(code)))
  );
}

const unicodeLetter = /^\p{L}$/u;
const unicodeWord = /^[\p{L}\p{N}\p{M}]$/u;

function isAsciiLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122 && code < 128;
}

/** Texts that mean something to some database, or to something on the way to it. */
const nasty: readonly string[] = [
  "'",
  '"',
  '`',
  '[x]',
  "''; DROP TABLE x; --",
  '"; --',
  '\\',
  "\\'",
  "\\\\'",
  '/* x */',
  '-- x',
  '#x',
  '%',
  '%%',
  '_',
  '%s',
  '%(name)s',
  '?',
  '$1',
  '$$',
  '$&',
  ':name',
  '::int',
  '{x}',
  'a.b',
  '/',
  '^',
  '@x',
  '&|!=<>',
  '(',
  ',',
  'a\nb',
  'a\tb',
  'é漢',
  'Select',
  '__proto__',
  'constructor',
  '7',
  'a\u0001b',
  '\u007f',
  'x-',
  'a\r\n',
];

/** As many texts as wanted, made of pieces that are hard to quote; always the same ones. */
export function nastyTexts(count: number, pieces: number): readonly string[] {
  const random = numbers(4711);
  const texts = new Set<string>(nasty);
  while (texts.size < count) {
    const length = 1 + (random() % pieces);
    const text = Array.from({ length }, () => nasty[random() % nasty.length]).join('');
    texts.add(text);
  }
  return [...texts].slice(0, count);
}

/** Numbers that look random: a linear congruence. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}

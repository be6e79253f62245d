import { expect, test } from '@jest/globals';
import { unwrapComments } from '../../bundle/unwrap-comments.ts';

test('a paragraph becomes one line, and a comment of one line has no lines around it', () => {
  expect(unwrapComments('    /**\n     * One\n     * two.\n     */\n    x: number;\n')).toBe(
    '    /** One two. */\n    x: number;\n',
  );
  expect(unwrapComments('/**\n * One\n * two.\n *\n * Three.\n */')).toBe('/**\n * One two.\n *\n * Three.\n */');
});

test('a tag begins a line, and needs no empty one in front of it', () => {
  expect(unwrapComments('/**\n * One.\n *\n * @throws Error where\n *   it fails\n */')).toBe(
    '/**\n * One.\n * @throws Error where\n *   it fails\n */',
  );
});

test.each([
  '- one\n * - two',
  '| a |\n * | b |',
  'Code:\n *   x\n *   y',
  '@example\n * const x = 1;\n *\n * f(x);\n * @example f',
])('lists, tables and examples keep their lines: %j', (text) => {
  const comment = `/**\n * ${text}\n */`;
  expect(unwrapComments(comment)).toBe(comment);
});

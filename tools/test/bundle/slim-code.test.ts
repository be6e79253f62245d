import { expect, test } from '@jest/globals';
import { slimCode } from '../../bundle/slim-code.ts';

test('classes, members and exported functions keep their names, and statements their lines', async () => {
  const slim = await slimCode(
    `function helper(value) { return value + 1; } // a comment
     export function createEngine(url) { return new Engine(helper(url)); }
     class Engine { #url; constructor(url) { this.#url = url; } connect() { const first = this.#url; return first; } }`,
    new Set(['createEngine']),
  );
  expect(slim).toContain('function createEngine(');
  expect(slim).toContain('class Engine');
  expect(slim).toContain('connect()');
  expect(slim).not.toContain('helper');
  expect(slim).not.toContain('comment');
  expect(slim.split('\n').length).toBe(2);
});

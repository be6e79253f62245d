import { describe, expect, test } from '@jest/globals';
import { tidily } from '../src/tidily.ts';

const fails = (message: string) => () => Promise.reject(new Error(message));

describe('what is cleaned up after a test', () => {
  test('does not hide the error of the test', async () => {
    await expect(tidily(fails('of the test'), fails('of the cleaning'))).rejects.toThrow('of the test');
  });

  test('fails a test that passed', async () => {
    await expect(tidily(() => 1, fails('of the cleaning'))).rejects.toThrow('of the cleaning');
  });

  test('leaves the result', async () => {
    await expect(
      tidily(
        () => 1,
        () => undefined,
      ),
    ).resolves.toBe(1);
  });
});

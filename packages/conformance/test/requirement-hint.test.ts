import { describe, expect, test } from '@jest/globals';
import { hinted } from '../src/requirement-hint.ts';

describe('a test that hangs on a requirement', () => {
  test('says in its error how to declare that it is absent, and keeps the error', async () => {
    const thrown = new RangeError('A wrong password was accepted.');
    const error = await hinted(['accounts', 'savepoints'], () => {
      throw thrown;
    }).catch((caught: unknown) => caught);
    expect(error).toBe(thrown);
    const hints = `This test is for databases of which it is true: "One logs in with a user name and a password." If it is not true of this one, declare it: lacks: ['accounts'] in the conformance test.`;
    expect(thrown.message).toContain(`A wrong password was accepted.\n\n${hints}\n`);
    expect(thrown.message).toMatch(/declare it: the capability that says so\.$/);
    expect(thrown.stack).toMatch(/^RangeError: A wrong.*\n\nThis test(?:.|\n)*\n +at /);
  });

  test('passes as it is', async () => {
    await expect(hinted(['accounts'], () => undefined)).resolves.toBeUndefined();
  });

  test('has its error told where one cannot be written to', async () => {
    const frozen = Object.freeze(new Error('frozen'));
    await expect(
      hinted(['accounts'], () => {
        throw frozen;
      }),
    ).rejects.toBe(frozen);
  });
});

import { expect, test } from '@jest/globals';
import { loadMysql2 } from '../../src/driver/load-mysql2.ts';

test('a missing mysql2 is an error that says what to install', async () => {
  const missing = Object.assign(new Error("Cannot find package 'mysql2'"), { code: 'ERR_MODULE_NOT_FOUND' });
  await expect(loadMysql2(() => Promise.reject(missing))).rejects.toMatchObject({
    message: expect.stringContaining('npm install mysql2'),
    cause: missing,
  });
});

test('another error while loading mysql2 stays what it is', async () => {
  await expect(loadMysql2(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

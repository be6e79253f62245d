import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DriverConnection } from '@aludel/core/dialect';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pgliteDriver } from '../../src/index.ts';
import { failureOf } from '../support/failure-of.ts';
import { targetOf } from '../support/target.ts';

const parent = mkdtempSync(join(tmpdir(), 'aludel-pglite-'));
const folder = join(parent, 'not', 'there', 'yet');
const longMs = 120_000;

afterAll(() => rmSync(parent, { recursive: true }));

const connect = async (path: string): Promise<DriverConnection> => pgliteDriver.connect(targetOf(path));
const run = async (connection: DriverConnection, sql: string): Promise<unknown[][]> =>
  (await connection.execute(sql, [], { prepare: false })).rows;

describe('the databases of a process', () => {
  test(
    'those who open the same folder share one database, whatever they call it',
    async () => {
      const [one, two] = await Promise.all([connect(folder), connect(folder)]);
      symlinkSync(folder, join(parent, 'link'));
      const three = await connect(join(parent, 'link'));
      await run(one, 'CREATE TABLE shared (id int)');
      for (const connection of [two, three]) expect(await run(connection, 'SELECT * FROM shared')).toEqual([]);
      await one.close();
      await two.close();
      expect(await run(three, 'SELECT * FROM shared')).toEqual([]);
      await three.close();
      expect(three.isAlive).toBe(false);
    },
    longMs,
  );

  test(
    'the last one closes it; who comes while it is closed waits and opens it anew',
    async () => {
      const one = await connect(folder);
      const closing = Promise.resolve(one.close());
      const two = await connect(folder);
      await closing;
      expect(await run(two, 'SELECT * FROM shared')).toEqual([]);
      await two.close();
      await two.close();
      expect(existsSync(join(folder, 'postmaster.pid'))).toBe(false);
    },
    longMs,
  );

  test(
    'another thread of this process is kept out; a predecessor with the same process id is not',
    async () => {
      const lock = join(folder, '.aludel.lock');
      writeFileSync(lock, `${process.pid}\n${performance.timeOrigin}\n`);
      expect(await failureOf(() => connect(folder))).toMatchObject({
        code: '55006',
        message: expect.stringContaining('is in use in this process, by another thread or by another copy'),
      });
      writeFileSync(lock, `${process.pid}\n${performance.timeOrigin - 5000}\n`);
      const one = await connect(folder);
      expect(await run(one, 'SELECT * FROM shared')).toEqual([]);
      await one.close();
      expect(existsSync(lock)).toBe(false);
    },
    longMs,
  );

  test('a folder of other files is left alone', async () => {
    const other = join(parent, 'photos');
    mkdirSync(other);
    writeFileSync(join(other, 'cat.jpg'), '');
    expect(await failureOf(() => connect(other))).toMatchObject({
      message: expect.stringContaining('holds other files, and no PostgreSQL database'),
    });
  });

  test.each(['/proc/nowhere', '/dev/null/data'])('a folder that cannot be made is an error that says so: %s', async (path) => {
    expect(await failureOf(() => connect(path))).toMatchObject({
      code: '58030',
      message: expect.stringMatching(new RegExp(`The folder ${path} cannot be used \\(E\\w+\\)`)),
    });
  });

  test(
    'a database of another PostgreSQL is an error that names it',
    async () => {
      const old = join(parent, 'old');
      mkdirSync(old);
      writeFileSync(join(old, 'PG_VERSION'), '9\n');
      expect((await failureOf(() => connect(old))).message).toContain(
        `could not open the database in ${old}, which was made by PostgreSQL 9`,
      );
      expect(existsSync(join(old, '.aludel.lock'))).toBe(false);
    },
    longMs,
  );
});

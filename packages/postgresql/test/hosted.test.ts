import { inspect } from 'node:util';
import { createEngine, type Engine, Session, sessionmaker, text } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { postgresql } from '../src/index.ts';
import { describeServer } from './support/server.ts';

// What an application meets at a hosted PostgreSQL: TLS bound to the login, and a pooler in transaction mode.

describeServer('ALUDEL_TEST_POSTGRESQL_TLS_URL', 'an engine over TLS with channel_binding=require', (url) => {
  test('works, encrypted, without ever showing the password', async () => {
    await using engine = createEngine(url, { dialect: postgresql });
    await using session = new Session(engine);
    const encrypted = await session.scalar(text('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'));
    expect(encrypted).toBe(true);
    expect(engine.url.query).toMatchObject({ sslmode: 'require', channel_binding: 'require' });
    expectNoPassword(engine);
  });

  test('is refused where TLS is forbidden, when the engine is made', () => {
    const forbidden = url.replace('sslmode=require', 'sslmode=disable');
    expect(() => createEngine(forbidden, { dialect: postgresql })).toThrow('channel_binding=require needs TLS');
  });

  test('says nothing of the password when the login fails', async () => {
    await using engine = createEngine(url, { dialect: postgresql });
    await using wrong = createEngine(engine.url.set({ password: 'not-the-pass-word' }), { dialect: postgresql });
    const error: unknown = await wrong.connect().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'OperationalError' });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('not-the-pass-word');
  });
});

describeServer('ALUDEL_TEST_PGBOUNCER_URL', 'an engine behind a pooler in transaction mode', (url) => {
  test('keeps its statements unprepared by itself, so that they work on every server connection', async () => {
    await using engine = createEngine(url, { dialect: postgresql, poolSize: 10 });
    const SessionLocal = sessionmaker(engine);
    const statement = text('SELECT CAST(:n AS integer) AS n');
    const task = (n: number) => SessionLocal.begin((session) => session.scalar(statement, { n }));
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    expect(await Promise.all(numbers.map(task))).toEqual(numbers);
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('commits and rolls back as usual', async () => {
    await using engine = createEngine(url, { dialect: postgresql });
    const table = `hosted_${process.pid}`;
    await engine.begin((connection) => connection.execute(text(`CREATE TABLE ${table} (x integer)`)).then(() => undefined));
    try {
      const insert = text(`INSERT INTO ${table} (x) VALUES (:x)`);
      await engine.begin(async (connection) => void (await connection.execute(insert, [{ x: 1 }, { x: 2 }])));
      await expect(
        engine.begin(async (connection) => {
          await connection.execute(insert, { x: 3 });
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');
      expect(await count(engine, table)).toBe(2);
    } finally {
      await engine.begin((connection) => connection.execute(text(`DROP TABLE ${table}`)).then(() => undefined));
    }
  });
});

async function count(engine: Engine, table: string): Promise<unknown> {
  await using connection = await engine.connect();
  return connection.scalar(text(`SELECT count(*) FROM ${table}`));
}

function expectNoPassword(engine: Engine): void {
  const password = engine.url.password ?? '';
  expect(password).not.toBe('');
  const shown = [
    String(engine),
    JSON.stringify({ engine, url: engine.url }),
    inspect(engine, { depth: 10, showHidden: true }),
    inspect(engine.pool, { depth: 10 }),
  ];
  for (const text of shown) expect(text).not.toContain(`:${password}@`);
}

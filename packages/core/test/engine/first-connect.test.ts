import { describe, expect, test } from '@jest/globals';
import { OperationalError } from '../../src/errors/database-errors.ts';
import { FakeDatabase, FakeError, failOnce, fakeEngine } from './fake-dialect.ts';

describe('The first connection of an engine', () => {
  test('asks the server what it is, once, also if several are opened at the same time', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const connections = await Promise.all([engine.connect(), engine.connect(), engine.connect()]);
    const last = await engine.connect();
    expect(database.inits).toBe(1);
    expect(last.defaultIsolationLevel).toBe('SERIALIZABLE');
    await Promise.all([...connections, last].map((connection) => connection.close()));
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('asks again if that failed, and leaves nothing behind', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    failOnce(database, 'initialize', new FakeError('operational', 'starting up'));
    const outcomes = await Promise.allSettled([engine.connect(), engine.connect()]);
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.close();
    expect(engine.pool.checkedout()).toBe(0);
    await (await engine.connect()).close();
    expect(database.inits).toBe(2);
  });

  test('is asked again if it fails, with an error of ours', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    failOnce(database, 'connect', new FakeError('operational', 'refused'));
    await expect(engine.connect()).rejects.toThrow(OperationalError);
    expect(engine.pool.checkedout()).toBe(0);
    await (await engine.connect()).close();
  });
});

describe('dispose()', () => {
  test('closes idle connections at once and the others when they come back; the engine goes on', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const used = await engine.connect();
    await (await engine.connect()).close();
    const pool = engine.pool;
    await engine.dispose();
    expect(engine.pool).not.toBe(pool);
    expect(database.open.map(({ id }) => id)).toEqual([1]);
    await used.close();
    expect(database.open).toEqual([]);
    expect(pool.checkedout()).toBe(0);
    await (await engine.connect()).close();
    expect(database.open.map(({ id }) => id)).toEqual([3]);
    await engine.dispose();
    await engine.dispose();
    expect(database.open).toEqual([]);
  });

  test('lets the statements under way end, and the transaction be committed', async () => {
    const { text } = await import('../../src/sql/text-clause.ts');
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const done = engine.begin((connection) => connection.execute(text('A')));
    await engine.dispose();
    await done;
    await engine.dispose();
    expect(database.take()).toContain('1 COMMIT');
    expect(database.open).toEqual([]);
  });

  test('leaves idle connections alone where that is asked for', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    await (await engine.connect()).close();
    await engine.dispose({ close: false });
    expect(database.open.length).toBe(1);
  });
});

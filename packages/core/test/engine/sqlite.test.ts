import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sqlite } from '../../../sqlite/src/index.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { OperationalError, UniqueViolationError } from '../../src/errors/database-errors.ts';
import { Session } from '../../src/orm/session/session.ts';
import { text } from '../../src/sql/text-clause.ts';

const insert = text('INSERT INTO point (x) VALUES (:x)');
const count = text<{ n: number }>('SELECT count(*) AS n FROM point');

let engine: Engine;

beforeEach(async () => {
  engine = createEngine('sqlite:///:memory:', { dialect: sqlite });
  await engine.begin((connection) => connection.execute(text('CREATE TABLE point (x INTEGER UNIQUE)')));
});

afterEach(async () => {
  expect(engine.pool.checkedout()).toBe(0);
  await engine.dispose();
});

const rowCount = (): Promise<number | null> => engine.begin((connection) => connection.scalar(count));

describe('On SQLite', () => {
  test('one commits as one goes', async () => {
    await using connection = await engine.connect();
    await connection.execute(insert, [{ x: 1 }, { x: 2 }]);
    await connection.commit();
    await connection.execute(insert, { x: 3 });
    await connection.close();
    expect(await rowCount()).toBe(2);
  });

  test('one begins once', async () => {
    await engine.begin((connection) => connection.execute(insert, { x: 1 }));
    await expect(
      engine.begin(async (connection) => {
        await connection.execute(insert, { x: 2 });
        throw new Error('mine');
      }),
    ).rejects.toThrow('mine');
    expect(await rowCount()).toBe(1);
  });

  test('an error leaves the transaction open', async () => {
    await engine.begin(async (connection) => {
      await connection.execute(insert, { x: 1 });
      await expect(connection.execute(insert, { x: 1 })).rejects.toThrow(UniqueViolationError);
      expect(connection.inTransaction()).toBe(true);
      await connection.execute(insert, { x: 2 });
    });
    expect(await rowCount()).toBe(2);
  });

  test('savepoints nest', async () => {
    await engine.begin(async (connection) => {
      await connection.execute(insert, { x: 1 });
      await connection.beginNested(async () => {
        await connection.execute(insert, { x: 2 });
        await expect(
          connection.beginNested(async () => {
            await connection.execute(insert, { x: 3 });
            throw new Error('mine');
          }),
        ).rejects.toThrow('mine');
        await connection.execute(insert, { x: 4 });
      });
      const last = await connection.beginNested();
      await connection.execute(insert, { x: 5 });
      await last.rollback();
    });
    expect(await engine.begin((connection) => connection.scalars(text('SELECT x FROM point ORDER BY x')).all())).toEqual([
      1, 2, 4,
    ]);
  });

  test('Promise.all on one connection loses nothing', async () => {
    await engine.begin((connection) => Promise.all(Array.from({ length: 50 }, (_, x) => connection.execute(insert, { x }))));
    expect(await rowCount()).toBe(50);
  });

  test('a result is there in full, by name and by position', async () => {
    await engine.begin((connection) => connection.execute(insert, [{ x: 1 }, { x: 2 }]));
    await using connection = await engine.connect();
    const result = await connection.execute(text<{ x: number; y: number }>('SELECT x, x * 2 AS y FROM point ORDER BY x'));
    expect(result.all().map((row) => `x: ${row.x} y: ${row[1]}`)).toEqual(['x: 1 y: 2', 'x: 2 y: 4']);
    const changed = await connection.execute(text('UPDATE point SET x = x + 10'));
    expect(changed.rowcount).toBe(2);
    expect(() => changed.all()).toThrow('This result object does not return rows. It has been closed automatically.');
  });

  test('a stream ends with its transaction', async () => {
    await engine.begin((connection) =>
      connection.execute(
        insert,
        Array.from({ length: 100 }, (_, x) => ({ x })),
      ),
    );
    await using connection = await engine.connect();
    const stream = await connection.stream(text('SELECT x FROM point'), {}, { executionOptions: { yieldPer: 10 } });
    expect(await stream.fetchmany(3)).toHaveLength(3);
    await connection.commit();
    await expect(stream.fetchmany(30)).rejects.toThrow('closed');
  });

  test('a statement that ends the transaction behind our back, ON CONFLICT ROLLBACK, is noticed', async () => {
    await expect(
      engine.begin(async (connection) => {
        await connection.execute(insert, { x: 1 });
        await connection.execute(text('INSERT OR ROLLBACK INTO point VALUES (1)')).then(undefined, () => undefined);
        await connection.execute(insert, { x: 2 });
      }),
    ).rejects.toThrow();
    expect(await rowCount()).toBe(0);
  });

  test('AUTOCOMMIT keeps each statement, and a BEGIN sent as a text does not outlive its connection', async () => {
    const autocommit = engine.executionOptions({ isolationLevel: 'AUTOCOMMIT' });
    const connection = await autocommit.connect();
    await connection.execute(insert, { x: 1 });
    await connection.rollback();
    await connection.execute(text('BEGIN'));
    await connection.execute(insert, { x: 2 });
    await connection.close();
    expect(await rowCount()).toBe(1);
  });

  test('a session in a transaction does not block connections of the same memory engine (the tutorial does so)', async () => {
    await using session = new Session(engine);
    await session.execute(count);
    expect(session.inTransaction()).toBe(true);
    await using connection = await engine.connect();
    expect(await connection.scalar(count)).toBe(0);
    await engine.begin((other) => other.execute(insert, { x: 1 }));
    expect(await session.scalar(count)).toBe(1);
    await connection.close();
    await session.commit();
  });

  test('a memory engine that waits for an uncommitted write of its own says so instead of waiting for ever', async () => {
    const impatient = createEngine('sqlite:///:memory:', { dialect: sqlite, connectArgs: { timeout: 0.05 } });
    await impatient.begin((connection) => connection.execute(text('CREATE TABLE point (x INTEGER)')));
    const writer = await impatient.connect();
    await writer.execute(insert, { x: 1 });
    await expect(impatient.begin((connection) => connection.execute(insert, { x: 2 }))).rejects.toThrow(OperationalError);
    await writer.close();
    await impatient.dispose();
  });
});

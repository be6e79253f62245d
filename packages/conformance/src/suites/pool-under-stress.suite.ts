import { text, TimeoutError } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SuiteContext } from '../suite-context.ts';

export function poolUnderStress(context: SuiteContext): void {
  const { entry } = context.tables({ entry: 'id INTEGER NOT NULL PRIMARY KEY' });
  const insert = text(`INSERT INTO ${entry} (id) VALUES (:id)`);
  const ids = text(`SELECT id FROM ${entry} ORDER BY id`);

  test('64 transactions over 10 connections: what succeeded is there, what failed is not, and no connection is lost', async () => {
    const engine = context.engine({ poolSize: 10, maxOverflow: 0 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 64 }, (_unused, id) =>
        engine.begin(async (connection) => {
          await connection.execute(insert, { id });
          await sleep(id % 5);
          if (id % 4 === 0) throw new Error('as intended');
          // Half of the others fail in the database: the key is there already.
          if (id % 4 === 1) await connection.execute(insert, { id });
        }),
      ),
    );
    const expected = Array.from({ length: 64 }, (_unused, id) => id).filter((id) => id % 4 > 1);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(expected.length);
    expect(await engine.begin((connection) => connection.scalars(ids).all())).toEqual(expected);
  });

  test('connections that are closed in the middle of a transaction pass nothing on', async () => {
    const engine = context.engine({ poolSize: 2, maxOverflow: 0 });
    await Promise.all(
      Array.from({ length: 20 }, async (_unused, id) => {
        const connection = await engine.connect();
        await connection.execute(insert, { id });
        await connection.close();
      }),
    );
    expect(await engine.begin((connection) => connection.scalars(ids).all())).toEqual([]);
  });

  test('calls on one connection that are not awaited are carried out in their order', async () => {
    const connection = await context.engine().connect();
    await Promise.all([
      ...Array.from({ length: 30 }, (_unused, id) => connection.execute(insert, { id })),
      connection.commit(),
      connection.execute(insert, { id: 99 }),
      connection.rollback(),
    ]);
    expect(await connection.scalars(ids).all()).toEqual(Array.from({ length: 30 }, (_unused, id) => id));
    await connection.close();
  });

  test('who waits too long for a connection gets a TimeoutError, and the pool goes on', async () => {
    const engine = context.engine({ poolSize: 1, maxOverflow: 0, poolTimeout: 0.1 });
    const connection = await engine.connect();
    await expect(engine.connect()).rejects.toThrow(TimeoutError);
    await connection.close();
    await (await engine.connect()).close();
  });
}

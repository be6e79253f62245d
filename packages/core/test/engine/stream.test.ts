import { describe, expect, test } from '@jest/globals';
import type { StatementOptions } from '../../src/engine/statement-source.ts';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import { OperationalError } from '../../src/errors/database-errors.ts';
import { ResourceClosedError } from '../../src/errors/invalid-request-errors.ts';
import { listen } from '../../src/event/listen.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, failOnce, fakeEngine } from './fake-dialect.ts';

const select = text<{ x: number }>('SELECT x');

async function connected() {
  const database = new FakeDatabase();
  database.rows = [[1], [2], [3]];
  const engine = fakeEngine(database);
  const connection = await engine.connect();
  database.take();
  return { database, engine, connection };
}

describe('stream()', () => {
  test('reads piece by piece, and closes at the end', async () => {
    const { database, connection } = await connected();
    const seen: number[] = [];
    for await (const row of connection.stream(select, {}, { executionOptions: { yieldPer: 2 } })) seen.push(row.x);
    expect(seen).toEqual([1, 2, 3]);
    expect(database.take().slice(0, 4)).toEqual(['1 BEGIN', '1 stream SELECT x', '1 read', '1 read']);
    expect(database.calls.filter((call) => call === '1 close stream').length).toBeLessThanOrEqual(1);
    await connection.close();
  });

  test('takes the batch size of the statement, over it that of the connection, over it that of the call', async () => {
    const { database, connection } = await connected();
    const reads = async (statement: typeof select, options?: StatementOptions): Promise<number> => {
      database.take();
      await connection.stream(statement, {}, options).all();
      return database.take().filter((call) => call === '1 read').length;
    };
    const oneByOne = select.executionOptions({ yieldPer: 1 });
    const atOnce = await reads(select);
    const singly = await reads(oneByOne);
    expect(singly).toBeGreaterThan(atOnce);
    connection.executionOptions({ yieldPer: 1000 });
    expect(await reads(oneByOne)).toBe(atOnce);
    expect(await reads(oneByOne, { executionOptions: { yieldPer: 1 } })).toBe(singly);
    await connection.close();
  });

  test('checks the options of a statement like all others', async () => {
    const { connection } = await connected();
    await expect(connection.execute(select.executionOptions({ yieldPer: 0 }))).rejects.toThrow(ArgumentError);
    await expect(connection.execute(select.executionOptions({ isolationLevel: 'AUTOCOMMIT' } as never))).rejects.toThrow(
      'cannot be given for one statement',
    );
    await connection.close();
  });

  test('closes when the loop is left', async () => {
    const { database, connection } = await connected();
    for await (const _row of connection.stream(select)) break;
    expect(database.take()).toEqual(['1 BEGIN', '1 stream SELECT x', '1 read', '1 close stream']);
    await connection.close();
  });

  test.each([
    ['commit', 'COMMIT'],
    ['rollback', 'ROLLBACK'],
    ['close', 'ROLLBACK'],
  ] as const)('ends at %s(), before the transaction does', async (end, call) => {
    const { database, engine, connection } = await connected();
    const first = await connection.stream(select);
    const second = await connection.stream(select);
    await connection[end]();
    expect(database.take().slice(-3)).toEqual(['1 close stream', '1 close stream', `1 ${call}`]);
    await expect(first.all()).rejects.toThrow(ResourceClosedError);
    await expect(second.fetchone()).rejects.toThrow('This stream was closed, since its transaction or its connection has ended.');
    await connection.close();
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('ends when a savepoint is rolled back', async () => {
    const { database, connection } = await connected();
    const savepoint = await connection.beginNested();
    await connection.stream(select);
    await savepoint.rollback();
    expect(database.take().slice(-2)).toEqual(['1 close stream', '1 ROLLBACK TO SAVEPOINT sa_savepoint_1']);
    await connection.close();
  });

  test('whose end fails does not keep the connection', async () => {
    const { database, engine, connection } = await connected();
    await connection.stream(select);
    failOnce(database, 'close stream');
    await connection.close();
    expect(engine.pool.checkedout()).toBe(0);
    expect(database.open).toEqual([]);
  });

  test('whose reading fails throws an error of ours, and can be closed', async () => {
    const { database, engine, connection } = await connected();
    const stream = await connection.stream(select);
    failOnce(database, 'read');
    await expect(stream.all()).rejects.toThrow(OperationalError);
    await stream.close();
    await connection.execute(text('A'));
    await connection.close();
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('refuses a list of parameters', async () => {
    const { connection } = await connected();
    await expect(connection.stream(text('SELECT :x'), [{ x: 1 }, { x: 2 }])).rejects.toThrow(ArgumentError);
    await connection.close();
  });

  test('tells the same listeners as execute()', async () => {
    const { engine, connection } = await connected();
    const heard: string[] = [];
    listen(engine, 'beforeExecute', () => void heard.push('beforeExecute'));
    listen(engine, 'beforeCursorExecute', () => void heard.push('beforeCursorExecute'));
    listen(engine, 'afterCursorExecute', () => void heard.push('afterCursorExecute'));
    await connection.stream(select).all();
    expect(heard).toEqual(['beforeExecute', 'beforeCursorExecute', 'afterCursorExecute']);
    await connection.close();
  });
});

import { AludelError, type Connection, text } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { endlessRows, fillNumbers, numbersColumns } from '../numbers-table.ts';
import type { SuiteContext } from '../suite-context.ts';

export function streaming(context: SuiteContext): void {
  const { number } = context.tables({ number: numbersColumns });
  const executionOptions = { yieldPer: 100 };

  async function connectToNumbers(): Promise<Connection> {
    const engine = context.engine({ poolSize: 1, maxOverflow: 0 });
    await fillNumbers(engine, number);
    return engine.connect();
  }

  async function isUsable(connection: Connection): Promise<void> {
    expect(await connection.scalar(text(`SELECT COUNT(*) FROM ${number}`))).toBe(1_000);
  }

  test('every row arrives once, in order, however the batches fall', async () => {
    const connection = await connectToNumbers();
    const seen: unknown[] = [];
    for await (const row of connection.stream(
      text(`SELECT n FROM ${number} ORDER BY n`),
      {},
      { executionOptions: { yieldPer: 300 } },
    ))
      seen.push(row.n);
    expect(seen).toEqual(Array.from({ length: 1_000 }, (_unused, n) => n));
    await isUsable(connection);
    await connection.close();
  });

  test('parameters and values are those of an ordinary execution', async () => {
    const connection = await connectToNumbers();
    const seen: unknown[] = [];
    for await (const row of connection.stream(text(`SELECT n FROM ${number} WHERE n BETWEEN :low AND :high ORDER BY n`), {
      low: 5,
      high: 7,
    }))
      seen.push(row.n);
    expect(seen).toEqual([5, 6, 7]);
    await connection.close();
  });

  test('a result without rows is an empty stream', async () => {
    const connection = await connectToNumbers();
    for await (const _row of connection.stream(text(`SELECT n FROM ${number} WHERE n < 0`))) throw new Error('There is no row.');
    await isUsable(connection);
    await connection.close();
  });

  test('only what is asked for is read: the beginning of an endless result is there at once', async () => {
    const connection = await connectToNumbers();
    let count = 0;
    for await (const _row of connection.stream(text(endlessRows(number)), {}, { executionOptions })) if (++count === 250) break;
    expect(count).toBe(250);
    await isUsable(connection);
    await connection.close();
  });

  test('a stream that is left behind ends with its transaction, and the connection goes on', async () => {
    const connection = await connectToNumbers();
    const stream = await connection.stream(text(endlessRows(number)), {}, { executionOptions });
    const rows = stream[Symbol.asyncIterator]();
    await rows.next();
    await connection.rollback();
    await isUsable(connection);
    await connection.close();
  });

  test('a stream that is left behind does not follow its connection into the pool', async () => {
    const connection = await connectToNumbers();
    const { engine } = connection;
    const stream = await connection.stream(text(endlessRows(number)), {}, { executionOptions });
    await stream[Symbol.asyncIterator]().next();
    await connection.close();
    const next = await engine.connect();
    await isUsable(next);
    await next.close();
  });

  test('an error in the middle reaches the reader, after the rows before it', async () => {
    const connection = await connectToNumbers();
    const sql = `SELECT n, CASE WHEN n = 500 THEN ${context.notation.failing} ELSE 0 END AS x FROM ${number} ORDER BY n`;
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const row of connection.stream(text(sql), {}, { executionOptions })) seen.push(row.n);
    })();
    await expect(reading).rejects.toThrow(AludelError);
    expect(seen.length).toBeLessThanOrEqual(500);
    expect(seen).toEqual(seen.map((_n, index) => index));
    await connection.rollback();
    await isUsable(connection);
    await connection.close();
  });

  test('an error before the first row rejects', async () => {
    const connection = await connectToNumbers();
    const reading = (async () => {
      for await (const _row of connection.stream(text(`SELECT n FROM ${number}_missing`))) throw new Error('There is no row.');
    })();
    await expect(reading).rejects.toThrow(AludelError);
    await connection.rollback();
    await isUsable(connection);
    await connection.close();
  });

  test('an error of the reader itself frees the connection', async () => {
    const connection = await connectToNumbers();
    const failure = new Error('reader');
    const reading = (async () => {
      for await (const _row of connection.stream(text(endlessRows(number)), {}, { executionOptions })) throw failure;
    })();
    await expect(reading).rejects.toBe(failure);
    await isUsable(connection);
    await connection.close();
  });

  context.when('statementsWhileStreaming', 'other statements run on the same connection meanwhile', async () => {
    const connection = await connectToNumbers();
    try {
      let checked = 0;
      for await (const row of connection.stream(text(`SELECT n FROM ${number} ORDER BY n`), {}, { executionOptions })) {
        if (Number(row.n) % 250 !== 0) continue;
        expect(await connection.scalar(text(`SELECT COUNT(*) FROM ${number}`))).toBe(1_000);
        checked++;
      }
      expect(checked).toBe(4);
    } finally {
      await connection.close();
    }
  });
}

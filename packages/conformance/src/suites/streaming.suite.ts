import { AludelError, bindparam, type Connection, text, types as t } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { endlessRows, fillNumbers, numbersColumns } from '../numbers-table.ts';
import type { SuiteContext } from '../suite-context.ts';

export function streaming(context: SuiteContext): void {
  const { binaryType, dateType, textType, timestampType } = context.notation;
  const { number, kind } = context.tables({
    number: numbersColumns,
    kind: `id INTEGER NOT NULL PRIMARY KEY, big BIGINT, exact DECIMAL(20, 5), approximate DOUBLE PRECISION, words ${textType}, bytes ${binaryType}, truth BOOLEAN, day ${dateType}, moment ${timestampType}`,
  });
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

  test('values of every kind are those of an ordinary execution, whether or not they have a type', async () => {
    await using connection = await context.engine().connect();
    const insert = text(
      `INSERT INTO ${kind} (id, big, exact, approximate, words, bytes, truth, day, moment) VALUES (:id, :big, :exact, :approximate, :words, :bytes, :truth, :day, :moment)`,
    ).bindparams(bindparam('moment', { type: t.DateTime }), bindparam('day', { type: t.Date }));
    const values = {
      big: 2n ** 63n - 1n,
      exact: '12345.5',
      approximate: 1 / 3,
      words: "it's 漢 ".repeat(20_000),
      bytes: Uint8Array.of(0, 255, 39, 92),
      truth: true,
      day: '2024-02-29',
      moment: new Date('2024-02-29T12:30:00.125Z'),
    };
    await connection.execute(insert, [
      { ...values, id: 1 },
      { ...values, id: 2, bytes: Uint8Array.of(1, 2, 3), words: '' },
      { ...Object.fromEntries(Object.keys(values).map((name) => [name, null])), id: 3 },
    ]);
    const untyped = text(`SELECT * FROM ${kind} ORDER BY id`);
    const typed = untyped.columns({ moment: t.DateTime, day: t.Date, exact: t.Numeric(20, 5), truth: t.Boolean });
    for (const statement of [untyped, typed] as const) {
      const executed = (await connection.execute(statement as typeof untyped).all()).map((row) => [
        ...(row as Iterable<unknown>),
      ]);
      const streamed: unknown[][] = [];
      for await (const row of connection.stream(statement as typeof untyped, {}, { executionOptions: { yieldPer: 2 } }))
        streamed.push([...(row as Iterable<unknown>)]);
      expect(streamed).toEqual(executed);
      expect(streamed[0]?.[1]).toBe(values.big);
      expect(streamed[0]?.[4]).toBe(values.words);
      const [first = []] = streamed;
      expect([...(first[5] as Uint8Array)]).toEqual([...values.bytes]);
    }
  });

  test('a stream that was left early holds nothing: its table can be changed and dropped at once', async () => {
    const connection = await connectToNumbers();
    for await (const _row of connection.stream(text(`SELECT n FROM ${number}`), {}, { executionOptions })) break;
    await connection.execute(text(`DELETE FROM ${number} WHERE n > 10`));
    await connection.commit();
    for await (const _row of connection.stream(text(`SELECT n FROM ${number}`), {}, { executionOptions: { yieldPer: 2 } })) break;
    await connection.execute(text(`DROP TABLE ${number}`));
    await connection.execute(text(`CREATE TABLE ${number} (${numbersColumns})`));
    await connection.commit();
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

  // More rows than any driver fetches at once: those that come after another statement must be there as well.
  context.when('statementsWhileStreaming', 'other statements run on the same connection meanwhile', async () => {
    const connection = await connectToNumbers();
    const sql = `SELECT a.n * 1000 + b.n AS n FROM ${number} a CROSS JOIN ${number} b WHERE a.n < 20 ORDER BY a.n, b.n`;
    try {
      let count = 0;
      for await (const row of connection.stream(text(sql), {}, { executionOptions })) {
        if (Number(row.n) !== count++) throw new AludelError(`Row ${count} of the stream has the number ${row.n}.`);
        if (count % 5_000 === 0) expect(await connection.scalar(text(`SELECT COUNT(*) FROM ${number}`))).toBe(1_000);
      }
      expect(count).toBe(20_000);
    } finally {
      await connection.close();
    }
  });
}

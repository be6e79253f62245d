import { describe, expect, jest, test } from '@jest/globals';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import { MultipleResultsFound, NoResultFound, ResourceClosedError } from '../../src/errors/invalid-request-errors.ts';
import { resultShape } from '../../src/result/result-shape.ts';
import { StreamPromise } from '../../src/result/stream-promise.ts';
import { StreamingResult } from '../../src/result/streaming-result.ts';

type Numbers = StreamingResult<[number, string], { n: number; s: string }>;

interface Source {
  readonly shape: ReturnType<typeof resultShape>;
  readonly asked: number[];
  read: jest.Mock<(count: number) => unknown[][] | Promise<unknown[][]>>;
  finish: jest.Mock<() => void | Promise<void>>;
}

function source(total: number, isAsync = true): Source {
  const asked: number[] = [];
  let given = 0;
  const next = (count: number) =>
    Array.from({ length: Math.min(count, total - given) }, () => [given++, `s${given}`] as unknown[]);
  return {
    shape: resultShape(['n', 's']),
    asked,
    read: jest.fn((count: number) => {
      asked.push(count);
      return isAsync ? Promise.resolve().then(() => next(count)) : next(count);
    }),
    finish: jest.fn(() => (isAsync ? Promise.resolve() : undefined)),
  };
}

function stream(from: Source, batchSize?: number): Numbers {
  return new StreamingResult(from, batchSize);
}

describe.each([
  ['later', true],
  ['at once', false],
])('a stream of rows that are there %s', (_when, isAsync) => {
  test('is iterated to its end, and frees its source then', async () => {
    const from = source(120, isAsync);
    const seen: number[] = [];
    for await (const row of stream(from)) seen.push(row.n);
    expect(seen).toEqual(Array.from({ length: 120 }, (_none, index) => index));
    expect(from.finish).toHaveBeenCalledTimes(1);
  });

  test('frees its source when the loop is left', async () => {
    const from = source(120, isAsync);
    const rows = stream(from);
    for await (const { n } of rows) if (n === 3) break;
    expect(from.finish).toHaveBeenCalledTimes(1);
    expect(rows.closed).toBe(true);
    await expect(rows.all()).rejects.toThrow(ResourceClosedError);
  });

  test('frees its source when the body of the loop throws', async () => {
    const from = source(3, isAsync);
    const loop = async () => {
      for await (const { n } of stream(from)) throw new Error(`at ${n}`);
    };
    await expect(loop()).rejects.toThrow('at 0');
    expect(from.finish).toHaveBeenCalledTimes(1);
  });

  test('gives all that is left, and none when asked again', async () => {
    const from = source(4, isAsync);
    const rows = stream(from);
    expect(String(await rows.fetchone())).toBe("(0, 's1')");
    expect((await rows.fetchmany(2)).map(String)).toEqual(["(1, 's2')", "(2, 's3')"]);
    expect((await rows.all()).map(String)).toEqual(["(3, 's4')"]);
    expect([await rows.all(), await rows.fetchone(), await rows.first()]).toEqual([[], null, null]);
    expect(rows.closed).toBe(false);
    expect(from.finish).toHaveBeenCalledTimes(1);
  });

  test('gives scalars, mappings and columns of the same cursor', async () => {
    const rows = stream(source(6, isAsync));
    expect(await rows.scalars('s').fetchmany(1)).toEqual(['s1']);
    expect(await rows.mappings().fetchone()).toEqual({ n: 1, s: 's2' });
    expect(await rows.mappings().columns('s').fetchmany(1)).toEqual([{ s: 's3' }]);
    expect(String(await rows.columns('s', 'n').fetchone())).toBe("('s4', 3)");
    expect(await rows.scalars().all()).toEqual([4, 5]);
    expect([rows.keys(), rows.mappings().keys()]).toEqual([
      ['n', 's'],
      ['n', 's'],
    ]);
  });

  test('gives the first or the only row and frees its source', async () => {
    for (const method of ['first', 'scalar', 'one', 'oneOrNone', 'scalarOne', 'scalarOneOrNone'] as const) {
      const from = source(1, isAsync);
      const rows = stream(from);
      const found = await rows[method]();
      expect(String(found)).toBe(method.startsWith('scalar') ? '0' : "(0, 's1')");
      expect(from.finish).toHaveBeenCalledTimes(1);
      expect(rows.closed).toBe(true);
    }
  });

  test('knows none and several', async () => {
    await expect(stream(source(0, isAsync)).one()).rejects.toThrow(NoResultFound);
    await expect(stream(source(2, isAsync)).one()).rejects.toThrow(MultipleResultsFound);
    await expect(stream(source(2, isAsync)).scalars().oneOrNone()).rejects.toThrow('one or none');
    expect(await stream(source(0, isAsync)).first()).toBeNull();
    expect(await stream(source(0, isAsync)).scalarOneOrNone()).toBeNull();
    const several = source(2, isAsync);
    await stream(several)
      .one()
      .catch(() => undefined);
    expect(several.finish).toHaveBeenCalledTimes(1);
  });

  test('leaves out what came before, over all batches', async () => {
    const rows = stream(source(10, isAsync), 3).unique((row) => row.n % 4);
    expect(await rows.fetchmany(3)).toHaveLength(3);
    const rest: number[] = [];
    for await (const row of rows) rest.push(row.n);
    expect(rest).toEqual([3]);
    expect(
      await stream(source(10, isAsync), 3)
        .scalars()
        .unique((n) => n % 2)
        .all(),
    ).toEqual([0, 1]);
    expect(
      (
        await stream(source(9, isAsync))
          .unique((row) => Math.floor(row.n / 9))
          .one()
      ).n,
    ).toBe(0);
  });

  test('is partitioned, and frees its source when that loop is left', async () => {
    const sizes: number[] = [];
    for await (const rows of stream(source(5, isAsync)).partitions(2)) sizes.push(rows.length);
    expect(sizes).toEqual([2, 2, 1]);
    const from = source(5, isAsync);
    for await (const rows of stream(from).yieldPer(2).partitions()) {
      expect(rows).toHaveLength(2);
      break;
    }
    expect(from.finish).toHaveBeenCalledTimes(1);
  });

  test('carries out overlapping calls one after the other', async () => {
    const rows = stream(source(7, isAsync), 2);
    const fetched = await Promise.all([rows.fetchmany(3), rows.fetchone(), rows.all(), rows.fetchone()]);
    expect(fetched.map((part) => (Array.isArray(part) ? part.map((row) => row.n) : (part?.n ?? null)))).toEqual([
      [0, 1, 2],
      3,
      [4, 5, 6],
      null,
    ]);
  });
});

describe('the batches of a stream', () => {
  test('grow, up to 1,000 rows', async () => {
    const from = source(5000);
    await stream(from).all();
    expect(from.asked.slice(0, 5)).toEqual([50, 200, 800, 1000, 1000]);
  });

  test('have the size given', async () => {
    const from = source(25);
    await stream(from, 10).all();
    expect(from.asked).toEqual([10, 10, 10, 10]);
    const other = source(25);
    await stream(other).yieldPer(20).all();
    expect(other.asked).toEqual([20, 20, 20]);
  });

  test('are read only when rows are asked for', async () => {
    const from = source(5000);
    const rows = stream(from, 100);
    expect(from.read).not.toHaveBeenCalled();
    await rows.fetchmany(150);
    expect(from.asked).toEqual([100, 100]);
    await rows.close();
  });

  test('cannot be empty', async () => {
    expect(() => stream(source(1), 0)).toThrow(ArgumentError);
    await expect(stream(source(1)).fetchmany(0)).rejects.toThrow(ArgumentError);
  });

  test('need no stack, however many there are', async () => {
    expect(await stream(source(20_000, false), 1).all()).toHaveLength(20_000);
    expect(
      await stream(source(20_000, false), 1)
        .unique(() => 1)
        .all(),
    ).toHaveLength(1);
    let count = 0;
    for await (const _row of stream(source(20_000, false), 1).unique((row) => row.n === 19_999)) count++;
    expect(count).toBe(2);
  });
});

describe('a stream that fails', () => {
  test.each([
    ['reads', { read: () => Promise.reject(new Error('gone')) }],
    [
      'throws',
      {
        read: () => {
          throw new Error('gone');
        },
      },
    ],
    [
      'decodes',
      {
        shape: resultShape(
          ['n', 's'],
          [
            () => {
              throw new Error('gone');
            },
          ],
        ),
      },
    ],
    [
      'cannot even be closed',
      {
        read: () => Promise.reject(new Error('gone')),
        finish: jest.fn(() => {
          throw new Error('closing');
        }),
      },
    ],
  ])('frees its source and says why: it %s', async (_what, broken) => {
    const fetches: ((rows: Numbers) => Promise<unknown>)[] = [
      (rows) => rows.all(),
      (rows) => rows.fetchone(),
      (rows) => rows.fetchmany(2),
      (rows) => rows.first(),
      (rows) => rows.scalar(),
      (rows) => rows.one(),
      (rows) => rows.unique().fetchmany(1),
      async (rows) => {
        for await (const _row of rows);
      },
      async (rows) => {
        for await (const _part of rows.partitions(1));
      },
    ];
    for (const fetch of fetches) {
      const from = { ...source(3), ...broken } as Source;
      from.finish.mockClear();
      const rows = stream(from);
      await expect(fetch(rows)).rejects.toThrow('gone');
      expect(from.finish).toHaveBeenCalledTimes(1);
      expect(rows.closed).toBe(true);
      await expect(rows.all()).rejects.toThrow('This result object is closed.');
    }
  });
});

describe('closing a stream', () => {
  test('frees the source once, however often it is done', async () => {
    const from = source(3);
    const rows = stream(from);
    await Promise.all([rows.close(), rows.close()]);
    await rows.close();
    expect(from.finish).toHaveBeenCalledTimes(1);
    await expect(rows.fetchone()).rejects.toThrow('This result object is closed.');
    await expect(rows.scalars().first()).rejects.toThrow(ResourceClosedError);
  });

  test('happens at the end of a block', async () => {
    const from = source(3);
    {
      await using rows = stream(from);
      await rows.fetchone();
    }
    expect(from.finish).toHaveBeenCalledTimes(1);
  });
});

describe('the promise of a stream', () => {
  const promise = (from: Source): StreamPromise<[number, string], { n: number; s: string }> =>
    StreamPromise.from(() => new Promise<Numbers>((resolve) => setImmediate(() => resolve(stream(from)))));

  test('is iterated without and with an await', async () => {
    const seen: number[] = [];
    for await (const row of promise(source(3))) seen.push(row.n);
    for await (const row of await promise(source(3))) seen.push(row.n);
    for await (const n of promise(source(2)).scalars()) seen.push(n);
    for await (const { n } of promise(source(2)).mappings()) seen.push(n);
    expect(seen).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 0, 1]);
  });

  test('frees the source when the loop is left', async () => {
    const from = source(3);
    for await (const _row of promise(from)) break;
    expect(from.finish).toHaveBeenCalledTimes(1);
    const unread = source(3);
    await promise(unread)[Symbol.asyncIterator]().return?.();
    expect(unread.finish).toHaveBeenCalledTimes(1);
  });

  test('has the methods of the stream', async () => {
    expect(await promise(source(3)).all()).toHaveLength(3);
    expect(await promise(source(3)).scalars('s').all()).toEqual(['s1', 's2', 's3']);
    expect(await promise(source(3)).columns('s').mappings().first()).toEqual({ s: 's1' });
    expect(await promise(source(1)).scalarOne()).toBe(0);
    expect(
      await promise(source(3))
        .unique((row) => row.n % 2)
        .fetchmany(3),
    ).toHaveLength(2);
    expect(await promise(source(3)).keys()).toEqual(['n', 's']);
    const sizes: number[] = [];
    for await (const rows of promise(source(3)).partitions(2)) sizes.push(rows.length);
    expect(sizes).toEqual([2, 1]);
  });

  test('rejects if the stream cannot be opened', async () => {
    const failed = () =>
      StreamPromise.from<[number], { n: number }>(() => {
        throw new Error('no such table');
      });
    await expect(failed()).rejects.toThrow('no such table');
    await expect(failed().scalars().all()).rejects.toThrow('no such table');
    await expect(
      (async () => {
        for await (const _row of failed());
      })(),
    ).rejects.toThrow('no such table');
  });

  test('closes the stream at the end of a block', async () => {
    const from = source(3);
    {
      await using rows = promise(from);
      await rows.fetchone();
    }
    expect(from.finish).toHaveBeenCalledTimes(1);
  });
});

import { describe, expect, test } from '@jest/globals';
import { NoResultFound } from '../../src/errors/invalid-request-errors.ts';
import { CursorResult } from '../../src/result/cursor-result.ts';
import { MappingResultPromise, ResultPromise, ScalarResultPromise } from '../../src/result/result-promise.ts';
import { resultShape } from '../../src/result/result-shape.ts';

type Point = CursorResult<[number, number], { x: number; y: number }>;

const makePoint = (): Point =>
  new CursorResult(
    resultShape(['x', 'y']),
    [
      [6, 8],
      [9, 10],
      [6, 8],
    ],
    { rowcount: 3 },
  );
const ways = [
  ['at once', () => ResultPromise.from(makePoint)],
  ['later', () => ResultPromise.from(() => new Promise<Point>((resolve) => setImmediate(() => resolve(makePoint()))))],
] as const;

/** How many turns of the event loop pass until `await` goes on. */
async function turns(promise: PromiseLike<unknown>): Promise<number> {
  let count = 0;
  let isDone = false;
  void (async () => {
    await promise;
    isDone = true;
  })();
  while (!isDone) {
    await null;
    count++;
  }
  return count;
}

describe.each(ways)('the promise of a result that is there %s', (_when, promise) => {
  test('is a promise of the result', async () => {
    expect(promise()).toBeInstanceOf(Promise);
    const result = await promise();
    expect(result).toBeInstanceOf(CursorResult);
    expect(result.rowcount).toBe(3);
  });

  test('has the methods of the result', async () => {
    expect((await promise().all()).map(String)).toEqual(['(6, 8)', '(9, 10)', '(6, 8)']);
    expect((await promise().fetchall()).length).toBe(3);
    expect((await promise().fetchmany(2)).length).toBe(2);
    expect(String(await promise().fetchone())).toBe('(6, 8)');
    expect(String(await promise().first())).toBe('(6, 8)');
    expect(await promise().scalar()).toBe(6);
    expect(await promise().keys()).toEqual(['x', 'y']);
    expect((await promise().freeze())().scalars().all()).toEqual([6, 9, 6]);
    expect([...(await promise().yieldPer(2).partitions())].map((rows) => rows.length)).toEqual([2, 1]);
    expect((await promise().tuples().all()).length).toBe(3);
  });

  test('rejects as the methods throw', async () => {
    await expect(promise().one()).rejects.toThrow('Multiple rows were found when exactly one was required');
    await expect(promise().scalarOne()).rejects.toThrow('exactly one');
    await expect(promise().oneOrNone()).rejects.toThrow('one or none');
    await expect(promise().scalarOneOrNone()).rejects.toThrow('one or none');
    await expect(
      promise()
        .scalars('z' as 'x')
        .all(),
    ).rejects.toThrow("Could not locate column in row for column 'z'");
    await expect(promise().unique().yieldPer(0)).rejects.toThrow('Give an integer above 0');
  });

  test('gives promises of the same kind for what is derived', async () => {
    expect(promise().scalars()).toBeInstanceOf(ScalarResultPromise);
    expect(promise().mappings()).toBeInstanceOf(MappingResultPromise);
    expect(await promise().scalars('y').all()).toEqual([8, 10, 8]);
    expect(await promise().scalars().unique().all()).toEqual([6, 9]);
    expect((await promise().scalars()).all()).toEqual([6, 9, 6]);
    expect(await promise().unique().mappings().all()).toEqual([
      { x: 6, y: 8 },
      { x: 9, y: 10 },
    ]);
    expect(await promise().mappings().columns('y').first()).toEqual({ y: 8 });
    expect(await promise().mappings().fetchone()).toEqual({ x: 6, y: 8 });
    expect(await promise().mappings().keys()).toEqual(['x', 'y']);
    expect(String(await promise().columns('y', 'x').first())).toBe('(8, 6)');
    expect(
      (
        await promise()
          .columns('y')
          .unique((row) => row.y % 5)
          .all()
      ).map(String),
    ).toEqual(['(8,)', '(10,)']);
  });

  test('gives a plain promise from then', async () => {
    const next = promise().then((result) => result.rowcount);
    expect(Object.getPrototypeOf(next)).toBe(Promise.prototype);
    expect(await next).toBe(3);
    expect(await promise().finally(() => undefined)).toBeInstanceOf(CursorResult);
  });
});

describe('awaiting the promise of a result', () => {
  test('takes the one turn that a native promise takes', async () => {
    expect(await turns(Promise.resolve())).toBe(1);
    expect(await turns(ResultPromise.from(makePoint))).toBe(1);
    expect(await turns(ResultPromise.from(makePoint).all())).toBe(1);
    expect(await turns(ResultPromise.from(makePoint).scalars())).toBe(1);
    expect(await turns(ResultPromise.from(makePoint).mappings().all())).toBe(1);
  });
});

describe('an execution that failed', () => {
  const failures = [
    [
      'thrown',
      () =>
        ResultPromise.from<Point>(() => {
          throw new Error('no such table');
        }),
    ],
    ['rejected', () => ResultPromise.from<Point>(() => Promise.reject(new Error('no such table')))],
  ] as const;

  test.each(failures)('rejects whatever is asked for: %s', async (_how, failed) => {
    await expect(failed()).rejects.toThrow('no such table');
    await expect(failed().all()).rejects.toThrow('no such table');
    await expect(failed().scalars().all()).rejects.toThrow('no such table');
    await expect(failed().unique().columns('x').mappings().one()).rejects.toThrow('no such table');
  });

  test.each(failures)('is reported once, by the promise that is awaited: %s', async (_how, failed) => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listener);
    try {
      await failed()
        .all()
        .catch(() => undefined);
      await failed()
        .scalars()
        .unique()
        .all()
        .catch(() => undefined);
      await failed()
        .mappings()
        .columns('x')
        .one()
        .catch(() => undefined);
      const none = ResultPromise.from(() => new CursorResult(resultShape(['x']), [], { rowcount: 0 }));
      await expect(none.one()).rejects.toBeInstanceOf(NoResultFound);
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('unhandledRejection', listener);
    }
    expect(unhandled).toEqual([]);
  });
});

import { describe, expect, jest, test } from '@jest/globals';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import {
  InvalidRequestError,
  MultipleResultsFound,
  NoResultFound,
  NoSuchColumnError,
  ResourceClosedError,
} from '../../src/errors/invalid-request-errors.ts';
import { MappingResult } from '../../src/result/mapping-result.ts';
import { Result } from '../../src/result/result.ts';
import { resultShape } from '../../src/result/result-shape.ts';
import { ScalarResult } from '../../src/result/scalar-result.ts';

// Most cases are those of SQLAlchemy's test/base/test_result.py, with its data.

const shape = resultShape(['a', 'b', 'c']);
const fourRows = [
  [1, 1, 1],
  [2, 1, 2],
  [1, 3, 2],
  [4, 1, 2],
];
const closedMessage = 'This result object is closed.';
const rowlessMessage = 'This result object does not return rows. It has been closed automatically.';

function result(
  data: readonly unknown[][] = fourRows,
): Result<[unknown, unknown, unknown], { a: unknown; b: unknown; c: unknown }> {
  return new Result(
    shape,
    data.map((values) => [...values]),
  );
}

function plain(rows: Iterable<Iterable<unknown>>): unknown[][] {
  return [...rows].map((row) => [...row]);
}

describe('all', () => {
  test('gives the rows, and none when called again', () => {
    const rows = result();
    expect(plain(rows.all())).toEqual(fourRows);
    expect(rows.all()).toEqual([]);
    expect(rows.fetchall()).toEqual([]);
    expect(rows.closed).toBe(false);
  });

  test('gives an array of its own each time', () => {
    const rows = result();
    rows.all();
    rows.all().push('mine' as never);
    expect(rows.all()).toEqual([]);
  });

  test('gives what fetchmany left', () => {
    const rows = result();
    expect(plain(rows.fetchmany(3))).toEqual(fourRows.slice(0, 3));
    expect(plain(rows.all())).toEqual(fourRows.slice(3));
    expect(rows.all()).toEqual([]);
  });
});

describe('one row at a time', () => {
  test('comes from fetchone until there is none', () => {
    const rows = result([[1, 2, 3]]);
    expect([...rows.fetchone()!]).toEqual([1, 2, 3]);
    expect(rows.fetchone()).toBeNull();
    expect(rows.fetchone()).toBeNull();
    expect(rows.closed).toBe(false);
  });

  test('comes from iteration, which can go on after a break', () => {
    const rows = result();
    for (const { a } of rows) if (a === 2) break;
    expect([...rows].map(({ a }) => a)).toEqual([1, 4]);
    expect([...rows]).toEqual([]);
  });

  test('comes many at a time from fetchmany', () => {
    const rows = result();
    expect(rows.fetchmany(3)).toHaveLength(3);
    expect(rows.fetchmany(3)).toHaveLength(1);
    expect(rows.fetchmany(3)).toEqual([]);
    expect(result().fetchmany()).toHaveLength(4);
  });

  test.each([0, -1, 1.5, Number.NaN])('is refused for %p rows at a time', (count) => {
    expect(() => result().fetchmany(count)).toThrow(ArgumentError);
    expect(() => result().yieldPer(count)).toThrow('is no number of rows to fetch. Give an integer above 0.');
  });
});

describe('partitions', () => {
  test('have the size asked for', () => {
    const rows = result();
    expect([...rows.partitions(3)].map((partition) => partition.length)).toEqual([3, 1]);
    expect(rows.all()).toEqual([]);
  });

  test('have the size that yieldPer says, unique or not', () => {
    expect([...result().yieldPer(2).partitions()].map((partition) => partition.length)).toEqual([2, 2]);
    expect([...result().unique().yieldPer(3).partitions()].map((partition) => partition.length)).toEqual([3, 1]);
    expect([...result().yieldPer(2).scalars().partitions()]).toEqual([
      [1, 2],
      [1, 4],
    ]);
  });
});

describe('the first row', () => {
  test('closes the result', () => {
    const rows = result();
    expect([...rows.first()!]).toEqual([1, 1, 1]);
    expect(rows.closed).toBe(true);
    expect(() => rows.all()).toThrow(ResourceClosedError);
    expect(() => rows.first()).toThrow(closedMessage);
  });

  test('is null where there is none', () => {
    const rows = result([]);
    expect(rows.first()).toBeNull();
    expect(() => rows.all()).toThrow(closedMessage);
  });

  test('is null after all rows were read, as often as asked', () => {
    const rows = result();
    rows.all();
    expect([rows.first(), rows.first(), rows.scalar(), rows.oneOrNone()]).toEqual([null, null, null, null]);
    expect(() => rows.one()).toThrow(NoResultFound);
    expect(rows.closed).toBe(false);
  });

  test('has a value that scalar gives', () => {
    const rows = result();
    expect(rows.scalar()).toBe(1);
    expect(() => rows.all()).toThrow(closedMessage);
    expect(result([]).scalar()).toBeNull();
    expect(result([[null, 1, 1]]).scalar()).toBeNull();
  });
});

describe('the only row', () => {
  test('is given by one, oneOrNone, scalarOne and scalarOneOrNone', () => {
    const single = () => result([[5, 6, 7]]);
    expect([...single().one()]).toEqual([5, 6, 7]);
    expect([...single().oneOrNone()!]).toEqual([5, 6, 7]);
    expect(single().scalarOne()).toBe(5);
    expect(single().scalarOneOrNone()).toBe(5);
    expect(single().scalars().one()).toBe(5);
    expect(single().mappings().one()).toEqual({ a: 5, b: 6, c: 7 });
  });

  test('is required by one', () => {
    expect(() => result([]).one()).toThrow(NoResultFound);
    expect(() => result([]).scalarOne()).toThrow('No row was found when one was required');
    expect(() => result([]).scalars().one()).toThrow('No row was found when one was required');
  });

  test('is null for oneOrNone where there is none', () => {
    expect(result([]).oneOrNone()).toBeNull();
    expect(result([]).scalarOneOrNone()).toBeNull();
    expect(result([]).mappings().oneOrNone()).toBeNull();
  });

  test('is not given where there are several', () => {
    expect(() => result().one()).toThrow(MultipleResultsFound);
    expect(() => result().scalarOne()).toThrow('Multiple rows were found when exactly one was required');
    expect(() => result().oneOrNone()).toThrow('Multiple rows were found when one or none was required');
    expect(() => result().scalarOneOrNone()).toThrow('Multiple rows were found when one or none was required');
  });

  test.each(['one', 'oneOrNone', 'scalarOne', 'scalarOneOrNone'] as const)('closes the result, found or not: %s', (method) => {
    for (const data of [[], [[1, 1, 1]], fourRows]) {
      const rows = result(data);
      try {
        rows[method]();
      } catch {
        /* asserted above */
      }
      expect(rows.closed).toBe(true);
      expect(() => rows.fetchone()).toThrow(closedMessage);
    }
  });

  test('is the only one after uniqueness', () => {
    const same = [
      [1, 1, 1],
      [1, 1, 1],
    ];
    expect([...result(same).unique().one()]).toEqual([1, 1, 1]);
    expect(result(same).mappings().unique().one()).toEqual({ a: 1, b: 1, c: 1 });
    expect(result(same).unique().scalarOne()).toBe(1);
    expect(() =>
      result([...same, [2, 1, 1]])
        .unique()
        .one(),
    ).toThrow(MultipleResultsFound);
    expect(
      result([[1, null, 2]])
        .scalars('b')
        .unique()
        .one(),
    ).toBeNull();
    expect(
      result([[1, null, 2]])
        .scalars('b')
        .unique()
        .oneOrNone(),
    ).toBeNull();
    expect(
      result([[1, null, 2]])
        .scalars('b')
        .unique()
        .first(),
    ).toBeNull();
  });
});

describe('scalars', () => {
  test('are the first column, or the one asked for', () => {
    expect([...result().scalars()]).toEqual([1, 2, 1, 4]);
    expect(result().scalars(2).all()).toEqual([1, 2, 2, 2]);
    expect(result().scalars('b').all()).toEqual([1, 1, 3, 1]);
    expect(result().scalars(-2).all()).toEqual([1, 1, 3, 1]);
  });

  test('may be null anywhere', () => {
    const data = [
      [1, null, 2],
      [3, 4, 5],
      [3, null, 5],
      [3, null, 5],
      [3, 4, 5],
    ];
    expect([...result(data).scalars(1)]).toEqual([null, 4, null, null, 4]);
    const values = result(data).scalars(1);
    expect([values.fetchmany(3), values.fetchmany(5)]).toEqual([
      [null, 4, null],
      [null, 4],
    ]);
    expect(result(data).scalars(1).unique().all()).toEqual([null, 4]);
  });

  test('have no fetchone and share the cursor with the rows', () => {
    const rows = result();
    const values = rows.scalars();
    expect('fetchone' in values).toBe(false);
    expect(rows.mappings().fetchone()).toEqual({ a: 1, b: 1, c: 1 });
    expect(values.all()).toEqual([2, 1, 4]);
  });

  test('leave the rows as they are', () => {
    const rows = result();
    const values = rows.scalars();
    expect([...rows.fetchone()!]).toEqual([1, 1, 1]);
    expect(values.first()).toBe(2);
    expect(() => rows.fetchone()).toThrow(closedMessage);
  });

  test('refuse a column that is not there', () => {
    expect(() => result().scalars('z' as 'a')).toThrow(NoSuchColumnError);
    expect(() => result().scalars(3)).toThrow("Could not locate column in row for column '3'");
  });
});

describe('mappings', () => {
  test('are plain objects of the caller', () => {
    const [first] = result().mappings().all();
    expect(first).toStrictEqual({ a: 1, b: 1, c: 1 });
    first!.a = 2;
    expect(first!.a).toBe(2);
    const single = result([[1, 2, 3]])
      .mappings()
      .one();
    single.a = 5;
    expect(single).toStrictEqual({ a: 5, b: 2, c: 3 });
  });

  test('share the cursor with the rows', () => {
    const rows = result();
    expect(rows.mappings().fetchone()).toEqual({ a: 1, b: 1, c: 1 });
    expect([...rows.fetchone()!]).toEqual([2, 1, 2]);
  });

  test('can have some of the columns, which leaves the rows as they are', () => {
    const rows = result();
    const mappings = rows.mappings().columns('b', 'c');
    expect(mappings.keys()).toEqual(['b', 'c']);
    expect(mappings.fetchmany(2)).toEqual([
      { b: 1, c: 1 },
      { b: 1, c: 2 },
    ]);
    expect([...rows.fetchone()!]).toEqual([1, 3, 2]);
    expect(mappings.fetchone()).toEqual({ b: 1, c: 2 });
    expect(mappings.fetchone()).toBeNull();
  });

  test('are unique by the key of the row', () => {
    expect(
      result()
        .unique((row) => row[0])
        .mappings()
        .all(),
    ).toEqual([
      { a: 1, b: 1, c: 1 },
      { a: 2, b: 1, c: 2 },
      { a: 4, b: 1, c: 2 },
    ]);
    expect(
      result()
        .mappings()
        .unique((row) => row.b)
        .all(),
    ).toEqual([
      { a: 1, b: 1, c: 1 },
      { a: 1, b: 3, c: 2 },
    ]);
  });

  test('hold a column called __proto__ as a property of their own', () => {
    const [mapping] = new Result(resultShape(['__proto__', 'x']), [[{ polluted: true }, 1]]).mappings().all();
    expect(Object.keys(mapping!)).toEqual(['__proto__', 'x']);
    expect(mapping!.polluted).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('refuse to choose among columns of one name', () => {
    const [mapping] = new Result(resultShape(['id', 'id', 'x']), [[1, 2, 3]]).mappings().all();
    expect(mapping!.x).toBe(3);
    expect(() => mapping!.id).toThrow(InvalidRequestError);
    expect(() => JSON.stringify(mapping)).toThrow("Ambiguous column name 'id'");
  });
});

describe('columns', () => {
  test('are chosen by name or position, again and again', () => {
    const chosen = result().columns('b', 'c');
    expect(chosen.keys()).toEqual(['b', 'c']);
    expect(plain(chosen.all())).toEqual([
      [1, 1],
      [1, 2],
      [3, 2],
      [1, 2],
    ]);
    expect(plain(result().columns(1, -2).all())).toEqual([
      [1, 1],
      [1, 1],
      [3, 3],
      [1, 1],
    ]);
    expect(plain(result().columns('b', 'c', 'a').columns(1, 2).all())).toEqual([
      [1, 1],
      [2, 2],
      [2, 1],
      [2, 4],
    ]);
    expect(result().columns(0).mappings().all()).toEqual([{ a: 1 }, { a: 2 }, { a: 1 }, { a: 4 }]);
  });

  test('share the cursor', () => {
    const rows = result();
    expect(String(rows.columns('b', 'a').fetchone())).toBe('(1, 1)');
    expect(String(rows.fetchone())).toBe('(2, 1, 2)');
    rows.columns('a').close();
    expect(rows.closed).toBe(true);
  });

  test('that share a name can be told apart by position', () => {
    const rows = new Result(resultShape(['x', 'x']), [[4, 2]]);
    expect(() => rows.columns('x')).toThrow("Ambiguous column name 'x' in result set column descriptions");
    expect(() => rows.scalars('x')).toThrow("Ambiguous column name 'x'");
    expect(rows.scalars(1).all()).toEqual([2]);
  });
});

describe('unique', () => {
  test('leaves out rows that came before', () => {
    expect(
      plain(
        result([
          [1, 1, 1],
          [1, 1, 1],
          [2, 1, 1],
          [1, 1, 1],
        ])
          .unique()
          .all(),
      ),
    ).toEqual([
      [1, 1, 1],
      [2, 1, 1],
    ]);
    expect(
      plain(
        result()
          .unique((row) => row.a)
          .all(),
      ),
    ).toEqual([
      [1, 1, 1],
      [2, 1, 2],
      [4, 1, 2],
    ]);
  });

  test('fetches as many unique rows as asked for', () => {
    const values = result().unique().scalars(1);
    expect([values.fetchmany(2), values.fetchmany(2)]).toEqual([[1, 3], []]);
    const rows = result().unique((row) => row[0]);
    expect([rows.fetchmany(2).length, rows.fetchmany(2).length, rows.fetchmany(2).length]).toEqual([2, 1, 0]);
    expect(result().unique().scalars(1).fetchmany()).toEqual([1, 3]);
  });

  test('holds for iteration and for what is derived', () => {
    expect([...result().unique().scalars(1)]).toEqual([1, 3]);
    expect(plain(result().unique((row) => row[0]))).toEqual([
      [1, 1, 1],
      [2, 1, 2],
      [4, 1, 2],
    ]);
    expect(plain(result().unique().columns('b', 'c').all())).toEqual([
      [1, 1],
      [1, 2],
      [3, 2],
    ]);
  });

  test('by a function of the row is refused for other columns, whose rows the function does not know', () => {
    const keyed = () => result().unique((row) => row.a);
    for (const derive of [() => keyed().scalars(), () => keyed().columns('b'), () => keyed().mappings().columns('b')]) {
      expect(derive).toThrow(InvalidRequestError);
      expect(derive).toThrow('Call unique() after scalars() or columns()');
    }
    expect(
      result()
        .scalars('b')
        .unique((b) => b === 1)
        .all(),
    ).toEqual([1, 3]);
  });

  test('of what is derived leaves the rows alone', () => {
    const rows = result([
      [1, 1, 2],
      [3, 4, 5],
      [1, 1, 2],
      [3, null, 5],
      [3, 4, 5],
      [3, null, 5],
    ]);
    const values = rows.scalars(0).unique();
    expect(values.fetchmany(1)).toEqual([1]);
    expect(String(rows.fetchone())).toBe('(3, 4, 5)');
    expect(values.fetchmany(1)).toEqual([3]);
    expect(String(rows.fetchone())).toBe('(3, 4, 5)');
    expect(values.all()).toEqual([]);
  });
});

describe('a frozen result', () => {
  test('gives the same rows again and again', () => {
    const frozen = result().freeze();
    const first = frozen();
    expect(plain(first.fetchall())).toEqual(fourRows);
    expect(first.fetchall()).toEqual([]);
    expect(plain(frozen().fetchall())).toEqual(fourRows);
    expect(frozen().scalars(1).unique().all()).toEqual([1, 3]);
    expect(frozen.data).toEqual(fourRows);
  });

  test('keeps columns and uniqueness chosen before', () => {
    expect(plain(result().columns('b', 'c').unique().freeze()().all())).toEqual([
      [1, 1],
      [1, 2],
      [3, 2],
    ]);
    const frozen = result().columns('b', 'c').freeze();
    expect(frozen().keys()).toEqual(['b', 'c']);
    expect(plain(frozen().unique().all())).toEqual([
      [1, 1],
      [1, 2],
      [3, 2],
    ]);
  });

  test('decodes once', () => {
    const decoder = jest.fn((value: unknown) => Number(value));
    const frozen = new Result(resultShape(['n'], [decoder]), [['1'], ['2']]).freeze();
    expect(frozen().scalars().all()).toEqual([1, 2]);
    expect(frozen().scalars().all()).toEqual([1, 2]);
    expect(decoder).toHaveBeenCalledTimes(2);
  });

  test('can be given other rows', () => {
    const frozen = result().freeze();
    expect(
      plain(
        frozen
          .withNewRows([[7, 8, 9]])()
          .all(),
      ),
    ).toEqual([[7, 8, 9]]);
    expect(plain(frozen.withNewRows(frozen().fetchmany(1))().all())).toEqual([[1, 1, 1]]);
  });
});

describe('a merged result', () => {
  const users = (...rows: unknown[][]) => new Result(resultShape(['userId', 'userName']), rows);

  test('has the rows of all', () => {
    const merge = () => users([7, 'u1'], [8, 'u2']).merge(users([9, 'u3']), users([10, 'u4']));
    expect(merge().keys()).toEqual(['userId', 'userName']);
    expect(merge().scalars().all()).toEqual([7, 8, 9, 10]);
    expect(String(merge().first())).toBe("(7, 'u1')");
    expect(plain(merge().columns('userName').fetchmany(3))).toEqual([['u1'], ['u2'], ['u3']]);
  });

  test('keeps uniqueness, and decodes each by its own shape', () => {
    expect(
      users([1, 'a'], [1, 'a'])
        .unique()
        .merge(users([1, 'a']))
        .all(),
    ).toHaveLength(1);
    const decoded = new Result(resultShape(['userId', 'userName'], [Number]), [['1', 'a']]);
    expect(
      decoded
        .merge(users(['2', 'b']))
        .scalars()
        .all(),
    ).toEqual([1, '2']);
  });
});

describe('closing', () => {
  test('ends a result and all that is derived from it', () => {
    const rows = result();
    const values = rows.scalars();
    rows.close();
    expect([rows.closed, values.closed]).toEqual([true, true]);
    for (const fetch of [
      () => rows.all(),
      () => rows.fetchone(),
      () => rows.fetchmany(1),
      () => [...rows],
      () => rows.first(),
      () => values.all(),
      () => rows.one(),
    ]) {
      expect(fetch).toThrow(closedMessage);
    }
    expect(rows.keys()).toEqual(['a', 'b', 'c']);
  });

  test('is different from having been read', () => {
    const rows = result();
    rows.all();
    expect(rows.closed).toBe(false);
    rows.close();
    expect(() => rows.all()).toThrow(closedMessage);
  });

  test('happens at the end of a block', () => {
    const rows = result();
    {
      using open = rows;
      open.fetchone();
    }
    expect(rows.closed).toBe(true);
  });
});

describe('a statement that returns no rows', () => {
  const rowless = () => new Result(null, []);

  test('says so', () => {
    expect([rowless().returnsRows, result([]).returnsRows]).toEqual([false, true]);
  });

  test.each<[string, (rows: Result) => unknown]>([
    ['all', (rows) => rows.all()],
    ['fetchone', (rows) => rows.fetchone()],
    ['fetchmany', (rows) => rows.fetchmany(2)],
    ['iteration', (rows) => [...rows]],
    ['partitions', (rows) => [...rows.partitions(2)]],
    ['first', (rows) => rows.first()],
    ['one', (rows) => rows.one()],
    ['oneOrNone', (rows) => rows.oneOrNone()],
    ['scalar', (rows) => rows.scalar()],
    ['scalars', (rows) => rows.scalars()],
    ['mappings', (rows) => rows.mappings().all()],
    ['columns', (rows) => rows.columns('a')],
    ['keys', (rows) => rows.keys()],
    ['freeze', (rows) => rows.freeze()],
  ])('refuses %s, before and after it is closed', (_name, method) => {
    const rows = rowless();
    expect(() => method(rows)).toThrow(ResourceClosedError);
    expect(() => method(rows)).toThrow(rowlessMessage);
    rows.close();
    expect(() => method(rows)).toThrow(rowlessMessage);
  });
});

describe('decoding', () => {
  const counting = () => {
    const decoder = jest.fn((value: unknown) => Number(value));
    return {
      decoder,
      rows: new Result(resultShape(['a', 'b'], [decoder, undefined]), [
        ['1', 'x'],
        ['2', 'y'],
        ['3', 'z'],
      ]),
    };
  };

  test('happens once for each row that is fetched, however it is fetched', () => {
    const { decoder, rows } = counting();
    expect(rows.fetchone()!.a).toBe(1);
    expect(rows.mappings().fetchone()).toEqual({ a: 2, b: 'y' });
    expect(decoder).toHaveBeenCalledTimes(2);
    expect(rows.scalars().all()).toEqual([3]);
    expect(decoder).toHaveBeenCalledTimes(3);
  });

  test('happens for the columns that are asked for only', () => {
    const { decoder, rows } = counting();
    expect(rows.scalars('b').all()).toEqual(['x', 'y', 'z']);
    expect(decoder).not.toHaveBeenCalled();
  });

  test('happens once with uniqueness, too', () => {
    const { decoder, rows } = counting();
    expect(rows.unique().mappings().all()).toHaveLength(3);
    expect(decoder).toHaveBeenCalledTimes(3);
  });

  test('that fails leaves nothing half decoded behind', () => {
    const failing = new Result(
      resultShape(
        ['a'],
        [
          (value) => {
            throw new Error(`bad ${String(value)}`);
          },
        ],
      ),
      [[1], [2]],
    );
    expect(() => failing.all()).toThrow('bad 1');
    expect(failing.all()).toEqual([]);
    const first = new Result(
      resultShape(
        ['a'],
        [
          () => {
            throw new Error('bad');
          },
        ],
      ),
      [[1]],
    );
    expect(() => first.first()).toThrow('bad');
    expect(first.closed).toBe(true);
  });
});

describe('what is derived', () => {
  test('has a class of its own', () => {
    expect(result().columns(0)).toBeInstanceOf(Result);
    expect(result().mappings()).toBeInstanceOf(MappingResult);
    expect(result().scalars()).toBeInstanceOf(ScalarResult);
    const rows = result();
    expect(rows.tuples()).toBe(rows);
  });
});

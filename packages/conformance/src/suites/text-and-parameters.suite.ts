import { AludelError, type Connection, StatementError, text, UniqueViolationError } from '@aludel/core';
import { expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';
import { watchedDialect } from '../watched-dialect.ts';

export function textAndParameters(context: SuiteContext): void {
  const { binaryType, textType } = context.notation;
  const { value } = context.tables({
    value: `id INTEGER NOT NULL PRIMARY KEY, big BIGINT, exact DECIMAL(38, 18), approximate DOUBLE PRECISION, words ${textType}, bytes ${binaryType}, truth BOOLEAN`,
  });
  type Column = 'big' | 'exact' | 'approximate' | 'words' | 'bytes' | 'truth';

  async function store(connection: Connection, column: Column, stored: unknown): Promise<unknown> {
    await connection.execute(text(`INSERT INTO ${value} (id, ${column}) VALUES (1, :stored)`), { stored });
    return connection.scalar(text(`SELECT ${column} FROM ${value} WHERE id = 1`));
  }

  const roundTrip = (column: Column, stored: unknown) =>
    context.engine().begin((connection) => store(connection, column, stored));

  test.each([0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
    'the integer %d comes back as a number',
    async (integer) => {
      expect(await roundTrip('big', integer)).toBe(integer);
    },
  );

  test.each([2n ** 53n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n)])(
    'the integer %d comes back as a bigint, with every digit',
    async (integer) => {
      expect(await roundTrip('big', integer)).toBe(integer);
    },
  );

  test.each([0.1, -0.5, 1 / 3, 1e21, 123456789.123456789])('the number %d comes back exactly', async (number) => {
    expect(await roundTrip('approximate', number)).toBe(number);
  });

  test.each([Number.MAX_VALUE, 2.2250738585072014e-308])('the extreme number %d comes back exactly', async (number) => {
    expect(await roundTrip('approximate', number)).toBe(number);
  });

  context.when('doublePrecision', 'the smallest number of JavaScript comes back exactly', async () => {
    expect(await roundTrip('approximate', Number.MIN_VALUE)).toBe(Number.MIN_VALUE);
  });

  context.when('negativeZero', '-0 comes back as -0', async () => {
    expect(await roundTrip('approximate', -0)).toBe(-0);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])(
    '%d comes back, or is refused; it never becomes something else',
    async (number) => {
      const outcome = await roundTrip('approximate', number).catch((error: unknown) => error);
      if (!(outcome instanceof AludelError)) expect(outcome).toBe(number);
    },
  );

  context.when('exactNumeric', 'a decimal comes back as text, with every digit', async () => {
    expect(await roundTrip('exact', '12345678901234567890.123456789012345678')).toBe('12345678901234567890.123456789012345678');
  });

  context.when('nativeBoolean', 'truth values come back as true and false', async () => {
    expect(await roundTrip('truth', true)).toBe(true);
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('%s is true or 1, false or 0', async (truth, number) => {
    expect(await roundTrip('truth', truth)).toBe(context.capabilities.nativeBoolean ? truth : number);
  });

  context.when('emptyText', 'text comes back unchanged: empty text', async () => {
    expect(await roundTrip('words', '')).toBe('');
  });

  test.each([
    ['spaces at both ends', '  x  '],
    ['quotes, backslashes and placeholders', `it's "x" \\ \\' ? $1 :name %s @x -- /* */ ;`],
    ['line ends', 'a\nb\r\nc\t'],
    ['scripts and combining marks', 'Zażółć 日本語 e\u0301 שלום'],
    ['characters outside the basic plane', '𝒳 🚀 👩‍👩‍👧'],
    ['noncharacters and the last code point', '\ufffe\uffff\u{10ffff}'],
    ['20,000 characters', 'ü'.repeat(20_000)],
    ['300,000 characters', 'ü1'.repeat(150_000)],
  ])('text comes back unchanged: %s', async (_what, words) => {
    expect(await roundTrip('words', words)).toBe(words);
  });

  test('text with U+0000 comes back whole, or is refused', async () => {
    const outcome = await roundTrip('words', 'a\0b').catch((error: unknown) => error);
    if (!(outcome instanceof AludelError)) expect(outcome).toBe('a\0b');
  });

  test('half of a surrogate pair is refused, since no database can store it', async () => {
    await expect(roundTrip('words', 'a\ud800b')).rejects.toThrow(AludelError);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['every byte', Uint8Array.from({ length: 256 }, (_unused, index) => index)],
    ['300,000 bytes', Uint8Array.from({ length: 300_000 }, (_unused, index) => index % 251)],
    ['a view into a larger buffer', new Uint8Array([9, 0, 255, 9]).subarray(1, 3)],
  ])('binary data comes back unchanged: %s', async (_what, bytes) => {
    const outcome = await roundTrip('bytes', bytes);
    expect(outcome).toBeInstanceOf(Uint8Array);
    expect([...(outcome as Uint8Array)]).toEqual([...bytes]);
  });

  test.each(['big', 'exact', 'approximate', 'words', 'bytes', 'truth'] as const)(
    'null is NULL in a column for %s',
    async (column) => {
      expect(await roundTrip(column, null)).toBeNull();
    },
  );

  test('one name can stand in several places, and names in any order', async () => {
    await context.engine().begin(async (connection) => {
      await connection.execute(text(`INSERT INTO ${value} (id, big, words) VALUES (:b, :a, :c)`), { a: 5, b: 6, c: 'seven' });
      const found = text(
        `SELECT words FROM ${value} WHERE id >= :low AND words = :word AND id <= :high AND (id = :low OR id = :high)`,
      );
      expect(await connection.scalars(found, { high: 9, word: 'seven', low: 6 }).all()).toEqual(['seven']);
      expect(await connection.scalars(found, { high: 9, word: 'seven', low: 5 }).all()).toEqual([]);
    });
  });

  test('nothing binds inside literals, quoted names and comments', async () => {
    const name = context.notation.quote(':column');
    const row = await context
      .engine()
      .begin((connection) =>
        connection
          .execute(text(`SELECT ':literal it''s :x' AS a, '\\:y' AS ${name} /* :comment */ FROM ${value} WHERE 1 = 0 -- :end`))
          .keys(),
      );
    expect(row).toEqual(['a', ':column']);
  });

  test('values never become part of the SQL', async () => {
    const { dialect, calls } = watchedDialect(context.dialect);
    const secret = "'; DROP TABLE x; --";
    await context.engine({ dialect }).begin((connection) => store(connection, 'words', secret));
    const texts = calls.flatMap(({ args }) => args.filter((arg) => typeof arg === 'string'));
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((sql) => sql.includes('DROP TABLE x'))).toEqual([]);
  });

  test.each([
    ['a missing parameter', { other: 1 }],
    ['undefined', { stored: undefined }],
    ['an invalid Date', { stored: new Date(Number.NaN) }],
    ['a function', { stored: () => 1 }],
  ])('%s is an error, and nothing is sent', async (_what, params) => {
    const { dialect, calls } = watchedDialect(context.dialect);
    const connection = await context.engine({ dialect }).connect();
    calls.length = 0;
    await expect(connection.execute(text(`INSERT INTO ${value} (id, words) VALUES (1, :stored)`), params)).rejects.toThrow(
      AludelError,
    );
    await connection.rollback();
    expect(await connection.scalar(text(`SELECT COUNT(*) FROM ${value}`))).toBe(0);
    await connection.close();
  });

  test('a missing parameter is a StatementError that names it', async () => {
    await expect(
      context.engine().begin((connection) => connection.execute(text(`SELECT id FROM ${value} WHERE id = :wanted`))),
    ).rejects.toThrow(StatementError);
    await expect(
      context.engine().begin((connection) => connection.execute(text(`SELECT id FROM ${value} WHERE id = :wanted`))),
    ).rejects.toThrow(/wanted/);
  });

  test('an array of parameters executes once for each', async () => {
    await context.engine().begin(async (connection) => {
      const sets = Array.from({ length: 1_234 }, (_unused, id) => ({ id, words: id % 3 === 0 ? null : `word ${id}` }));
      await connection.execute(text(`INSERT INTO ${value} (id, words) VALUES (:id, :words)`), sets);
      const stored = await connection
        .execute(text(`SELECT id, words FROM ${value} ORDER BY id`))
        .mappings()
        .all();
      expect(stored).toEqual(sets);
    });
  });

  test('an array of parameters executes in its order', async () => {
    await context.engine().begin(async (connection) => {
      await connection.execute(text(`INSERT INTO ${value} (id, words) VALUES (1, 'first')`));
      const words = Array.from({ length: 50 }, (_unused, index) => ({ words: `word ${index}` }));
      await connection.execute(text(`UPDATE ${value} SET words = :words WHERE id = 1`), words);
      expect(await connection.scalar(text(`SELECT words FROM ${value}`))).toBe('word 49');
    });
  });

  test('a set among many that fails leaves nothing behind after the rollback', async () => {
    const engine = context.engine();
    const sets = [{ id: 1 }, { id: 2 }, { id: 1 }];
    await expect(
      engine.begin((connection) => connection.execute(text(`INSERT INTO ${value} (id) VALUES (:id)`), sets)),
    ).rejects.toThrow(UniqueViolationError);
    expect(await engine.begin((connection) => connection.scalar(text(`SELECT COUNT(*) FROM ${value}`)))).toBe(0);
  });

  test('as many parameters as declared are accepted', async () => {
    const count = Math.min(context.capabilities.maxParameters, 5_000);
    expect(await matches(count)).toBe(0);
  });

  test('one parameter too many is an error, never another statement', async () => {
    await expect(matches(context.capabilities.maxParameters + 1)).rejects.toThrow(AludelError);
  });

  function matches(count: number): Promise<unknown> {
    const names = Array.from({ length: count }, (_unused, index) => `p${index}`);
    const sql = `SELECT COUNT(*) FROM ${value} WHERE id IN (${names.map((name) => `:${name}`).join(', ')})`;
    const params = Object.fromEntries(names.map((name, index) => [name, index]));
    return context.engine().begin((connection) => connection.scalar(text(sql), params));
  }
}

import { AludelError, bindparam, type Connection, text, type TypeEngine, types as t } from '@aludel/core';
import { expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';

export function temporal(context: SuiteContext): void {
  const { dateType, timeType, timestampType, instantType } = context.notation;
  const { moment } = context.tables({
    moment: `id INTEGER NOT NULL PRIMARY KEY, clock ${timestampType}, instant ${instantType}, day ${dateType}, time_of_day ${timeType}`,
  });
  type Column = 'clock' | 'instant' | 'day' | 'time_of_day';

  async function store<T>(connection: Connection, column: Column, type: TypeEngine<T>, value: T): Promise<unknown> {
    const insert = text(`INSERT INTO ${moment} (id, ${column}) VALUES (1, :value)`);
    await connection.execute(insert.bindparams(bindparam('value', { type })), { value });
    return connection.scalar(text(`SELECT ${column} FROM ${moment} WHERE id = 1`).columns({ [column]: type }));
  }

  const roundTrip = <T>(column: Column, type: TypeEngine<T>, value: T) =>
    context.engine().begin((connection) => store(connection, column, type, value));

  const instants = [
    '1970-01-01T00:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '0001-01-01T00:00:00.000Z',
    '0099-12-31T23:59:59.999Z',
    '9999-12-31T23:59:59.999Z',
    '2024-02-29T12:30:00.125Z',
    '2024-03-31T00:00:00.000Z',
    '2024-03-31T02:30:00.000Z',
    '2018-11-04T00:00:00.000Z',
    '2024-10-27T00:30:00.000Z',
    '2024-10-27T01:30:00.000Z',
  ];

  test.each(instants)('the Date %s comes back from a column without time zone', async (iso) => {
    expect(await roundTrip('clock', t.DateTime, new Date(iso))).toEqual(new Date(iso));
  });

  test.each(instants)('the Date %s comes back from a column with time zone', async (iso) => {
    expect(await roundTrip('instant', t.DateTime({ timezone: true }), new Date(iso))).toEqual(new Date(iso));
  });

  test.each(instants)('the Date %s is the same moment whether or not its type and its column have a time zone', async (iso) => {
    expect(await roundTrip('instant', t.DateTime, new Date(iso))).toEqual(new Date(iso));
    await context.engine().begin((connection) => connection.execute(text(`DELETE FROM ${moment}`)));
    expect(await roundTrip('clock', t.DateTime({ timezone: true }), new Date(iso))).toEqual(new Date(iso));
  });

  test.each([
    '2024-03-31T02:30:00',
    '2024-03-31T02:30:00.000001',
    '2024-03-31T02:30:00.120000',
    '0001-01-01T00:00:00.000001',
    '1969-12-31T23:59:59.999999',
    '9999-12-31T23:59:59.999999',
  ])('the text %s comes back with every microsecond', async (iso) => {
    expect(await roundTrip('clock', t.DateTime({ mode: 'string' }), iso)).toBe(iso);
    await context.engine().begin((connection) => connection.execute(text(`DELETE FROM ${moment}`)));
    expect(await roundTrip('instant', t.DateTime({ timezone: true, mode: 'string' }), `${iso}Z`)).toBe(`${iso}Z`);
  });

  test('a value that a Date would round is an error, and its text has every digit', async () => {
    await context.engine().begin(async (connection) => {
      const exact = t.DateTime({ mode: 'string' });
      expect(await store(connection, 'clock', exact, '2024-03-31T02:30:00.123456')).toBe('2024-03-31T02:30:00.123456');
      const asDate = text(`SELECT clock FROM ${moment}`).columns({ clock: t.DateTime });
      await expect(Promise.resolve(connection.scalar(asDate))).rejects.toThrow("t.DateTime({ mode: 'string' })");
    });
  });

  test.each(['0001-01-01', '1582-10-10', '2000-02-29', '2024-02-29', '2011-12-30', '9999-12-31'])(
    'the day %s comes back',
    async (day) => {
      expect(await roundTrip('day', t.Date, day)).toBe(day);
    },
  );

  test.each(['00:00:00', '07:30:00', '12:00:00.500000', '23:59:59.999999'])('the time of day %s comes back', async (time) => {
    expect(await roundTrip('time_of_day', t.Time, time)).toBe(time);
  });

  test.each<[Column, TypeEngine<unknown>]>([
    ['clock', t.DateTime],
    ['instant', t.DateTime({ timezone: true })],
    ['day', t.Date],
    ['time_of_day', t.Time],
  ])('null is NULL in the column %s', async (column, type) => {
    expect(await roundTrip(column, type, null)).toBeNull();
  });

  test('a Date without a type is stored as with one', async () => {
    await context.engine().begin(async (connection) => {
      const value = new Date('2024-10-27T01:30:00.125Z');
      await connection.execute(text(`INSERT INTO ${moment} (id, clock, instant) VALUES (1, :a, :b)`), { a: value, b: value });
      const stored = text(`SELECT clock, instant FROM ${moment}`).columns({ clock: t.DateTime, instant: t.DateTime });
      expect([...(await connection.execute(stored).one())]).toEqual([value, value]);
    });
  });

  test('stored values compare and sort by time', async () => {
    await context.engine().begin(async (connection) => {
      const value = bindparam('value', { type: t.DateTime });
      // A name of its own for each column: one parameter cannot have two types everywhere.
      const insert = text(`INSERT INTO ${moment} (id, clock, instant) VALUES (:id, :value, :same)`);
      const same = bindparam('same', { type: t.DateTime });
      const sets = instants.map((iso, id) => ({ id, value: new Date(iso), same: new Date(iso) }));
      await connection.execute(insert.bindparams(value, same), sets);
      const inOrder = sets.toSorted((a, b) => a.value.getTime() - b.value.getTime()).map(({ id }) => id);
      for (const column of ['clock', 'instant']) {
        expect(await connection.scalars(text(`SELECT id FROM ${moment} ORDER BY ${column}`)).all()).toEqual(inOrder);
        const before = text(`SELECT COUNT(*) FROM ${moment} WHERE ${column} < :value`).bindparams(value);
        expect(await connection.scalar(before, { value: new Date('1970-01-01T00:00:00Z') })).toBe(3);
        const equal = text(`SELECT COUNT(*) FROM ${moment} WHERE ${column} = :value`).bindparams(value);
        expect(await connection.scalar(equal, { value: new Date('2024-10-27T00:30:00Z') })).toBe(1);
      }
    });
  });

  test.each<[string, Column, TypeEngine<unknown>, unknown]>([
    ['an invalid Date', 'clock', t.DateTime, new Date(Number.NaN)],
    ['the year 10000', 'clock', t.DateTime, new Date('+010000-01-01T00:00:00Z')],
    ['the year 0', 'instant', t.DateTime({ timezone: true }), new Date('0000-12-31T00:00:00Z')],
    ['a day that no calendar has', 'day', t.Date, '2023-02-29'],
    ['the hour 24', 'time_of_day', t.Time, '24:00:00'],
  ])('%s is refused', async (_what, column, type, value) => {
    await expect(roundTrip(column, type, value)).rejects.toThrow(AludelError);
  });
}

import { bindparam, createEngine, text, types as t } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { postgresql } from '../../src/index.ts';
import { describeServer } from '../support/server.ts';

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'dates and times in a session of any time zone', (url) => {
  const instants = [
    '0001-01-01T00:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '2011-12-30T12:00:00.000Z',
    '2018-11-04T03:00:00.000Z',
    '2024-03-31T01:30:00.000Z',
    '2024-10-27T00:30:00.000Z',
    '2024-10-27T01:30:00.000Z',
    '9999-12-31T23:59:59.999Z',
  ];

  test.each(['UTC', 'Pacific/Apia', 'America/Sao_Paulo', 'Asia/Kolkata', 'Europe/Berlin'])('%s', async (zone) => {
    const engine = createEngine(url, { dialect: postgresql });
    await engine.begin(async (connection) => {
      await connection.execute(text(`SET LOCAL TIME ZONE '${zone}'`));
      for (const type of [t.DateTime, t.DateTime({ timezone: true })]) {
        const statement = text('SELECT CAST(:clock AS timestamp) AS clock, CAST(:instant AS timestamptz) AS instant')
          .bindparams(bindparam('clock', { type }), bindparam('instant', { type }))
          .columns({ clock: type, instant: type });
        for (const iso of instants) {
          const value = new Date(iso);
          const row = await connection.execute(statement, { clock: value, instant: value }).one();
          expect([row.clock, row.instant]).toEqual([value, value]);
        }
      }
    });
    await engine.dispose();
  });

  test('what no other database has is refused, and its text can be read', async () => {
    const engine = createEngine(url, { dialect: postgresql });
    await engine.begin(async (connection) => {
      const read = (sql: string, type: typeof t.DateTime | typeof t.Date | typeof t.Time) =>
        Promise.resolve(connection.scalar(text(`SELECT ${sql} AS x`).columns({ x: type as typeof t.Date })));
      await expect(read("timestamp 'infinity'", t.DateTime)).rejects.toThrow('delivered infinity');
      await expect(read("date '-infinity'", t.Date)).rejects.toThrow('delivered -infinity');
      await expect(read("timestamp '0044-03-15 BC'", t.DateTime)).rejects.toThrow('a year that is not one of 1 to 9999');
      await expect(read("date '12345-06-07'", t.Date)).rejects.toThrow('a year that is not one of 1 to 9999');
      await expect(read("time '24:00'", t.Time)).rejects.toThrow('not within 00:00:00 and 23:59:59.999999');
      await expect(read("timetz '07:30+01'", t.Time)).rejects.toThrow('a time with an offset');
    });
    await engine.dispose();
  });
});

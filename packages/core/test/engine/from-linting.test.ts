import { expect, jest, test } from '@jest/globals';
import { sqlite } from '@aludel/sqlite';
import { column, createEngine, type EngineOptions, MetaData, select, Table, text, types as t } from '../../src/index.ts';

const metadata = new MetaData();
const one = new Table('one', metadata, { id: column(t.Integer) });
const other = new Table('other', metadata, { id: column(t.Integer) });

async function warningsOf(options: EngineOptions): Promise<readonly string[]> {
  const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const engine = createEngine('sqlite://', { dialect: sqlite, ...options });
  await engine.begin(async (connection) => {
    await connection.execute(text('CREATE TABLE one (id INTEGER)'));
    await connection.execute(text('CREATE TABLE other (id INTEGER)'));
    for (let i = 0; i < 3; i++) await connection.execute(select(one.c.id, other.c.id).where(one.c.id.eq(i)));
  });
  await engine.dispose();
  const heard = warned.mock.calls.map(([message]) => String(message));
  warned.mockRestore();
  return heard;
}

test('a cartesian product is warned of once for each statement that is compiled', async () => {
  expect(await warningsOf({})).toEqual([
    'SELECT statement has a cartesian product between FROM element(s) "other" and FROM element "one". Apply join condition(s) between each element to resolve.',
  ]);
});

test('nothing is said where the engine is told not to look', async () => {
  expect(await warningsOf({ enableFromLinting: false })).toEqual([]);
});

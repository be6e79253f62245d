import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { sqlite } from '../../../../sqlite/src/index.ts';
import { createEngine, declarativeBase, insert, mappedColumn, select, Session, types as t } from '../../../src/index.ts';

const Base = declarativeBase();

class Reading extends Base('reading', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  value: mappedColumn(t.Integer),
}) {}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A session of a database with so many readings. */
async function sessionWith(count: number): Promise<Session> {
  const engine = createEngine('sqlite:///:memory:', { dialect: sqlite });
  await Base.metadata.createAll(engine);
  const rows = Array.from({ length: count }, (_, index) => ({ id: index + 1, value: index }));
  await engine.begin((connection) => connection.execute(insert(Reading.table), rows));
  return new Session(engine);
}

test('of very many objects a session keeps those that the application has, or changed', async () => {
  await using session = await sessionWith(25_000);
  const held = await session.getOne(Reading, 5);
  await changeOne(session);
  expect(await countOf(session)).toBe(25_000);
  await session.noAutoflush(() => session.execute('SELECT 1'));
  await new Promise((resolve) => void setTimeout(resolve, 10));
  collectGarbage();
  expect(session.identityMap.size).toBeLessThan(1000);
  expect(await session.get(Reading, 5)).toBe(held);
  expect([...session.dirty]).toHaveLength(1);
  await session.commit();
  expect((await session.getOne(Reading, 7)).value).toBe(-1);
  expect(await session.scalar(select(Reading.c.value).where(Reading.c.id.eq(7)))).toBe(-1);
});

test('of few objects it keeps all, so that none is loaded twice', async () => {
  await using session = await sessionWith(1000);
  expect(await countOf(session)).toBe(1000);
  await session.execute('SELECT 1');
  collectGarbage();
  expect(session.identityMap.size).toBe(1000);
});

// In functions of their own: what they hold is let go.
async function countOf(session: Session): Promise<number> {
  return (await session.noAutoflush(() => session.scalars(select(Reading)).all())).length;
}

async function changeOne(session: Session): Promise<void> {
  (await session.getOne(Reading, 7)).value = -1;
}

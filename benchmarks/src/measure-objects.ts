import { createEngine, declarativeBase, insert, mappedColumn, Session, select, types as t } from '@aludel/core';

// A program: node --expose-gc measure-objects.ts; prints the bytes that a row takes up as an array, and as an object of a session.

const count = 10_000;
const engine = createEngine('sqlite:///:memory:');
const Base = declarativeBase();
class Person extends Base('person', {
  id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  name: mappedColumn(t.String(40)),
  age: mappedColumn(t.Integer),
  email: mappedColumn(t.String(60)),
  score: mappedColumn(t.Double),
}) {}
await engine.begin(async (connection) => {
  await Base.metadata.createAll(connection);
  const persons = Array.from({ length: count }, (_, id) => ({
    id,
    name: `Person ${id}`,
    age: id % 90,
    email: `${id}@example.org`,
    score: id / 7,
  }));
  await connection.execute(insert(Person.table), persons);
});

const kept: unknown[] = [];
const rows = await bytes(async () => {
  await using connection = await engine.connect();
  return (await connection.execute(select(Person.table))).all();
});
const objects = await bytes(async () => {
  const session = new Session(engine);
  return [session, await session.scalars(select(Person)).all()];
});
console.log(JSON.stringify({ rows, objects }));
await engine.dispose();

/** How much one of what is loaded takes up, its values included. */
async function bytes(load: () => Promise<unknown>): Promise<number> {
  await load();
  const before = await heap();
  for (let time = 0; time < 4; time++) kept.push(await load());
  const after = await heap();
  kept.length = 0;
  return Math.round((after - before) / 4 / count);
}

async function heap(): Promise<number> {
  for (let time = 0; time < 2; time++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createEngine, declarativeBase, type Engine, mappedColumn, select, Session, types as t } from '@aludel/core';
import { postgresql } from '../src/index.ts';
import { describeServer } from './support/server.ts';

const Base = declarativeBase();
class Shelf extends Base('orm_array_shelf', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  marks: mappedColumn(t.ARRAY(t.Integer)),
  boxes: mappedColumn(t.JSON<{ label: string }[]>()),
}) {}

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'an array of a mapped class', (url) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = createEngine(url, { dialect: postgresql });
    await Base.metadata.dropAll(engine);
    await Base.metadata.createAll(engine);
  });
  afterAll(async () => {
    await Base.metadata.dropAll(engine);
    await engine.dispose();
  });

  test('that is changed in place is saved', async () => {
    await using session = new Session(engine);
    session.add(new Shelf({ marks: [1, 2], boxes: [{ label: 'a' }] }));
    await session.commit();
    session.expungeAll();
    const shelf = await session.scalars(select(Shelf)).one();
    shelf.marks.push(3);
    shelf.marks[0] = 7;
    shelf.boxes.push({ label: 'b' });
    if (shelf.boxes[0]) shelf.boxes[0].label = 'c';
    expect(session.dirty.has(shelf)).toBe(true);
    await session.commit();
    session.expungeAll();
    const again = await session.scalars(select(Shelf)).one();
    expect(again.marks).toEqual([7, 2, 3]);
    expect(again.boxes).toEqual([{ label: 'c' }, { label: 'b' }]);
  });
});

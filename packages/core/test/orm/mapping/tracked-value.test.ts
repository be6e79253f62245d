import { beforeEach, describe, expect, test } from '@jest/globals';
import '@aludel/sqlite';
import { createEngine, declarativeBase, type Engine, mappedColumn, Session, types as t } from '../../../src/index.ts';

const Base = declarativeBase();

class Plan extends Base('plan', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  data: mappedColumn(t.JSON<{ items: { name: string; done?: boolean }[] }>()),
  other: mappedColumn(t.JSON<{ name: string }>(), { nullable: true }),
}) {}

const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];

describe('a part of JSON', () => {
  let engine: Engine;
  let session: Session;
  let plan: Plan;

  beforeEach(async () => {
    engine = createEngine('sqlite:///:memory:');
    await Base.metadata.createAll(engine);
    session = new Session(engine);
    session.add(new Plan({ id: 1, data: { items: [a, b, c] } }));
    await session.commit();
    session.expungeAll();
    plan = await session.getOne(Plan, 1);
  });

  const saved = async (): Promise<Plan['data']['items']> => {
    await session.commit();
    await using another = new Session(engine);
    return (await another.getOne(Plan, 1)).data.items;
  };

  test('stays itself when the list that has it changes', async () => {
    const last = plan.data.items[2] as Plan['data']['items'][0];
    plan.data.items.shift();
    plan.data.items.reverse();
    last.done = true;
    expect(plan.data.items[0]).toBe(last);
    expect(await saved()).toEqual([{ name: 'c', done: true }, b]);
    last.done = false;
    expect(await saved()).toEqual([{ name: 'c', done: false }, b]);
  });

  test('stays itself when it becomes part of a new list, which a rollback takes back', async () => {
    const second = plan.data.items[1] as Plan['data']['items'][0];
    plan.data = { items: plan.data.items.filter(({ name }) => name !== 'a') };
    second.done = true;
    expect(plan.data.items).toEqual([{ name: 'b', done: true }, c]);
    await session.flush();
    second.name = 'x';
    expect(session.dirty.has(plan)).toBe(true);
    await session.rollback();
    expect(plan.data.items).toEqual([a, b, c]);
  });

  test('is found in its list, as it was put in and as it is seen', () => {
    const added = { name: 'd' };
    plan.data.items.push(added);
    expect(plan.data.items.includes(added)).toBe(true);
    expect(plan.data.items.indexOf(plan.data.items[3] as typeof added)).toBe(3);
    expect(plan.data.items.lastIndexOf({ name: 'd' })).toBe(-1);
  });

  test('is nobody’s concern any more once it was taken out and saved', async () => {
    const first = plan.data.items.shift() as Plan['data']['items'][0];
    await session.commit();
    first.done = true;
    expect(session.dirty.size).toBe(0);
  });

  test('is a copy in another attribute', async () => {
    const [first] = plan.data.items as [Plan['data']['items'][0]];
    plan.other = first;
    first.name = 'changed';
    expect(plan.other).toEqual({ name: 'a' });
  });

  test('that is set to what it is can still be changed', async () => {
    const { data } = plan;
    plan.data = data;
    data.items.pop();
    expect(await saved()).toEqual([a, b]);
  });
});

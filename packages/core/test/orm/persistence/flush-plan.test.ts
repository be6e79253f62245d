import { describe, expect, test } from '@jest/globals';
import { column, declarativeBase, foreignKey, mappedColumn, relationship, Table, types as t } from '../../../src/index.ts';
import type { FlushHost } from '../../../src/orm/persistence/flush-host.ts';
import { describePlan, planFlush } from '../../../src/orm/persistence/flush-plan.ts';
import { presort } from '../../../src/orm/persistence/presort.ts';
import { UnitOfWork } from '../../../src/orm/persistence/unit-of-work.ts';
import { stateOf } from '../../../src/orm/state/instance-state.ts';
import { ObjectStore } from '../../../src/orm/state/object-store.ts';

const Base = declarativeBase();
const between = new Table('user_tag', Base.metadata, {
  userId: column(t.Integer, foreignKey('user.id'), { primaryKey: true }),
  tagId: column(t.Integer, foreignKey('tag.id'), { primaryKey: true }),
});
class User extends Base('user', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  addresses: () => relationship([Address], { backPopulates: 'user' }),
  tags: () => relationship([Tag], { secondary: between }),
}) {}
class Address extends Base('address', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn(t.Integer, foreignKey('user.id'), { nullable: true }),
  user: () => relationship(User, { backPopulates: 'addresses', nullable: true }),
}) {}
class Tag extends Base('tag', { id: mappedColumn(t.Integer, { primaryKey: true }) }) {}
class Node extends Base('node', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  parentId: mappedColumn(t.Integer, foreignKey('node.id'), { nullable: true }),
  children: () => relationship([Node], {}),
}) {}

const host = {} as FlushHost;

async function planOf(...objects: readonly object[]): Promise<readonly string[]> {
  const store = new ObjectStore();
  for (const object of objects) store.add(object);
  const work = new UnitOfWork(store, host);
  for (const state of store.pending) work.register(state);
  await presort(work);
  return describePlan(planFlush(work));
}

/** An object that has a row. */
function saved<T extends object>(object: T, store: ObjectStore, key: number): T {
  const state = stateOf(object);
  store.add(object);
  store.persist(state, key);
  state.committed();
  return object;
}

describe('the plan of a flush', () => {
  test('saves parents, carries their keys to the children, saves those, and writes the table between last', async () => {
    const user = new User({ addresses: [new Address({})], tags: [new Tag({})] });
    const plan = await planOf(user);
    const place = (line: string) => plan.indexOf(line);
    expect(place('save User')).toBeGreaterThanOrEqual(0);
    expect(place('save User')).toBeLessThan(place('process User.addresses'));
    expect(place('process User.addresses')).toBeLessThan(place('save Address'));
    expect(place('save Tag')).toBeLessThan(place('process User.tags'));
    expect(place('save Address')).toBeLessThan(place('delete User'));
  });

  test('is the same whatever order objects were added in', async () => {
    const make = () => [new Address({}), new Tag({}), new User({ addresses: [], tags: [] })];
    expect(await planOf(...make())).toEqual(await planOf(...make().reverse()));
  });

  test('takes classes that refer to themselves apart into objects, as many at once as possible', async () => {
    const leaf = () => new Node({ children: [] });
    const root = new Node({ children: [new Node({ children: [leaf()] }), leaf()] });
    const plan = await planOf(root);
    expect(plan.filter((line) => line.startsWith('save'))).toEqual([
      'save Node: <Node (new)>',
      'save Node: <Node (new)>, <Node (new)>',
      'save Node: <Node (new)>',
    ]);
  });

  test('deletes children before their parents', async () => {
    const store = new ObjectStore();
    const address = new Address({ id: 1 });
    const user = saved(new User({ id: 1, addresses: [address], tags: [] }), store, 1);
    saved(address, store, 1);
    const work = new UnitOfWork(store, host);
    work.register(stateOf(user), { isDelete: true });
    work.register(stateOf(address), { isDelete: true });
    await presort(work);
    const plan = describePlan(planFlush(work));
    expect(plan.indexOf('delete Address')).toBeLessThan(plan.indexOf('delete User'));
    expect(plan.indexOf('process User.addresses (delete)')).toBeLessThan(plan.indexOf('delete Address'));
  });
});

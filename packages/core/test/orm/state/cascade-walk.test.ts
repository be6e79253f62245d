import { describe, expect, test } from '@jest/globals';
import { declarativeBase, foreignKey, mappedColumn, relationship, types as t } from '../../../src/index.ts';
import type { Cascade } from '../../../src/orm/mapping/cascade.ts';
import { cascaded } from '../../../src/orm/state/cascade-walk.ts';
import { findState, type InstanceState } from '../../../src/orm/state/instance-state.ts';

const Base = declarativeBase();
const id = () => mappedColumn(t.Integer, { primaryKey: true });
class User extends Base('user', {
  id: id(),
  orders: () => relationship([Order], { cascade: 'all, delete-orphan', backPopulates: 'user' }),
  notes: () => relationship([Note], { cascade: 'refresh-expire' }),
}) {}
class Order extends Base('order', {
  id: id(),
  userId: mappedColumn(t.Integer, foreignKey('user.id')),
  user: () => relationship(User, { backPopulates: 'orders', nullable: true }),
  items: () => relationship([Item], { cascade: 'none' }),
}) {}
class Item extends Base('item', { id: id(), orderId: mappedColumn(t.Integer, foreignKey('order.id')) }) {}
class Note extends Base('note', { id: id(), userId: mappedColumn(t.Integer, foreignKey('user.id')) }) {}

const walk = (object: object, kind: keyof Cascade, halts?: (state: InstanceState) => boolean) =>
  cascaded(findState(object) as InstanceState, kind, halts).map((state) => state.object);

describe('a cascade', () => {
  const [order, item, note] = [new Order({}), new Item({}), new Note({})];
  const user = new User({ orders: [order], notes: [note] });
  order.items.push(item);

  test.each<[keyof Cascade, readonly object[]]>([
    ['saveUpdate', [user, order]],
    ['merge', [user, order]],
    ['delete', [user, order]],
    ['expunge', [user, order]],
    // New objects have nothing to refresh; an order is there because of its user.
    ['refreshExpire', [user, order]],
  ])('of %s goes where relationships say it, to each object once', (kind, expected) => {
    expect(walk(user, kind)).toEqual(expected);
  });

  test('goes from the many to the one as well', () => {
    expect(walk(order, 'saveUpdate')).toEqual([order, user]);
    expect(walk(order, 'delete')).toEqual([order]);
  });

  test('stops where it is told to', () => {
    expect(walk(user, 'saveUpdate', ({ object }) => object === order)).toEqual([user]);
  });

  test('saves what was taken out as well, since its row has to learn of it', () => {
    const [a, b] = [new Order({}), new Order({})];
    const owner = new User({ orders: [a] });
    (findState(owner) as InstanceState).committed();
    owner.orders = [b];
    expect(walk(owner, 'saveUpdate')).toEqual([owner, b, a]);
  });

  test('makes no attributes', () => {
    const bare = new User({});
    walk(bare, 'saveUpdate');
    walk(bare, 'delete');
    expect(findState(bare)?.values.filter((value) => value !== undefined)).toEqual([]);
  });
});

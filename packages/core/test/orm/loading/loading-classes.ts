import {
  column,
  declarativeBase,
  foreignKey,
  foreignKeyConstraint,
  mappedColumn,
  relationship,
  Table,
  types as t,
} from '../../../src/index.ts';

export const Base = declarativeBase();

export class User extends Base('user_account', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  bio: mappedColumn(t.String(), { nullable: true, deferred: true }),
  addresses: () => relationship([Address], { backPopulates: 'user' }),
  orders: () => relationship([Order], { orderBy: Order.c.id }),
}) {}

export class Address extends Base('address', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey('user_account.id')),
  email: mappedColumn(t.String(50)),
  user: () => relationship(User, { backPopulates: 'addresses' }),
}) {}

export const orderItem = new Table('order_item', Base.metadata, {
  orderId: column('order_id', t.Integer, foreignKey('orders.id'), { primaryKey: true }),
  itemId: column('item_id', t.Integer, foreignKey('item.id'), { primaryKey: true }),
});

export class Order extends Base('orders', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey('user_account.id')),
  items: () => relationship([Item], { secondary: orderItem, orderBy: Item.c.id }),
}) {}

export class Item extends Base('item', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
}) {}

export class Node extends Base('node', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  parentId: mappedColumn('parent_id', t.Integer, foreignKey('node.id'), { nullable: true }),
  children: () => relationship([Node], { backPopulates: 'parent' }),
  parent: () => relationship(Node, { backPopulates: 'children', remoteSide: Node.c.id, nullable: true }),
}) {}

export class Place extends Base('place', {
  x: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  y: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  things: () => relationship([Thing]),
}) {}

export class Thing extends Base(
  'thing',
  {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    x: mappedColumn(t.Integer),
    y: mappedColumn(t.Integer),
  },
  { tableArgs: [foreignKeyConstraint(['x', 'y'], ['place.x', 'place.y'])] },
) {}

/** Classes that load their relationships with every query, back and forth. */
export class Parent extends Base('parent', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  children: () => relationship([Child], { backPopulates: 'parent', lazy: 'selectin' }),
}) {}

export class Child extends Base('child', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  parentId: mappedColumn('parent_id', t.Integer, foreignKey('parent.id')),
  parent: () => relationship(Parent, { backPopulates: 'children', lazy: 'joined', innerjoin: true }),
}) {}

import { column, declarativeBase, foreignKey, mappedColumn, relationship, Table, types as t } from '../../src/index.ts';

/** Classes of the tests of statements: SQLAlchemy's own fixtures, as far as they are needed. */
export const Base = declarativeBase();

export class User extends Base('users', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  fullname: mappedColumn(t.String(), { nullable: true }),
  addresses: () => relationship([Address], { backPopulates: 'user' }),
  orders: () => relationship([Order], { backPopulates: 'user' }),
}) {}

export class Address extends Base('addresses', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey('users.id')),
  emailAddress: mappedColumn('email_address', t.String()),
  user: () => relationship(User, { backPopulates: 'addresses' }),
}) {}

export class Order extends Base('orders', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey('users.id')),
  description: mappedColumn(t.String(30)),
  user: () => relationship(User, { backPopulates: 'orders' }),
  items: () => relationship([Item], { secondary: orderItems }),
}) {}

export const orderItems = new Table('order_items', Base.metadata, {
  orderId: column('order_id', t.Integer, foreignKey('orders.id'), { primaryKey: true }),
  itemId: column('item_id', t.Integer, foreignKey('items.id'), { primaryKey: true }),
});

export class Item extends Base('items', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  description: mappedColumn(t.String(30)),
}) {}

export class Node extends Base('nodes', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  parentId: mappedColumn('parent_id', t.Integer, foreignKey('nodes.id'), { nullable: true }),
  data: mappedColumn(t.String(30)),
  children: () => relationship([Node], { backPopulates: 'parent' }),
  parent: () => relationship(Node, { backPopulates: 'children', nullable: true, remoteSide: Node.c.id }),
}) {}

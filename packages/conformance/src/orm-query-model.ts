import {
  column,
  declarativeBase,
  event,
  foreignKey,
  insert,
  mappedColumn,
  relationship,
  Session,
  Table,
  types as t,
} from '@aludel/core';
import { metadataFixture, uniqueName } from './metadata-fixture.ts';
import type { SuiteContext } from './suite-context.ts';

const Base = declarativeBase();
const names = {
  user: uniqueName('orq_user'),
  address: uniqueName('orq_address'),
  order: uniqueName('orq_order'),
  item: uniqueName('orq_item'),
  between: uniqueName('orq_order_item'),
  node: uniqueName('orq_node'),
  employee: uniqueName('orq_employee'),
  engineer: uniqueName('orq_engineer'),
};

/** The classes of the suites that query over classes. */
export class User extends Base(names.user, {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  fullname: mappedColumn(t.String(60), { nullable: true }),
  visits: mappedColumn(t.Integer, { default: 0 }),
  addresses: () => relationship([Address], { backPopulates: 'user' }),
  orders: () => relationship([Order], { backPopulates: 'user' }),
}) {
  get shout() {
    return `${this.name.toUpperCase()}!`;
  }
}

export class Address extends Base(names.address, {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey(`${names.user}.id`), { nullable: true }),
  email: mappedColumn('email_address', t.String(60)),
  user: () => relationship(User, { backPopulates: 'addresses', nullable: true }),
}) {}

export const orderItem = new Table(names.between, Base.metadata, {
  orderId: column('order_id', t.Integer, foreignKey(`${names.order}.id`), { primaryKey: true }),
  itemId: column('item_id', t.Integer, foreignKey(`${names.item}.id`), { primaryKey: true }),
});

export class Order extends Base(names.order, {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey(`${names.user}.id`)),
  description: mappedColumn(t.String(30)),
  user: () => relationship(User, { backPopulates: 'orders' }),
  items: () => relationship([Item], { secondary: orderItem }),
}) {}

export class Item extends Base(names.item, {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  description: mappedColumn(t.String(30)),
}) {}

export class Node extends Base(names.node, {
  id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  parentId: mappedColumn('parent_id', t.Integer, foreignKey(`${names.node}.id`), { nullable: true }),
  data: mappedColumn(t.String(30)),
  children: () => relationship([Node], { backPopulates: 'parent' }),
  parent: () => relationship(Node, { backPopulates: 'children', nullable: true, remoteSide: Node.c.id }),
}) {}

export class Employee extends Base(
  names.employee,
  {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    kind: mappedColumn(t.String(20)),
    fullname: mappedColumn('full_name', t.String(60), { nullable: true }),
    golf: mappedColumn(t.Integer, { nullable: true }),
  },
  { polymorphicOn: 'kind', polymorphicIdentity: 'employee' },
) {}

/** In two tables. */
export class Engineer extends Base.inherits(
  Employee,
  names.engineer,
  {
    id: mappedColumn(t.Integer, foreignKey(`${names.employee}.id`), { primaryKey: true }),
    language: mappedColumn(t.String(20)),
  },
  { polymorphicIdentity: 'engineer' },
) {}

/** In the table of its parent. */
export class Manager extends Base.inherits(Employee, null, {}, { polymorphicIdentity: 'manager' }) {}

/** What a suite that queries works with. */
export interface QueryModel {
  /** A session with rows in the database, none of which it has loaded. */
  filled(): Promise<FilledSession>;
  /** A session without rows. */
  empty(): Session;
}

export interface FilledSession extends AsyncDisposable {
  readonly session: Session;
  /** The SQL that was sent since. */
  readonly sent: string[];
}

/** Empty tables for each test of a suite, and sessions. */
export function queryModel(context: SuiteContext): QueryModel {
  metadataFixture(context, Base.metadata);
  return {
    empty: () => new Session(context.engine()),
    async filled() {
      const engine = context.engine();
      const session = new Session(engine);
      session.addAll([
        new User({ name: 'sandy', fullname: 'Sandy Cheeks', visits: 10 }),
        new User({ name: 'patrick', visits: 20 }),
        new User({ name: 'squidward', visits: 30 }),
      ]);
      await session.flush();
      session.addAll([
        new Address({ userId: 1, email: 'sandy@sqlalchemy.org' }),
        new Address({ userId: 1, email: 'sandy@squirrelpower.org' }),
        new Address({ userId: 2, email: 'pat@aol.com' }),
        new Address({ userId: null, email: 'nobody@example.org' }),
        new Order({ id: 1, userId: 1, description: 'order 1' }),
        new Order({ id: 2, userId: 2, description: 'order 2' }),
        new Item({ id: 1, description: 'anchor' }),
        new Item({ id: 2, description: 'buoy' }),
      ]);
      await session.flush();
      await session.execute(insert(orderItem), [
        { orderId: 1, itemId: 1 },
        { orderId: 1, itemId: 2 },
        { orderId: 2, itemId: 2 },
      ]);
      for (const [id, parentId, data] of [
        [1, null, 'root'],
        [2, 1, 'left'],
        [3, 1, 'right'],
        [4, 2, 'leaf'],
      ] as const) {
        session.add(new Node({ id, parentId, data }));
        await session.flush();
      }
      await session.commit();
      session.expungeAll();
      const sent: string[] = [];
      event.listen(engine, 'beforeCursorExecute', (_connection, sql) => void sent.push(sql));
      return { session, sent, [Symbol.asyncDispose]: () => session.close() };
    },
  };
}

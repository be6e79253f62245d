import { afterEach, beforeEach, expect, test } from '@jest/globals';
import '@aludel/sqlite';
import {
  createEngine,
  type Engine,
  event,
  immediateload,
  select,
  selectinload,
  Session,
  subqueryload,
  text,
} from '../../../src/index.ts';
import { Address, Base, Child, Node, Order, Parent, Place, User } from './loading-classes.ts';

let engine: Engine;
let session: Session;
let sent: string[];

beforeEach(async () => {
  engine = createEngine('sqlite:///:memory:');
  await Base.metadata.createAll(engine);
  await engine.begin(async (connection) => {
    for (const sql of rows) await connection.execute(text(sql));
  });
  session = new Session(engine);
  sent = [];
  event.listen(engine, 'beforeCursorExecute', (_connection: unknown, sql: string) => {
    sent.push(sql.replaceAll('\n', ''));
  });
});

afterEach(async () => {
  await session.close();
  await engine.dispose();
});

const rows = [
  `INSERT INTO user_account (id, name) VALUES (1, 'a'), (2, 'b')`,
  `INSERT INTO address (id, user_id, email) VALUES (1, 1, 'a@x'), (2, 1, 'b@x'), (3, 2, 'c@x')`,
  `INSERT INTO orders (id, user_id) VALUES (1, 1), (2, 1)`,
  `INSERT INTO item (id, name) VALUES (1, 'i'), (2, 'j')`,
  `INSERT INTO order_item (order_id, item_id) VALUES (1, 1), (1, 2)`,
  `INSERT INTO node (id, parent_id) VALUES (1, NULL), (2, 1)`,
  `INSERT INTO place (x, y) VALUES (1, 2)`,
  `INSERT INTO thing (id, x, y) VALUES (1, 1, 2)`,
  `INSERT INTO parent (id) VALUES (1)`,
  `INSERT INTO child (id, parent_id) VALUES (1, 1)`,
];

const users = 'SELECT user_account.id, user_account.name FROM user_account';

test.each<[string, () => unknown, readonly string[]]>([
  [
    'one-to-many without the parent',
    () => select(User).options(selectinload(User.c.addresses)),
    [users, 'SELECT address.user_id, address.id, address.email FROM address WHERE address.user_id IN (?, ?)'],
  ],
  [
    'many-to-one by the keys that are there',
    () => select(Address).options(selectinload(Address.c.user)),
    ['SELECT address.id, address.user_id, address.email FROM address', `${users} WHERE user_account.id IN (?, ?)`],
  ],
  [
    'many-to-many from the table between, in the order of the relationship',
    () => select(Order).options(selectinload(Order.c.items)),
    [
      'SELECT orders.id, orders.user_id FROM orders',
      'SELECT order_item.order_id, item.id, item.name FROM order_item JOIN item ON item.id = order_item.item_id WHERE order_item.order_id IN (?, ?) ORDER BY item.id',
    ],
  ],
  [
    'a composite key as a tuple',
    () => select(Place).options(selectinload(Place.c.things)),
    [
      'SELECT place.x, place.y FROM place',
      'SELECT thing.x, thing.y, thing.id FROM thing WHERE (thing.x, thing.y) IN (VALUES (?, ?))',
    ],
  ],
  [
    'the first objects of each parent',
    () => select(User).options(selectinload(User.c.addresses, { limit: 1, orderBy: Address.c.email.desc() })),
    [
      users,
      'SELECT anon_1.user_id, anon_1.id, anon_1.email FROM (SELECT address.user_id AS user_id, address.id AS id, address.email AS email, row_number() OVER (PARTITION BY address.user_id ORDER BY address.email DESC) AS place_of_row FROM address WHERE address.user_id IN (?, ?)) AS anon_1 WHERE anon_1.place_of_row <= ? ORDER BY anon_1.place_of_row',
    ],
  ],
  [
    'subqueryload',
    () => select(User).where(User.c.name.ne('b')).options(subqueryload(User.c.addresses)),
    [
      `${users} WHERE user_account.name != ?`,
      'SELECT anon_1.id, address.id AS id_1, address.user_id, address.email FROM (SELECT DISTINCT user_account.id AS id FROM user_account WHERE user_account.name != ?) AS anon_1 JOIN address ON anon_1.id = address.user_id',
    ],
  ],
  [
    'subqueryload of a limited query',
    () => select(User).orderBy(User.c.id).limit(1).options(subqueryload(User.c.addresses)),
    [
      `${users} ORDER BY user_account.id LIMIT ?`,
      'SELECT anon_1.id, address.id AS id_1, address.user_id, address.email FROM (SELECT user_account.id AS id FROM user_account ORDER BY user_account.id LIMIT ?) AS anon_1 JOIN address ON anon_1.id = address.user_id',
    ],
  ],
  [
    'immediateload, where objects of the session need no SQL',
    () => select(Address).options(immediateload(Address.c.user)),
    [
      'SELECT address.id, address.user_id, address.email FROM address',
      `${users} WHERE user_account.id = ?`,
      `${users} WHERE user_account.id = ?`,
    ],
  ],
  [
    'defaults, which do not lead back',
    () => select(Parent),
    ['SELECT parent.id FROM parent', 'SELECT child.parent_id, child.id FROM child WHERE child.parent_id IN (?)'],
  ],
  [
    'a default from the other side',
    () => select(Child),
    ['SELECT child.id, child.parent_id, parent_1.id AS id_1 FROM child JOIN parent AS parent_1 ON parent_1.id = child.parent_id'],
  ],
])('%s', async (_title, statement, expected) => {
  await session
    .execute(statement() as ReturnType<typeof select>)
    .unique()
    .all();
  expect(sent).toEqual(expected);
});

test.each<[string, () => Promise<unknown>, string]>([
  [
    'one-to-many',
    async () => session.load(await session.getOne(User, 1), 'addresses'),
    'SELECT address.id, address.user_id, address.email FROM address WHERE ? = address.user_id',
  ],
  ['many-to-one', async () => session.load(await session.getOne(Address, 1), 'user'), `${users} WHERE user_account.id = ?`],
  [
    'many-to-many',
    async () => session.load(await session.getOne(Order, 1), 'items'),
    'SELECT item.id, item.name FROM item, order_item WHERE ? = order_item.order_id AND item.id = order_item.item_id ORDER BY item.id',
  ],
  [
    'a tree',
    async () => session.load(await session.getOne(Node, 1), 'children'),
    'SELECT node.id, node.parent_id FROM node WHERE ? = node.parent_id',
  ],
  [
    'a deferred column',
    async () => session.load(await session.getOne(User, 1), 'bio'),
    'SELECT user_account.id, user_account.bio FROM user_account WHERE user_account.id IN (?)',
  ],
])('session.load: %s', async (_title, act, expected) => {
  await act();
  expect(sent.slice(1)).toEqual([expected]);
});

test('a statement from the cache has the values of its own conditions', async () => {
  const load = async (email: string) => {
    session.expungeAll();
    const option = selectinload(User.c.addresses.and(Address.c.email.eq(email)));
    const [user] = await session.scalars(select(User).options(option).orderBy(User.c.id)).all();
    return user?.addresses.map((address) => address.email);
  };
  expect(await load('a@x')).toEqual(['a@x']);
  expect(await load('b@x')).toEqual(['b@x']);
});

test('what many-to-one leads to is there where the collection was loaded', async () => {
  const [user] = await session.scalars(select(User).options(selectinload(User.c.addresses))).all();
  expect(user?.addresses[0]?.user).toBe(user);
});

test('objects of a stream that nobody holds do not pile up', async () => {
  await engine.begin(async (connection) => {
    for (let id = 100; id < 5100; id += 500) {
      const values = Array.from({ length: 500 }, (_, index) => `(${id + index}, 'n')`).join(', ');
      await connection.execute(text(`INSERT INTO user_account (id, name) VALUES ${values}`), {});
    }
  });
  const held: object[] = [];
  let count = 0;
  for await (const user of session.stream(select(User)).yieldPer(100).scalars()) {
    count += 1;
    if (count === 3) held.push(user);
  }
  expect(count).toBe(5002);
  const [third] = await session.scalars(select(User).orderBy(User.c.id).limit(1).offset(2)).all();
  expect(third).toBe(held[0]);
});

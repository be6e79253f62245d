import { expect, test } from '@jest/globals';
import '@aludel/sqlite';
import {
  aliased,
  containsEager,
  defer,
  joinedload,
  loadOnly,
  select,
  selectinload,
  undefer,
  withLoaderCriteria,
} from '../../../src/index.ts';
import { Address, Child, Item, Node, Order, User } from './loading-classes.ts';

const sql = (statement: unknown): string => String(statement).replaceAll('\n', '');
const other = aliased(Address);

test.each([
  [
    'a collection by an outer join with an alias',
    select(User).options(joinedload(User.c.addresses)),
    'SELECT user_account.id, user_account.name, address_1.id AS id_1, address_1.user_id, address_1.email FROM user_account LEFT OUTER JOIN address AS address_1 ON user_account.id = address_1.user_id',
  ],
  [
    'an inner join',
    select(Address)
      .options(joinedload(Address.c.user, { innerjoin: true }))
      .orderBy(Address.c.id),
    'SELECT address.id, address.user_id, address.email, user_account_1.id AS id_1, user_account_1.name FROM address JOIN user_account AS user_account_1 ON user_account_1.id = address.user_id ORDER BY address.id',
  ],
  [
    'an inner join behind an outer one, in parentheses',
    select(Order).options(joinedload(Order.c.items)).where(Order.c.id.eq(1)),
    'SELECT orders.id, orders.user_id, item_1.id AS id_1, item_1.name FROM orders LEFT OUTER JOIN (order_item AS order_item_1 JOIN item AS item_1 ON item_1.id = order_item_1.item_id) ON orders.id = order_item_1.order_id WHERE orders.id = :id_2 ORDER BY item_1.id',
  ],
  [
    'nested: inner behind outer',
    select(User).options(joinedload(User.c.addresses).joinedload(Address.c.user, { innerjoin: true })),
    'SELECT user_account.id, user_account.name, address_1.id AS id_1, address_1.user_id, address_1.email, user_account_1.id AS id_2, user_account_1.name AS name_1 FROM user_account LEFT OUTER JOIN (address AS address_1 JOIN user_account AS user_account_1 ON user_account_1.id = address_1.user_id) ON user_account.id = address_1.user_id',
  ],
  [
    'nested: unnested',
    select(User).options(joinedload(User.c.addresses).joinedload(Address.c.user, { innerjoin: 'unnested' })),
    'SELECT user_account.id, user_account.name, address_1.id AS id_1, address_1.user_id, address_1.email, user_account_1.id AS id_2, user_account_1.name AS name_1 FROM user_account LEFT OUTER JOIN address AS address_1 ON user_account.id = address_1.user_id LEFT OUTER JOIN user_account AS user_account_1 ON user_account_1.id = address_1.user_id',
  ],
  [
    'a limited query as a subquery',
    select(User)
      .options(joinedload(User.c.addresses), joinedload(User.c.orders))
      .where(User.c.name.ne('x'))
      .orderBy(User.c.name)
      .limit(2),
    'SELECT anon_1.id, anon_1.name, address_1.id AS id_1, address_1.user_id, address_1.email, orders_1.id AS id_2, orders_1.user_id AS user_id_1 FROM (SELECT user_account.id AS id, user_account.name AS name FROM user_account WHERE user_account.name != :name_1 ORDER BY user_account.name LIMIT :param_1) AS anon_1 LEFT OUTER JOIN address AS address_1 ON anon_1.id = address_1.user_id LEFT OUTER JOIN orders AS orders_1 ON anon_1.id = orders_1.user_id ORDER BY anon_1.name, orders_1.id',
  ],
  [
    'a limited query that is ordered by what it does not select',
    select(User).options(joinedload(User.c.addresses)).orderBy(User.c.bio).limit(2),
    'SELECT anon_1.id, anon_1.name, address_1.id AS id_1, address_1.user_id, address_1.email FROM (SELECT user_account.id AS id, user_account.name AS name, user_account.bio AS bio FROM user_account ORDER BY user_account.bio LIMIT :param_1) AS anon_1 LEFT OUTER JOIN address AS address_1 ON anon_1.id = address_1.user_id ORDER BY anon_1.bio',
  ],
  [
    'a limited query with a relationship to one, which repeats no rows',
    select(Address).options(joinedload(Address.c.user)).limit(2),
    'SELECT address.id, address.user_id, address.email, user_account_1.id AS id_1, user_account_1.name FROM address LEFT OUTER JOIN user_account AS user_account_1 ON user_account_1.id = address.user_id LIMIT :param_1',
  ],
  [
    'the same class',
    select(Node).options(joinedload(Node.c.children).joinedload(Node.c.children)),
    'SELECT node.id, node.parent_id, node_1.id AS id_1, node_1.parent_id AS parent_id_1, node_2.id AS id_2, node_2.parent_id AS parent_id_2 FROM node LEFT OUTER JOIN node AS node_1 ON node.id = node_1.parent_id LEFT OUTER JOIN node AS node_2 ON node_1.id = node_2.parent_id',
  ],
  [
    'conditions in ON',
    select(User).options(
      joinedload(User.c.addresses.and(Address.c.email.like('%x'))),
      withLoaderCriteria(Address, Address.c.id.gt(3)),
    ),
    'SELECT user_account.id, user_account.name, address_1.id AS id_1, address_1.user_id, address_1.email FROM user_account LEFT OUTER JOIN address AS address_1 ON user_account.id = address_1.user_id AND address_1.email LIKE :email_1 AND address_1.id > :id_2',
  ],
  [
    'withLoaderCriteria in WHERE, and in ON of joins',
    select(User)
      .join(User.c.addresses)
      .options(
        withLoaderCriteria(Address, (cls) => cls.c.id.gt(3)),
        withLoaderCriteria(User, User.c.name.ne('x')),
      ),
    'SELECT user_account.id, user_account.name FROM user_account JOIN address ON user_account.id = address.user_id AND address.id > :id_1 WHERE user_account.name != :name_1',
  ],
  [
    'containsEager, with an alias',
    select(User)
      .join(User.c.addresses.ofType(other))
      .options(containsEager(User.c.addresses, { alias: other })),
    'SELECT user_account.id, user_account.name, address_1.id AS id_1, address_1.user_id, address_1.email FROM user_account JOIN address AS address_1 ON user_account.id = address_1.user_id',
  ],
  ['loadOnly', select(Address).options(loadOnly(Address.c.email)), 'SELECT address.id, address.email FROM address'],
  ['defer', select(Address).options(defer(Address.c.email)), 'SELECT address.id, address.user_id FROM address'],
  [
    'undefer',
    select(User).options(undefer(User.c.bio)),
    'SELECT user_account.id, user_account.name, user_account.bio FROM user_account',
  ],
  [
    'a relationship that is joined by default',
    select(Child),
    'SELECT child.id, child.parent_id, parent_1.id AS id_1 FROM child JOIN parent AS parent_1 ON parent_1.id = child.parent_id',
  ],
  [
    'classes in subqueries, which load nothing else',
    select(Item.c.id).where(Item.c.id.in(select(Child.c.id))),
    'SELECT item.id FROM item WHERE item.id IN (SELECT child.id FROM child)',
  ],
])('%s', (_title, statement, expected) => {
  expect(sql(statement)).toBe(expected);
});

test('options are immutable', () => {
  const base = selectinload(User.c.addresses);
  const longer = base.joinedload(Address.c.user);
  expect(longer).not.toBe(base);
  expect(select(User).options(base).cacheKey).not.toBe(select(User).options(longer).cacheKey);
});

test('values in conditions are no part of the key, everything else is', () => {
  const key = (option: ReturnType<typeof selectinload>) => select(User).options(option).cacheKey;
  const like = (text: string) => selectinload(User.c.addresses.and(Address.c.email.like(text)));
  expect(key(like('a'))).toBe(key(like('b')));
  expect(key(like('a'))).not.toBe(key(selectinload(User.c.addresses.and(Address.c.email.eq('a')))));
  expect(key(selectinload(User.c.addresses))).not.toBe(key(joinedload(User.c.addresses)));
  expect(key(selectinload(User.c.addresses, { limit: 1 }))).not.toBe(key(selectinload(User.c.addresses, { limit: 2 })));
});

test.each<[string, () => unknown, string]>([
  ['a column', () => selectinload(User.c.name as never), 'A loader option takes a relationship of a class'],
  [
    'a path that does not fit',
    () => selectinload(User.c.addresses).joinedload(Order.c.items as never),
    'Attribute "Order.items" does not link from "Address"',
  ],
  [
    'a misspelled option',
    () => selectinload(User.c.addresses, { limits: 1 } as never),
    'selectinload() has no option "limits"; did you mean "limit"?',
  ],
  [
    'a limit of nothing',
    () => selectinload(User.c.addresses, { limit: 0 }),
    'selectinload({ limit }) is a whole number, 1 or more; it is 0.',
  ],
  ['no column', () => loadOnly(), 'loadOnly() takes at least one column'],
  ['columns of two classes', () => loadOnly(User.c.name, Address.c.email as never), 'loadOnly() takes columns of one class'],
])('%s is refused', (_title, make, message) => {
  expect(make).toThrow(message);
});

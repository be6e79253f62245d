import { describe, expect, test } from '@jest/globals';
import {
  aliased,
  Bundle,
  delete_,
  exists,
  func,
  insert,
  select,
  text,
  union,
  update,
  withLoaderCriteria,
} from '../../../src/index.ts';
import { Address, Item, Node, Order, User } from '../query-models.ts';

const home = aliased(Address, { name: 'home' });
const other = aliased(Node);
const item = aliased(Item);
const joined = select(User, Address).join(User.c.addresses).subquery();
const userColumns = 'users.id, users.name, users.fullname';

function line(statement: object): string {
  return String(statement).replace(/ ?\n/g, ' ');
}

describe('statements over classes', () => {
  test.each<[string, object, string]>([
    ['all columns of a class', select(User), `SELECT ${userColumns} FROM users`],
    ['single columns', select(User.c.name, func.count(User.c.id)), 'SELECT users.name, count(users.id) AS count_1 FROM users'],
    ['a class and a column of it', select(User, User.c.name), `SELECT ${userColumns}, users.name AS name__1 FROM users`],
    ['an alias with a name', select(home.c.id), 'SELECT home.id FROM addresses AS home'],
    [
      'joinFrom() by the foreign keys',
      select(User.c.id, Address.c.id).joinFrom(User, Address),
      'SELECT users.id, addresses.id AS id_1 FROM users JOIN addresses ON users.id = addresses.user_id',
    ],
    [
      'join() by the foreign keys',
      select(User.c.id).join(Address),
      'SELECT users.id FROM users JOIN addresses ON users.id = addresses.user_id',
    ],
    [
      'join() along a relationship',
      select(User.c.id).join(User.c.addresses),
      'SELECT users.id FROM users JOIN addresses ON users.id = addresses.user_id',
    ],
    [
      'join() to an alias',
      select(User.c.id).join(home, User.c.addresses),
      'SELECT users.id FROM users JOIN addresses AS home ON users.id = home.user_id',
    ],
    [
      'join() by ofType()',
      select(User.c.id).join(User.c.addresses.ofType(home)),
      'SELECT users.id FROM users JOIN addresses AS home ON users.id = home.user_id',
    ],
    [
      'join() with more conditions, which are about what is joined',
      select(User.c.id).join(User.c.addresses.ofType(home).and(Address.c.emailAddress.ne('x'))),
      'SELECT users.id FROM users JOIN addresses AS home ON users.id = home.user_id AND home.email_address != :email_address_1',
    ],
    [
      'outerjoin()',
      select(User.c.id).outerjoin(User.c.addresses),
      'SELECT users.id FROM users LEFT OUTER JOIN addresses ON users.id = addresses.user_id',
    ],
    [
      'join() through tables between, each time another alias of it',
      select(Order.c.id).join(Order.c.items).join(Order.c.items.ofType(item)),
      'SELECT orders.id FROM orders JOIN order_items AS order_items_1 ON orders.id = order_items_1.order_id JOIN items ON items.id = order_items_1.item_id JOIN order_items AS order_items_2 ON orders.id = order_items_2.order_id JOIN items AS items_1 ON items_1.id = order_items_2.item_id',
    ],
    [
      'outerjoin() through a table between',
      select(Order.c.id).outerjoin(Order.c.items),
      'SELECT orders.id FROM orders LEFT OUTER JOIN (order_items AS order_items_1 JOIN items ON items.id = order_items_1.item_id) ON orders.id = order_items_1.order_id',
    ],
    [
      'a class joined with itself',
      select(Node.c.id).join(Node.c.children.ofType(other)),
      'SELECT nodes.id FROM nodes JOIN nodes AS nodes_1 ON nodes.id = nodes_1.parent_id',
    ],
    ['selectFrom()', select(func.count()).selectFrom(User), 'SELECT count(*) AS count_1 FROM users'],
    ['filterBy()', select(User.c.id).filterBy({ name: 'x' }), 'SELECT users.id FROM users WHERE users.name = :name_1'],
    [
      'filterBy() of what was joined last, with a relationship',
      select(User.c.id).join(User.c.addresses).filterBy({ emailAddress: 'x', user: null }),
      'SELECT users.id FROM users JOIN addresses ON users.id = addresses.user_id WHERE addresses.email_address = :email_address_1 AND addresses.user_id IS NULL',
    ],
    [
      'an alias over a subquery',
      select(aliased(User, select(User).where(User.c.id.gt(5)).subquery()))
        .where(User.c.id.eq(1))
        .withOnlyColumns(func.count()),
      'SELECT count(*) AS count_1 FROM users WHERE users.id = :id_1',
    ],
    [
      'classes from one subquery, of which columns have one name',
      select(aliased(Address, joined)),
      'SELECT anon_1.id_1, anon_1.user_id, anon_1.email_address FROM (SELECT users.id AS id, users.name AS name, users.fullname AS fullname, addresses.id AS id_1, addresses.user_id AS user_id, addresses.email_address AS email_address FROM users JOIN addresses ON users.id = addresses.user_id) AS anon_1',
    ],
    [
      'EXISTS that correlates to a class',
      select(User.c.id).where(exists().where(Address.c.userId.eq(User.c.id))),
      'SELECT users.id FROM users WHERE EXISTS (SELECT * FROM addresses WHERE addresses.user_id = users.id)',
    ],
    [
      'a union',
      union(select(User.c.id), select(Address.c.userId)),
      'SELECT users.id FROM users UNION SELECT addresses.user_id FROM addresses',
    ],
    [
      'a Bundle',
      select(new Bundle('b', User.c.id, User.c.name), Address.c.id),
      'SELECT users.id, users.name, addresses.id AS id_1 FROM users, addresses',
    ],
    ['a text', select(User).fromStatement(text('SELECT * FROM users WHERE id = :id')), 'SELECT * FROM users WHERE id = :id'],
    [
      'INSERT with RETURNING of objects',
      insert(Address).values({ userId: 1, emailAddress: 'x' }).returning(Address),
      'INSERT INTO addresses (user_id, email_address) VALUES (:userId, :emailAddress) RETURNING addresses.id, addresses.user_id, addresses.email_address',
    ],
    ['UPDATE', update(User).where(User.c.id.eq(1)).values({ name: 'x' }), 'UPDATE users SET name=:name WHERE users.id = :id_1'],
    [
      'UPDATE and DELETE by values',
      update(User).filterBy({ name: 'x', fullname: null }).values({ name: 'y' }),
      'UPDATE users SET name=:name WHERE users.name = :name_1 AND users.fullname IS NULL',
    ],
    ['DELETE by values', delete_(User).filterBy({ id: 5 }), 'DELETE FROM users WHERE users.id = :id_1'],
    [
      'UPDATE with the conditions of options',
      update(User)
        .values({ name: 'x' })
        .options(withLoaderCriteria(User, User.c.id.gt(5))),
      'UPDATE users SET name=:name WHERE users.id > :id_1',
    ],
    [
      'DELETE with the conditions of options, also in what it asks for',
      delete_(User)
        .where(User.c.addresses.any())
        .options(withLoaderCriteria(User, User.c.id.gt(5)), withLoaderCriteria(Order, Order.c.id.gt(6))),
      'DELETE FROM users WHERE (EXISTS (SELECT 1 FROM addresses WHERE users.id = addresses.user_id)) AND users.id > :id_1',
    ],
    [
      'UPDATE of what is related',
      update(User)
        .where(User.c.addresses.any(Address.c.id.eq(1)))
        .values({ name: 'x' }),
      'UPDATE users SET name=:name WHERE EXISTS (SELECT 1 FROM addresses WHERE users.id = addresses.user_id AND addresses.id = :id_1)',
    ],
    [
      'DELETE',
      delete_(Address).where(Address.c.user.eq(new User({ id: 1, name: 'x' }))),
      'DELETE FROM addresses WHERE :param_1 = addresses.user_id',
    ],
  ])('%s', (_title, statement, sql) => {
    expect(line(statement)).toBe(sql);
  });

  test('equal statements have equal keys, others have not', () => {
    const key = (statement: { readonly cacheKey: string | null }) => statement.cacheKey;
    const anyOf = (name: string) => select(User).where(User.c.addresses.any(Address.c.emailAddress.eq(name)));
    expect(key(anyOf('a'))).toBe(key(anyOf('b')));
    expect(key(select(User))).not.toBe(key(select(User).fromStatement(text('SELECT 1')) as never));
    const compared = (id: number) => select(Address).where(Address.c.user.eq(new User({ id, name: 'x' })));
    expect(key(compared(1))).toBe(key(compared(2)));
    expect(compared(2).compile().params).toEqual({ param_1: 2 });
  });

  test('mistakes are refused with what to do', () => {
    expect(() => line(select(Node).join(Node.c.children))).toThrow("Can't join table/selectable 'nodes' to itself");
    expect(() => line(select(User).join(select(Address).subquery(), User.c.addresses))).toThrow(
      'leads to Address or an alias of it',
    );
    expect(() => select(User).filterBy({ nickname: 'x' } as never)).toThrow(
      'Entity namespace for "User" has no property "nickname". There are: id, name',
    );
    expect(() => insert(User).values({ addresses: [] } as never)).toThrow(
      "takes keys of the table's columns: id, name, fullname.",
    );
    expect(() => line(update(aliased(User)).values({ name: 'x' }))).toThrow('UPDATE is for a class, not for an alias of one');
  });
});

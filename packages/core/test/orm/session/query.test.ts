import { describe, expect, test } from '@jest/globals';
import { aliased, func, joinedload, select, Session, text } from '../../../src/index.ts';
import { Address, Item, Order, User } from '../query-models.ts';

const session = new Session();
const users = session.query(User);
const userColumns = 'users.id AS users_id, users.name AS users_name, users.fullname AS users_fullname';

const alias = aliased(Address);
const first = users.filter(User.c.id.eq(1));
const second = users.filter(User.c.id.eq(2));
const unionColumns =
  'anon_1.users_id AS anon_1_users_id, anon_1.users_name AS anon_1_users_name, anon_1.users_fullname AS anon_1_users_fullname';
const union = `(SELECT ${userColumns} FROM users WHERE users.id = :id_1 UNION SELECT ${userColumns} FROM users WHERE users.id = :id_2) AS anon_1`;

describe('session.query()', () => {
  test.each<[string, object, string]>([
    ['a class', users, `SELECT ${userColumns} FROM users`],
    [
      'conditions',
      users.filter(User.c.id.gt(1)).filterBy({ name: 'x' }),
      `SELECT ${userColumns} FROM users WHERE users.id > :id_1 AND users.name = :name_1`,
    ],
    [
      'a join',
      session.query(User.c.id).join(User.c.addresses).filterBy({ id: 1 }),
      'SELECT users.id AS users_id FROM users JOIN addresses ON users.id = addresses.user_id WHERE addresses.id = :id_1',
    ],
    [
      'order and limits',
      session.query(User.c.id).orderBy(User.c.name.desc()).slice(5, 10),
      'SELECT users.id AS users_id FROM users ORDER BY users.name DESC LIMIT :param_1 OFFSET :param_2',
    ],
    [
      'groups',
      session.query(User.c.name, func.count(User.c.id)).groupBy(User.c.name).having(func.count(User.c.id).gt(1)),
      'SELECT users.name AS users_name, count(users.id) AS count_1 FROM users GROUP BY users.name HAVING count(users.id) > :count_2',
    ],
    ['distinct', session.query(User.c.name).distinct(), 'SELECT DISTINCT users.name AS users_name FROM users'],
    [
      'whether there is any',
      session.query(users.filterBy({ name: 'x' }).exists()),
      'SELECT EXISTS (SELECT 1 FROM users WHERE users.name = :name_1) AS anon_1',
    ],
    [
      'whether there is any, of a join',
      session.query(session.query(User.c.id).join(User.c.addresses).exists()),
      'SELECT EXISTS (SELECT 1 FROM users JOIN addresses ON users.id = addresses.user_id) AS anon_1',
    ],
    [
      'other entities, of the same join',
      users.join(User.c.addresses).withEntities(Address.c.id),
      'SELECT addresses.id AS addresses_id FROM users JOIN addresses ON users.id = addresses.user_id',
    ],
    [
      'an alias',
      session.query(alias.c.id, alias.c.userId),
      'SELECT addresses_1.id AS addresses_1_id, addresses_1.user_id AS addresses_1_user_id FROM addresses AS addresses_1',
    ],
    ['a union', first.union(second), `SELECT ${unionColumns} FROM ${union}`],
    [
      'conditions on a union',
      first.union(second).filter(User.c.name.eq('x')).orderBy(User.c.id),
      `SELECT ${unionColumns} FROM ${union} WHERE anon_1.users_name = :name_1 ORDER BY anon_1.users_id`,
    ],
    [
      'what a union is related to',
      first.union(second).join(User.c.addresses).filter(User.c.orders.any()),
      `SELECT ${unionColumns} FROM ${union} JOIN addresses ON anon_1.users_id = addresses.user_id WHERE EXISTS (SELECT 1 FROM orders WHERE anon_1.users_id = orders.user_id)`,
    ],
    [
      'a union and a query of the same class',
      first.union(second).filter(User.c.id.in(select(User.c.id))),
      `SELECT ${unionColumns} FROM ${union} WHERE anon_1.users_id IN (SELECT users.id FROM users)`,
    ],
    [
      'how many a union has',
      first.union(second).withEntities(func.count(User.c.id)),
      `SELECT count(anon_1.users_id) AS count_1 FROM ${union}`,
    ],
    [
      'a value of another query',
      session.query(User.c.id, session.query(func.count(Address.c.id)).filter(Address.c.userId.eq(User.c.id)).label('n')),
      'SELECT users.id AS users_id, (SELECT count(addresses.id) AS count_1 FROM addresses WHERE addresses.user_id = users.id) AS n FROM users',
    ],
    [
      'no related objects',
      session.query(Address.c.id, Order).options(joinedload(Order.c.user)).enableEagerloads(false),
      'SELECT addresses.id AS addresses_id, orders.id AS orders_id, orders.user_id AS orders_user_id, orders.description AS orders_description FROM addresses, orders',
    ],
    [
      'another class as well',
      session.query(User.c.id).addEntity(Item),
      'SELECT users.id AS users_id, items.id AS items_id, items.description AS items_description FROM users, items',
    ],
    ['a text', users.fromStatement(text('SELECT 1')), 'SELECT 1'],
    ['the statement', users.statement, 'SELECT users.id, users.name, users.fullname FROM users'],
  ])('asks for %s', (_title, query, sql) => {
    expect(String(query).replace(/ ?\n */g, ' ')).toBe(sql);
  });

  test('update() and delete() refuse what they would ignore', async () => {
    await expect(users.limit(1).update({ name: 'x' })).rejects.toThrow('when limit() has been called');
    await expect(users.join(User.c.addresses).delete()).rejects.toThrow('when join() has been called');
    await expect(session.query(User.c.id).delete()).rejects.toThrow('is for a query of one class');
  });
});

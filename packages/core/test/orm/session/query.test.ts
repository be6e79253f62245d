import { describe, expect, test } from '@jest/globals';
import { func, Session } from '../../../src/index.ts';
import { Address, User } from '../query-models.ts';

const session = new Session();
const users = session.query(User);
const userColumns = 'users.id AS users_id, users.name AS users_name, users.fullname AS users_fullname';

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

import { deepStrictEqual, notDeepStrictEqual } from 'node:assert';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { declarativeBase, foreignKey, mappedColumn, relationship, Table, types as t } from '../../../src/index.ts';

const Base = declarativeBase();
const memberships = new Table('membership', Base.metadata, {
  userId: mappedColumn(foreignKey('user_account.id'), { primaryKey: true }),
  clubId: mappedColumn(foreignKey('club.id'), { primaryKey: true }),
});
class User extends Base('user_account', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String()),
  clubs: () => relationship([Club], { secondary: memberships, backPopulates: 'users' }),
}) {
  seen = 1;
}
class Club extends Base('club', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  users: () => relationship([User], { secondary: memberships, backPopulates: 'clubs' }),
}) {}

describe('an object of a mapped class', () => {
  test('prints with what it has, as deep as other objects do', () => {
    const user = new User({ name: 'sandy', clubs: [new Club()] });
    expect(inspect(user)).toBe("User { name: 'sandy', clubs: [ Club { users: [Array] } ], seen: 1 }");
    expect(inspect(user, { depth: 3 })).toContain('users: [ <User (new)> ]');
    expect(inspect(user, { depth: 0 })).toBe("User { name: 'sandy', clubs: [Array], seen: 1 }");
    expect(inspect({ a: { b: { user } } })).toBe('{ a: { b: { user: <User (new)> } } }');
    expect(inspect([user], { depth: 0 })).toBe('[ <User (new)> ]');
  });

  test('prints in no time where everything leads to everything', () => {
    const clubs = Array.from({ length: 30 }, () => new Club());
    const users = Array.from({ length: 30 }, (_, index) => new User({ name: `${index}`, clubs }));
    expect(inspect(users).length).toBeLessThan(100_000);
  });

  test('shows its attributes where others look for them, and is no plain object', () => {
    const user = new User({ name: 'x' });
    expect(Object.keys(user)).toEqual(['seen']);
    expect('name' in user).toBe(true);
    expect(JSON.parse(JSON.stringify(user))).toEqual({ name: 'x', seen: 1 });
    expect(user).toMatchObject({ name: 'x' });
  });

  test('equals itself alone, for what compares objects by their own properties', () => {
    const user = new User({ name: 'x' });
    expect(user).toEqual(user);
    expect([user]).toEqual([user]);
    expect(user).not.toEqual(new User({ name: 'y' }));
    expect(user).not.toEqual(new User({ name: 'x' }));
    deepStrictEqual({ user }, { user });
    notDeepStrictEqual(user, new User({ name: 'y' }));
  });
});

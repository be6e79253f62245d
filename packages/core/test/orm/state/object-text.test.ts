import { deepStrictEqual, notDeepStrictEqual, strictEqual } from 'node:assert';
import { inspect, stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import '@aludel/sqlite';
import {
  createEngine,
  declarativeBase,
  defer,
  foreignKey,
  mappedColumn,
  relationship,
  select,
  Session,
  Table,
  types as t,
} from '../../../src/index.ts';

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
const friendships = new Table('friendship', Base.metadata, {
  oneId: mappedColumn(foreignKey('person.id'), { primaryKey: true }),
  otherId: mappedColumn(foreignKey('person.id'), { primaryKey: true }),
});
class Person extends Base('person', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String()),
  friends: () => relationship([Person], { secondary: friendships, foreignKeys: friendships.c.oneId }),
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

  test('is shown by jest where it is not what was expected, whatever of it is loaded', async () => {
    const engine = createEngine('sqlite:///:memory:');
    await Base.metadata.createAll(engine);
    await using session = new Session(engine);
    session.addAll([new User({ name: 'x' }), new User({ name: 'x' })]);
    await session.commit();
    session.expungeAll();
    const [one, other] = await session.scalars(select(User).options(defer(User.c.name))).all();
    const message = messageOf(() => expect(one).toBe(other));
    expect(message).toMatch(/- User #\d+ {\n\+ User #\d+ {\n +"clubs": "<not loaded>",\n- +"id": 2,\n\+ +"id": 1,\n/);
    expect(messageOf(() => expect([one]).toEqual([other]))).toMatch(/- .*User #\d+/);
    expect(messageOf(() => expect({ one }).toEqual({ one: null }))).toContain('"seen": 1');
    expect(messageOf(() => expect(one).toBeNull())).toContain('"id": 1');
    expect(messageOf(() => strictEqual(one, other))).toContain('User #');
    await engine.dispose();
  });

  test('becomes JSON in no time where everything leads to everything, shared objects in full as long as they are few', () => {
    const people = Array.from({ length: 30 }, (_, id) => new Person({ id, name: 'x' }));
    for (const person of people) person.friends = people;
    expect(JSON.stringify(people[0]).length).toBeLessThan(20_000_000);
    const [a, b] = [new Person({ id: 1, name: 'a' }), new Person({ id: 2, name: 'b' })];
    const text = JSON.stringify(
      new Person({ id: 3, name: 'c', friends: [a, new Person({ id: 4, name: 'd', friends: [a, b] })] }),
    );
    const known = { id: 1, name: 'a' };
    expect(JSON.parse(text)).toMatchObject({ friends: [known, { friends: [known, { id: 2, name: 'b' }] }] });
  });
});

function messageOf(fail: () => void): string {
  try {
    fail();
  } catch (error) {
    return stripVTControlCharacters((error as Error).message);
  }
  throw new Error('It did not fail.');
}

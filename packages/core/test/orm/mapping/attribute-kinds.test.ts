import { inspect } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import '@aludel/sqlite';
import {
  aliased,
  associationProxy,
  ColumnElement,
  columnProperty,
  composite,
  createEngine,
  defer,
  declarativeBase,
  type Engine,
  foreignKey,
  func,
  hybrid,
  hybridMethod,
  insert,
  inspect as inspectObject,
  loadOnly,
  mappedColumn,
  relationship,
  select,
  Session,
  synonym,
  types as t,
  update,
} from '../../../src/index.ts';

const Base = declarativeBase();

class Point {
  readonly x: number;
  readonly y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
}

class IgnoringCase extends ColumnElement<string> {
  override eq(value: string): ColumnElement<boolean> {
    return func.lower(new ColumnElement<string>(this.node)).eq(value.toLowerCase());
  }
}

class User extends Base(
  'user_account',
  {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    first: mappedColumn('first_name', t.String(30)),
    last: mappedColumn(t.String(30)),
    x1: mappedColumn(t.Integer, { nullable: true }),
    y1: mappedColumn(t.Integer, { nullable: true }),
    data: mappedColumn(t.JSON<{ tags: string[]; more?: { deep: number } }>(), { nullable: true }),
    start: composite(Point, 'x1', 'y1'),
    given: synonym('first'),
    fullname: () =>
      hybrid({
        get: (user: User) => `${user.first} ${user.last}`,
        set(user, value) {
          [user.first, user.last] = value.split(' ') as [string, string];
        },
        expression: (c) => c.first.concat(' ').concat(c.last),
      }),
    initial: () => hybrid({ get: (user: User) => user.first[0] }),
    login: () => hybrid({ get: (user: User) => user.first, comparator: (c) => new IgnoringCase(c.first.node) }),
    isLongerThan: () =>
      hybridMethod({
        call: (user: User, length: number) => user.first.length > length,
        expression: (c, length: number) => func.length(c.first).gt(length),
      }),
    lastEmail: () =>
      hybrid({
        get: (user: User) => user.emails.at(-1)?.address ?? null,
        expression: (c) => select(func.max(Email.c.address)).where(Email.c.userId.eq(c.id)).scalarSubquery(),
      }),
    shouted: () => columnProperty(func.upper(User.c.first)),
    emailCount: () => columnProperty(select(func.count(Email.c.id)).where(Email.c.userId.eq(User.c.id)).scalarSubquery()),
    hasEmails: () => columnProperty(User.c.emails.any()),
    emails: () => relationship([Email], { backPopulates: 'user', cascade: 'all, delete-orphan' }),
    addresses: associationProxy('emails', 'address'),
  },
  {
    validates: {
      last(value) {
        if (value === '') throw new Error('no last name');
        return value.trim();
      },
      emails(email) {
        if (!email.address.includes('@')) throw new Error('no address');
        return email;
      },
    },
  },
) {
  visits = 1;
}

class Email extends Base('email', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey('user_account.id')),
  address: mappedColumn(t.String(50)),
  user: () => relationship(User, { backPopulates: 'emails' }),
  owner: associationProxy('user', 'first'),
}) {}

class Post extends Base('post', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  tags: () => relationship([Tag], { collectionClass: Set }),
  words: associationProxy('tags', 'word'),
}) {}

class Tag extends Base('tag', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  postId: mappedColumn(t.Integer, foreignKey('post.id')),
  word: mappedColumn(t.String(20)),
}) {}

const sandy = () => new User({ first: 'sandy', last: 'cheeks' });

describe('a hybrid', () => {
  test('is computed of an object', () => {
    expect(sandy().fullname).toBe('sandy cheeks');
    expect(sandy().isLongerThan(3)).toBe(true);
  });

  test('is assigned by its set, by the constructor as well', () => {
    const user = new User({ first: '', last: 'x', fullname: 'a b' });
    expect([user.first, user.last]).toEqual(['a', 'b']);
    user.fullname = 'c d';
    expect(user.last).toBe('d');
  });

  test('without a set is read-only', () => {
    expect(() => {
      sandy().initial = 'x';
    }).toThrow('User.initial is read-only: its hybrid has no set.');
  });

  test('is an expression in SQL, of an alias too', () => {
    const other = aliased(User, { name: 'other' });
    expect(String(select(User.c.fullname).where(User.c.fullname.eq('a b')))).toBe(
      'SELECT user_account.first_name || :first_name_1 || user_account.last AS fullname \nFROM user_account \nWHERE (user_account.first_name || :first_name_1 || user_account.last) = :param_1',
    );
    expect(String(select(other.c.id).where(other.c.isLongerThan(3)))).toBe(
      'SELECT other.id \nFROM user_account AS other \nWHERE length(other.first_name) > :length_1',
    );
  });

  test('that has a comparator is that', () => {
    expect(String(select(User.c.id).where(User.c.login.eq('SANDY')))).toContain(
      'WHERE lower(user_account.first_name) = :lower_1',
    );
  });

  test('that is a subquery selects from its class, and is correlated to nothing else', () => {
    expect(String(select(User.c.lastEmail))).toBe(
      'SELECT (SELECT max(email.address) AS max_1 \nFROM email \nWHERE email.user_id = user_account.id) AS "lastEmail" \nFROM user_account',
    );
    const other = aliased(User, { name: 'other' });
    expect(String(select(other.c.emailCount.add(1)))).toBe(
      'SELECT (SELECT count(email.id) AS count_1 \nFROM email \nWHERE email.user_id = other.id) + :param_1 AS anon_1 \nFROM user_account AS other',
    );
    expect(String(select(Email.c.id).join(Email.c.user).where(User.c.emailCount.gt(1)))).toBe(
      'SELECT email.id \nFROM email JOIN user_account ON user_account.id = email.user_id \nWHERE (SELECT count(email.id) AS count_1 \nFROM email \nWHERE email.user_id = user_account.id) > :param_1',
    );
    expect(String(select(User.c.hasEmails))).toContain('FROM user_account');
  });

  test('without an expression says so in SQL', () => {
    expect(() => User.c.initial).toThrow('User.initial has no meaning in SQL. Give its hybrid an expression: (c) => ….');
  });
});

test.each<[string, () => unknown]>([
  ['hybrid() has no option "setter"', () => hybrid({ get: () => 1, setter: () => {} } as never)],
  ['hybridMethod() has no option "method"', () => hybridMethod({ method: () => 1 } as never)],
  [
    'associationProxy() has no option "creater"; did you mean "creator"?',
    () => associationProxy('a', 'b', { creater: 1 } as never),
  ],
  ['aliased() has no option "nme"; did you mean "name"?', () => aliased(User, { nme: 'x' } as never)],
])('an option that means nothing is refused: %s', (message, make) => {
  expect(make).toThrow(message);
});

test('values() names the columns where it is given an attribute that is none', () => {
  const message =
    "Unconsumed column names: isLongerThan. values() takes keys of the table's columns: id, first, last, x1, y1, data.";
  expect(() => update(User).values({ isLongerThan: 5 } as never)).toThrow(message);
});

describe('a synonym', () => {
  test('reads and writes the attribute', () => {
    const user = sandy();
    user.given = 'x';
    expect(user.first).toBe('x');
    expect(user.given).toBe('x');
  });

  test('is that attribute in SQL', () => {
    expect(String(select(User.c.given))).toBe('SELECT user_account.first_name \nFROM user_account');
  });
});

describe('a composite', () => {
  test('is a value of its columns, and the same one until they change', () => {
    const user = new User({ first: 'a', last: 'b', start: new Point(1, 2) });
    expect([user.x1, user.y1]).toEqual([1, 2]);
    const { start } = user;
    expect(start).toBeInstanceOf(Point);
    expect(user.start).toBe(start);
    user.x1 = 5;
    expect(user.start).toEqual(new Point(5, 2));
  });

  test('is null where all columns are', () => {
    const user = sandy();
    expect(user.start).toBeNull();
  });

  test('cannot be changed in place', () => {
    const user = new User({ first: 'a', last: 'b', start: new Point(1, 2) });
    expect(() => {
      (user.start as { x: number }).x = 7;
    }).toThrow(TypeError);
  });

  test('compares all columns', () => {
    expect(String(User.c.start.eq(new Point(1, 2)))).toBe('user_account.x1 = :x1_1 AND user_account.y1 = :y1_1');
    expect(String(User.c.start.ne(new Point(1, 2)))).toBe('user_account.x1 != :x1_1 OR user_account.y1 != :y1_1');
  });

  test('is selected as one value', async () => {
    const engine = createEngine('sqlite:///:memory:');
    await Base.metadata.createAll(engine);
    await using session = new Session(engine);
    session.addAll([new User({ first: 'a', last: 'b', start: new Point(1, 2) }), new User({ first: 'c', last: 'd' })]);
    const rows = await session.execute(select(User.c.start, User.c.first).orderBy(User.c.id)).all();
    expect(rows[0]?.start).toEqual(new Point(1, 2));
    expect(rows.map(({ start, first }) => [start?.x, first])).toEqual([
      [1, 'a'],
      [undefined, 'c'],
    ]);
  });

  test('refuses what is none', () => {
    expect(() => User.c.start.eq({ x: 1, y: 2 } as never)).toThrow('User.start takes a Point, or null; it got an Object.');
  });
});

describe('an association proxy', () => {
  test('shows an attribute of each object and makes objects of values', () => {
    const user = sandy();
    user.addresses.push('a@x', 'b@x');
    expect(user.emails.map(({ address }) => address)).toEqual(['a@x', 'b@x']);
    expect([...user.addresses]).toEqual(['a@x', 'b@x']);
    expect(user.addresses).toEqual(['a@x', 'b@x']);
    expect(user.addresses.length).toBe(2);
    expect(user.addresses.map((one) => one.length)).toEqual([3, 3]);
    expect(inspect(user.addresses)).toBe("[ 'a@x', 'b@x' ]");
    expect(user.addresses.splice(0, 1)).toEqual(['a@x']);
    expect(user.emails).toHaveLength(1);
    user.addresses = ['b@x', 'c@x'];
    expect(user.emails.map(({ address }) => address)).toEqual(['b@x', 'c@x']);
    expect(user.emails[0]?.user).toBe(user);
  });

  test('of a relationship to one is that value', () => {
    const email = new Email({ address: 'a@x', user: sandy() });
    expect(email.owner).toBe('sandy');
    email.owner = 'x';
    expect(email.user.first).toBe('x');
  });

  test('of a Set has all that a Set has', () => {
    const post = new Post({});
    post.words.add('a').add('b').add('a');
    expect(post.tags.size).toBe(2);
    expect([...post.words.union(new Set(['c']))]).toEqual(['a', 'b', 'c']);
    expect([...post.words.difference(new Set(['a']))]).toEqual(['b']);
    expect(post.words.isSupersetOf(new Set(['b']))).toBe(true);
    expect([...new Set(['q']).union(post.words)]).toEqual(['q', 'a', 'b']);
  });

  test('compares by in() and ne()', () => {
    expect(String(select(User.c.id).where(User.c.addresses.in(['a@x'])))).toContain('AND email.address IN (');
    expect(String(select(Email.c.id).where(Email.c.owner.ne('x')))).toContain('AND user_account.first_name != :first_name_1');
  });

  test('is EXISTS in SQL', () => {
    expect(String(select(User.c.id).where(User.c.addresses.contains('a@x')))).toBe(
      'SELECT user_account.id \nFROM user_account \nWHERE EXISTS (SELECT 1 \nFROM email \nWHERE user_account.id = email.user_id AND email.address = :address_1)',
    );
    expect(String(select(Email.c.id).where(Email.c.owner.eq('x')))).toContain('WHERE EXISTS (SELECT 1');
  });
});

describe('a validator', () => {
  test('gives the value that is set, or refuses it', () => {
    const user = sandy();
    user.last = ' x ';
    expect(user.last).toBe('x');
    expect(() => {
      user.last = '';
    }).toThrow('no last name');
    expect(() => new User({ first: 'a', last: '' })).toThrow('no last name');
  });
});

describe('a validator of a collection', () => {
  test('is given every object that is added', () => {
    const user = sandy();
    expect(() => user.emails.push(new Email({ address: 'nowhere' }))).toThrow('no address');
    expect(user.emails).toHaveLength(0);
    expect(() => {
      user.emails = [new Email({ address: 'nowhere' })];
    }).toThrow('no address');
  });

  test('is given one that comes by the other side, before anything is changed', () => {
    const user = sandy();
    const email = new Email({ address: 'nowhere' });
    expect(() => {
      email.user = user;
    }).toThrow('no address');
    expect(user.emails).toHaveLength(0);
    expect(email.user).toBeNull();
  });
});

describe('in a database', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = createEngine('sqlite:///:memory:');
    await Base.metadata.createAll(engine);
    await using session = new Session(engine);
    const user = new User({ first: 'sandy', last: 'cheeks', data: { tags: ['a'], more: { deep: 1 } } });
    user.addresses.push('a@x', 'b@x');
    session.add(user);
    await session.commit();
  });

  test('a column property is loaded with the object, and read-only', async () => {
    await using session = new Session(engine);
    const user = await session.scalars(select(User)).one();
    expect(user.emailCount).toBe(2);
    expect(user.hasEmails).toBe(true);
    expect(() => {
      user.emailCount = 3;
    }).toThrow('User.emailCount is an SQL expression, which is read-only.');
    expect(await session.scalars(select(User).where(User.c.emailCount.gt(2))).all()).toEqual([]);
    const other = aliased(User);
    expect((await session.scalars(select(other).where(other.c.emailCount.eq(2))).one()).emailCount).toBe(2);
    expect(await session.scalars(select(User.c.emailCount)).all()).toEqual([2]);
  });

  test('a column property is another one once the row was changed', async () => {
    await using session = new Session(engine);
    const user = await session.scalars(select(User)).one();
    user.first = 'ada';
    await session.flush();
    expect((await session.scalars(select(User)).one()).shouted).toBe('ADA');
    await session.rollback();
  });

  test('a column property can be deferred, or the only thing that is loaded', async () => {
    await using session = new Session(engine);
    const user = await session.scalars(select(User).options(defer(User.c.emailCount))).one();
    expect(() => user.emailCount).toThrow('not loaded');
    expect(await session.load(user, 'emailCount')).toBe(2);
    session.expungeAll();
    const bare = await session.scalars(select(User).options(loadOnly(User.c.shouted))).one();
    expect(bare.shouted).toBe('SANDY');
    expect(() => bare.first).toThrow('not loaded');
  });

  test('an object with attributes of all kinds is merged, and can be inspected', async () => {
    await using session = new Session(engine);
    const merged = await session.merge(new User({ id: 1, first: 'merged', last: 'x', start: new Point(3, 4) }));
    expect(merged.fullname).toBe('merged x');
    expect(merged.start).toEqual(new Point(3, 4));
    expect(Object.keys(inspectObject(merged).attrs)).toContain('emails');
    await session.rollback();
  });

  test('a composite and a synonym are columns of rows that are inserted or updated by key', async () => {
    await using session = new Session(engine);
    await session.execute(insert(User), [{ id: 50, given: 'ada', last: 'x', start: new Point(1, 2) }]);
    await session.execute(update(User), [{ id: 50, start: new Point(5, 6) }]);
    const row = await session.execute(select(User.c.first, User.c.x1, User.c.start).where(User.c.id.eq(50))).one();
    expect([...row]).toEqual(['ada', 5, new Point(5, 6)]);
    await session.rollback();
  });

  test('JSON that is changed in place is saved', async () => {
    await using session = new Session(engine);
    const user = await session.scalars(select(User)).one();
    expect(session.dirty.size).toBe(0);
    user.data?.tags.push('b');
    if (user.data?.more) user.data.more.deep = 2;
    expect(session.dirty.size).toBe(1);
    await session.commit();
    session.expungeAll();
    expect((await session.scalars(select(User)).one()).data).toEqual({ tags: ['a', 'b'], more: { deep: 2 } });
    await session.rollback();
  });

  test('JSON that was frozen can be read, and one that is set again is a copy', async () => {
    const data = Object.freeze({ tags: Object.freeze(['x']) as string[], more: Object.freeze({ deep: 1 }) });
    const user = new User({ first: 'a', last: 'b', data });
    expect(user.data?.more?.deep).toBe(1);
    const other = new User({ first: 'c', last: 'd', data: { tags: ['x'] } });
    user.data = other.data;
    user.data?.tags.push('y');
    expect(other.data).toEqual({ tags: ['x'] });
    user.data = { ...other.data, tags: [...(other.data?.tags ?? []), 'z'] };
    expect(user.data).toEqual({ tags: ['x', 'z'] });
  });

  test('reading JSON changes nothing', async () => {
    await using session = new Session(engine);
    const user = await session.scalars(select(User)).one();
    expect(user.data?.tags.includes('a')).toBe(true);
    expect(user.data).toBe(user.data);
    expect(JSON.stringify(user.data)).toContain('tags');
    expect(session.dirty.size).toBe(0);
  });

  test('objects print what is loaded', async () => {
    await using session = new Session(engine);
    const email = await session.scalars(select(Email).where(Email.c.id.eq(1))).one();
    expect(inspect(email)).toBe("Email { id: 1, userId: 1, address: 'a@x', user: <not loaded> }");
    expect(String(email)).toBe('<Email 1>');
    expect(JSON.stringify(email)).toBe('{"id":1,"userId":1,"address":"a@x"}');
    const user = new User({ first: 'a', last: 'b' });
    expect(inspect(user)).toBe("User { first: 'a', last: 'b', visits: 1 }");
    user.addresses.push('q@x');
    expect(inspect(user)).toBe(
      "User {\n  first: 'a',\n  last: 'b',\n  emails: [ Email { address: 'q@x', user: <User (new)> } ],\n  visits: 1\n}",
    );
    expect(JSON.stringify(user)).toBe('{"first":"a","last":"b","emails":[{"address":"q@x"}],"visits":1}');
  });
});

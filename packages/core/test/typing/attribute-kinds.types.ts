import {
  associationProxy,
  ColumnElement,
  columnProperty,
  composite,
  declarativeBase,
  defer,
  foreignKey,
  func,
  hybrid,
  hybridMethod,
  loadOnly,
  mappedColumn,
  type NamedColumn,
  relationship,
  select,
  synonym,
  types as t,
} from '@aludel/core';

const Base = declarativeBase();

class Point {
  readonly x: number;
  readonly y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
}

class Loose extends ColumnElement<string> {
  loosely(other: string): ColumnElement<boolean> {
    return this.eq(other);
  }
}

export class User extends Base(
  'user_account',
  {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    first: mappedColumn(t.String(30)),
    last: mappedColumn(t.String(30)),
    x: mappedColumn(t.Integer),
    y: mappedColumn(t.Integer),
    start: composite(Point, 'x', 'y'),
    given: synonym('first'),
    emails: () => relationship([Email], { backPopulates: 'user' }),
    fullname: () =>
      hybrid({
        get: (user: User) => `${user.first} ${user.last}`,
        set(user, value) {
          user.first = value;
        },
        expression: (c) => c.first.concat(' ').concat(c.last),
      }),
    twice: () => hybrid({ get: (user: User) => user.fullname.length * 2, expression: (c) => func.length(c.fullname) }),
    login: () => hybrid({ get: (user: User) => user.first, comparator: (c) => new Loose(c.first.node) }),
    isLonger: () =>
      hybridMethod({
        call: (user: User, length: number) => user.first.length > length,
        expression: (c, length: number) => func.length(c.first).gt(length),
      }),
    emailCount: () => columnProperty(select(func.count(Email.c.id)).where(Email.c.userId.eq(User.c.id)).scalarSubquery()),
    hasEmails: () => columnProperty(User.c.emails.any()),
    shouted: () => columnProperty(func.upper(User.c.first)),
    lastEmail: () =>
      hybrid({
        get: (user: User) => user.emails.at(-1)?.address ?? null,
        expression: (c) => select(func.max(Email.c.address)).where(Email.c.userId.eq(c.id)).scalarSubquery(),
      }),
    addresses: associationProxy('emails', 'address'),
  },
  {
    validates: {
      first: (value, key, user) => `${value.trim()}${key.length}${user.last}`,
      emails: (email) => {
        if (email.address === '') throw new Error('empty');
        return email;
      },
    },
  },
) {
  greet(): string {
    return `hi ${this.fullname} ${this.twice.toFixed(1)}`;
  }
}

export class Email extends Base('email', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn(t.Integer, foreignKey('user_account.id')),
  address: mappedColumn(t.String(50)),
  user: () => relationship(User, { backPopulates: 'emails' }),
  owner: associationProxy('user', 'fullname'),
}) {}

const user = new User({ first: 'a', last: 'b', start: new Point(1, 2) });
export const fullname: string = user.fullname;
export const twice: number = user.twice;
export const isLonger: boolean = user.isLonger(3);
export const given: string = user.given;
export const start: Point = user.start;
export const addresses: string[] = user.addresses;
export const owner: string = new Email({ address: 'a' }).owner;
export const named: NamedColumn<'fullname', string, string> = User.c.fullname;
export const condition: ColumnElement<boolean> = User.c.login.loosely('x');
export const statement = select(User.c.fullname, User.c.twice)
  .where(
    User.c.lastEmail.like('%@x'),
    User.c.addresses.in(['a']),
    Email.c.owner.ne(null),
    User.c.isLonger(3),
    User.c.start.eq(new Point(1, 2)),
    User.c.addresses.contains('x'),
  )
  .orderBy(User.c.emailCount);

export const options = [defer(User.c.shouted), loadOnly(User.c.first, User.c.emailCount)];
export const points = select(User.c.start, User.c.given);
export class Wrong extends Base(
  'wrong',
  { id: mappedColumn(t.Integer, { primaryKey: true }) },
  {
    validates: {
      // @ts-expect-error a number has no trim()
      id: (value) => value.trim(),
    },
  },
) {}

// @ts-expect-error a hybrid of text
user.fullname = 3;
// @ts-expect-error a name is text
User.c.fullname.eq(3);
// @ts-expect-error takes a number
user.isLonger('3');
// @ts-expect-error a Point
User.c.start.eq({ a: 1 });
// @ts-expect-error an address is text
User.c.addresses.contains(3);
// @ts-expect-error the last name is missing
new User({ first: 'a', start: new Point(1, 2) });
// @ts-expect-error a synonym of text
user.given = 7;
// @ts-expect-error addresses are texts
User.c.addresses.in([3]);
// @ts-expect-error no column, and no expression
defer(User.c.addresses);

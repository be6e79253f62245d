import {
  declarativeBase,
  func,
  mappedColumn,
  queryExpression,
  relationship,
  select,
  selectinload,
  types as t,
  withExpression,
} from '@aludel/core';

const Base = declarativeBase();
class User extends Base('user_account', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  postCount: () => queryExpression<number>(),
  friends: () => relationship([User]),
}) {}

const user = new User({ name: 'ann' });
export const count: number | null = user.postCount;

export const counted = select(User).options(
  withExpression(User.c.postCount, func.count(User.c.id)),
  selectinload(User.c.friends).withExpression(User.c.postCount, User.c.id.add(1)),
);

// @ts-expect-error a text is no value of an attribute that holds numbers
withExpression(User.c.postCount, User.c.name);
// @ts-expect-error a relationship is no expression
withExpression(User.c.friends, User.c.name);

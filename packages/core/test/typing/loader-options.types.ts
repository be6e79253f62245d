import {
  declarativeBase,
  foreignKey,
  joinedload,
  load,
  loadOnly,
  mappedColumn,
  relationship,
  type Session,
  select,
  selectinload,
  types as t,
  withLoaderCriteria,
} from '@aludel/core';

const Base = declarativeBase();
class User extends Base('user_account', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  bio: mappedColumn(t.String(), { nullable: true, deferred: true }),
  addresses: () => relationship([Address], { backPopulates: 'user' }),
}) {}
class Address extends Base('address', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey('user_account.id')),
  email: mappedColumn(t.String()),
  user: () => relationship(User, { backPopulates: 'addresses' }),
}) {}

// Options go on with relationships of the class that they have come to.
select(User).options(selectinload(User.c.addresses).joinedload(Address.c.user).selectinload(User.c.addresses));
select(User).options(load(User).selectinload(User.c.addresses), selectinload('*'));
select(User).options(selectinload(User.c.addresses.and(Address.c.email.like('%x'))).loadOnly(Address.c.email));
// @ts-expect-error addresses is no relationship of Address
selectinload(User.c.addresses).joinedload(User.c.addresses);
// @ts-expect-error addresses is no relationship of Address
load(Address).selectinload(User.c.addresses);
// @ts-expect-error a column is no relationship
joinedload(User.c.name);
// @ts-expect-error a relationship is no column
loadOnly(User.c.addresses);
// @ts-expect-error there is no such option
selectinload(User.c.addresses, { innerjoin: true });
withLoaderCriteria(User, (user) => user.c.name.eq('x'));
// @ts-expect-error a name is text
withLoaderCriteria(User, (user) => user.c.name.eq(1));

declare const session: Session;
declare const user: User;
export const checks = async (): Promise<void> => {
  const addresses: Address[] = await session.load(user, 'addresses');
  const several: Address[][] = await session.load([user], 'addresses');
  const bio: string | null = await session.load(user, 'bio');
  void [addresses, several, bio];
  // @ts-expect-error there is no such attribute
  await session.load(user, 'nothing');
  // @ts-expect-error a collection of addresses
  const wrong: string[] = await session.load(user, 'addresses');
  void wrong;
};

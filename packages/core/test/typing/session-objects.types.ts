import {
  declarativeBase,
  event,
  foreignKey,
  identityKey,
  inspect,
  type Mapper,
  mappedColumn,
  type ObjectInspection,
  objectSession,
  relationship,
  type Session,
  setCommittedValue,
  types as t,
} from '@aludel/core';

const Base = declarativeBase();

class User extends Base('user_account', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  addresses: () => relationship([Address], { backPopulates: 'user' }),
}) {
  greet(): string {
    return `hi ${this.name}`;
  }
}

class Address extends Base('address', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn(t.Integer, foreignKey('user_account.id')),
  user: () => relationship(User, { backPopulates: 'addresses' }),
}) {}

class Pair extends Base('pair', {
  x: mappedColumn(t.Integer, { primaryKey: true }),
  y: mappedColumn(t.String(5), { primaryKey: true }),
}) {}

declare const session: Session;
declare const user: User;

/** Objects come back as what they are. */
export async function getting(): Promise<void> {
  const found: User | null = await session.get(User, 5);
  // @ts-expect-error it may be null
  found.greet();
  const one: User = await session.getOne(User, [5], { withForUpdate: { skipLocked: true } });
  one.greet();
  // @ts-expect-error there is no such option
  await session.get(User, 5, { lock: true });
  // @ts-expect-error the key is a number
  await session.get(User, 'x');
  // @ts-expect-error it may not be there
  await session.get(User, user.id as number | undefined);
  // @ts-expect-error there is no such attribute
  await session.get(User, { name: 'sandy' });
  await session.get(User, { id: 5n });
  await session.get(Pair, [1, 'a']);
  await session.getOne(Pair, { x: 1, y: 'a' });
  // @ts-expect-error of two columns
  await session.get(Pair, 1);
  // @ts-expect-error one is missing
  await session.get(Pair, { x: 1 });
  // @ts-expect-error no attribute is called so
  session.expire(user, ['nope']);
  // @ts-expect-error no attribute is called so
  await session.refresh(user, ['nope']);
  setCommittedValue(user, 'name', 'x');
  // @ts-expect-error not a string
  setCommittedValue(user, 'name', 5);
  // @ts-expect-error a string is no class
  await session.get('User', 5);
  const merged: User = await session.merge(user, { load: false });
  const [first] = await session.mergeAll([user]);
  first?.greet();
  merged.greet();
  const addresses: Address[] = await session.load(user, 'addresses');
  // @ts-expect-error there is no such attribute
  await session.load(user, 'address');
  void addresses;
  const answer: number = await session.noAutoflush(async () => 5);
  void answer;
  await session.refresh(user, ['name'], { withForUpdate: true });
}

/** What is in a session is for looking. */
export function looking(): void {
  for (const object of session) session.expunge(object);
  const here: boolean = session.new.has(user) && session.dirty.has(user) && session.deleted.has(user);
  const cached: User | null = session.identityMap.get(User, 5);
  // @ts-expect-error it is not a place to put objects
  session.new.add(user);
  const state: ObjectInspection = inspect(user);
  const mapper: Mapper = inspect(User);
  const owner: Session | null = objectSession(user);
  const [construct, identity] = identityKey(User, 5);
  void [here, cached, state, mapper, owner, construct, identity];
}

/** Listeners know what they are told. */
export function listening(): void {
  event.listen(User, 'beforeInsert', async (_mapper, connection, target) => {
    await connection.execute('SELECT 1');
    const name: string = target.name;
    void name;
  });
  event.listen(session, 'afterFlush', (same, context) => void [same.new, context]);
  event.listen(session, 'pendingToPersistent', (_same, object: object) => void object);
  event.listen(User.c.name, 'set', (_target: User, value: string) => void value.length);
  event.listen(User.c.addresses, 'append', (_target: User, value: Address) => void value.userId);
  // @ts-expect-error there is no such event
  event.listen(User, 'beforeBreakfast', () => {});
}

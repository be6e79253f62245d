import {
  column,
  declarativeBase,
  foreignKey,
  mappedColumn,
  relationship,
  select,
  Session,
  Table,
  types as t,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** What is done to a graph of objects; numbers pick one of those that are there. */
type Step =
  | { readonly kind: 'addUser' | 'addTag' | 'flush' | 'commit' }
  | { readonly kind: 'addAddress' | 'renameUser' | 'deleteUser' | 'deleteAddress' | 'deleteTag'; readonly at: number }
  | { readonly kind: 'give' | 'push' | 'tag' | 'tagBack' | 'untag' | 'splice'; readonly at: number; readonly to: number };

const index = fc.nat({ max: 7 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('addUser' as const, 'addTag' as const, 'flush' as const, 'commit' as const) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'addAddress' as const,
        'addAddress' as const,
        'renameUser' as const,
        'deleteUser' as const,
        'deleteAddress' as const,
        'deleteTag' as const,
      ),
      at: index,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'give' as const,
        'push' as const,
        'tag' as const,
        'tagBack' as const,
        'untag' as const,
        'splice' as const,
      ),
      at: index,
      to: index,
    }),
  },
);

/** Whatever is done to objects, a flush leaves the tables as a plain model of them is. */
export function ormRandomGraphs(context: SuiteContext): void {
  const Base = declarativeBase();
  const users = uniqueName('graph_user');
  const tags = uniqueName('graph_tag');
  const between = new Table(uniqueName('graph_user_tag'), Base.metadata, {
    userId: column('user_id', t.Integer, foreignKey(`${users}.id`), { primaryKey: true }),
    tagId: column('tag_id', t.Integer, foreignKey(`${tags}.id`), { primaryKey: true }),
  });
  class User extends Base(users, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    addresses: () => relationship([Address], { backPopulates: 'user' }),
    tags: () => relationship([Tag], { secondary: between, backPopulates: 'users' }),
  }) {}
  class Address extends Base(uniqueName('graph_address'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    userId: mappedColumn('user_id', t.Integer, foreignKey(`${users}.id`), { nullable: true }),
    email: mappedColumn(t.String(30)),
    user: () => relationship(User, { backPopulates: 'addresses', nullable: true }),
  }) {}
  class Tag extends Base(tags, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    users: () => relationship([User], { secondary: between, backPopulates: 'tags' }),
  }) {}
  metadataFixture(context, Base.metadata);

  class Model {
    readonly users: User[] = [];
    readonly addresses: Address[] = [];
    readonly tags: Tag[] = [];
    readonly owners = new Map<Address, User | null>();
    readonly pairs = new Set<string>();
    readonly names = new Map<User, string>();
    made = 0;
  }

  const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
  const pairOf = (user: User, tag: Tag, model: Model) => `${model.names.get(user)} ${tag.name}`;

  function apply(session: Session, model: Model, { kind, at = 0, to = 0 }: Step & { at?: number; to?: number }): void {
    const user = pick(model.users, at);
    const address = pick(model.addresses, at);
    const other = pick(model.users, to);
    const tag = pick(model.tags, to);
    switch (kind) {
      case 'addUser': {
        const made = new User({ name: `u${model.made++}`, addresses: [], tags: [] });
        session.add(made);
        model.users.push(made);
        model.names.set(made, made.name);
        return;
      }
      case 'addTag': {
        const made = new Tag({ name: `t${model.made++}`, users: [] });
        session.add(made);
        model.tags.push(made);
        return;
      }
      case 'addAddress': {
        const made = new Address({ email: `a${model.made++}` });
        if (user === undefined || at % 3 === 0) session.add(made);
        else user.addresses.push(made);
        model.addresses.push(made);
        model.owners.set(made, user === undefined || at % 3 === 0 ? null : user);
        return;
      }
      case 'renameUser':
        if (user === undefined) return;
        rename(user, `u${model.made++}`, model);
        return;
      case 'give':
        if (address === undefined) return;
        address.user = to % 4 === 0 ? null : (other ?? null);
        model.owners.set(address, to % 4 === 0 ? null : (other ?? null));
        return;
      case 'push':
        if (address === undefined || other === undefined || other.addresses.includes(address)) return;
        other.addresses.push(address);
        model.owners.set(address, other);
        return;
      case 'splice':
        if (user === undefined || user.addresses.length === 0) return;
        for (const taken of user.addresses.splice(to % user.addresses.length, 1))
          if (model.owners.get(taken) === user) model.owners.set(taken, null);
        return;
      case 'tag':
        if (user === undefined || tag === undefined || user.tags.includes(tag)) return;
        user.tags.push(tag);
        model.pairs.add(pairOf(user, tag, model));
        return;
      case 'tagBack':
        if (user === undefined || tag === undefined || tag.users.includes(user)) return;
        tag.users.push(user);
        model.pairs.add(pairOf(user, tag, model));
        return;
      case 'untag':
        if (user === undefined || tag === undefined || !user.tags.includes(tag)) return;
        user.tags.splice(user.tags.indexOf(tag), 1);
        model.pairs.delete(pairOf(user, tag, model));
    }
  }

  function rename(user: User, name: string, model: Model): void {
    const before = model.names.get(user);
    for (const pair of [...model.pairs])
      if (pair.startsWith(`${before} `)) {
        model.pairs.delete(pair);
        model.pairs.add(`${name} ${pair.slice(pair.indexOf(' ') + 1)}`);
      }
    user.name = name;
    model.names.set(user, name);
  }

  /** Deletes an object that has a row; others are flushed first. */
  async function remove(session: Session, model: Model, { kind, at = 0 }: Step & { at?: number }): Promise<void> {
    await session.flush();
    if (kind === 'deleteUser') {
      const user = pick(model.users, at);
      if (user === undefined) return;
      session.delete(user);
      model.users.splice(model.users.indexOf(user), 1);
      for (const [address, owner] of model.owners) if (owner === user) model.owners.set(address, null);
      for (const pair of [...model.pairs]) if (pair.startsWith(`${model.names.get(user)} `)) model.pairs.delete(pair);
    } else if (kind === 'deleteAddress') {
      const address = pick(model.addresses, at);
      if (address === undefined) return;
      session.delete(address);
      model.addresses.splice(model.addresses.indexOf(address), 1);
      model.owners.delete(address);
    } else {
      const tag = pick(model.tags, at);
      if (tag === undefined) return;
      session.delete(tag);
      model.tags.splice(model.tags.indexOf(tag), 1);
      for (const pair of [...model.pairs]) if (pair.endsWith(` ${tag.name}`)) model.pairs.delete(pair);
    }
    await session.flush();
  }

  async function compare(session: Session, model: Model): Promise<void> {
    const rows = async (query: unknown) =>
      (await session.execute(query as never).all()).map((row) => (row as unknown as readonly unknown[]).join(' ')).sort();
    expect(await rows(select(User.c.name))).toEqual(model.users.map((user) => model.names.get(user)).sort());
    expect(await rows(select(Address.c.email, User.c.name).outerjoin(Address.c.user))).toEqual(
      [...model.owners].map(([{ email }, owner]) => `${email} ${owner === null ? '' : model.names.get(owner)}`).sort(),
    );
    expect(
      await rows(
        select(User.c.name, Tag.c.name.label('tag')).where(between.c.userId.eq(User.c.id)).where(between.c.tagId.eq(Tag.c.id)),
      ),
    ).toEqual([...model.pairs].sort());
    for (const [address, owner] of model.owners) expect(address.userId).toBe(owner?.id ?? null);
  }

  test('whatever is done to objects, the tables follow', async () => {
    const engine = context.engine();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        await using session = new Session(engine, { autoflush: false });
        const model = new Model();
        for (const one of steps) {
          if (one.kind === 'flush' || one.kind === 'commit') {
            await (one.kind === 'flush' ? session.flush() : session.flush());
            await compare(session, model);
          } else if (one.kind.startsWith('delete')) await remove(session, model, one);
          else apply(session, model, one);
        }
        await session.flush();
        await compare(session, model);
        await session.rollback();
      }),
      { numRuns: 60 },
    );
  }, 60_000);
}

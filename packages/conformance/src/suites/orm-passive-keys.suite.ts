import {
  column,
  declarativeBase,
  foreign,
  foreignKey,
  func,
  mappedColumn,
  relationship,
  type RelationshipOptions,
  select,
  Session,
  Table,
  types as t,
} from '@aludel/core';
import { describe, expect } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

const id = () => mappedColumn(t.Integer, { primaryKey: true });

/** Foreign keys that the database changes by itself: `passiveUpdates` and `passiveDeletes`. */
export function ormPassiveKeys(context: SuiteContext): void {
  const open = () => new Session(context.engine());

  describe('of keys that change', () => {
    for (const passiveUpdates of [true, false])
      describe(passiveUpdates ? 'by ON UPDATE CASCADE' : 'passiveUpdates: false', () => {
        const Base = declarativeBase();
        const [users, mails, words, between] = ['user', 'mail', 'word', 'between'].map((stem) => uniqueName(`orc_${stem}`)) as [
          string,
          string,
          string,
          string,
        ];
        const text = () => t.String(10);
        const reference = (table: string, keyed: string) =>
          passiveUpdates ? [foreignKey(`${table}.${keyed}`, { onupdate: 'CASCADE' })] : [];
        const linked = new Table(between, Base.metadata, {
          user: column(text(), ...reference(users, 'name')),
          word: column(text(), ...reference(words, 'text')),
        });
        class User extends Base(users, {
          name: mappedColumn(text(), { primaryKey: true }),
          mails: () =>
            relationship([Mail], {
              primaryjoin: User.c.name.eq(foreign(Mail.c.userName)),
              backPopulates: 'user',
              passiveUpdates,
            }),
          words: () =>
            relationship([Word], {
              secondary: linked,
              primaryjoin: User.c.name.eq(foreign(linked.c.user)),
              secondaryjoin: Word.c.text.eq(foreign(linked.c.word)),
              passiveUpdates,
            }),
        }) {}
        class Mail extends Base(mails, {
          mail: mappedColumn(text(), { primaryKey: true }),
          userName: passiveUpdates
            ? mappedColumn(text(), foreignKey(`${users}.name`, { onupdate: 'CASCADE' }), { nullable: true })
            : mappedColumn(text(), { nullable: true }),
          user: () =>
            relationship(User, {
              primaryjoin: User.c.name.eq(foreign(Mail.c.userName)),
              backPopulates: 'mails',
              passiveUpdates,
              nullable: true,
            }),
        }) {}
        class Word extends Base(words, { text: mappedColumn(text(), { primaryKey: true }) }) {}
        metadataFixture(context, Base.metadata);

        context.needing(passiveUpdates ? ['updateActions'] : [], 'follow, loaded or not', async () => {
          await using session = open();
          session.add(
            new User({
              name: 'jack',
              mails: [new Mail({ mail: 'j1' }), new Mail({ mail: 'j2' })],
              words: [new Word({ text: 'w' })],
            }),
          );
          await session.commit();
          session.expungeAll();
          const user = await session.getOne(User, 'jack');
          const rename = async (name: string) => {
            user.name = name;
            await session.commit();
            expect(await session.scalars(select(Mail.c.userName)).all()).toEqual([name, name]);
            expect(await session.scalars(select(linked.c.user)).all()).toEqual([name]);
          };
          await rename('ed');
          await session.load(user, 'mails');
          await session.load(user, 'words');
          await rename('fred');
          expect(user.mails.map(({ userName }) => userName)).toEqual(['fred', 'fred']);
          expect(await session.getOne(User, 'fred')).toBe(user);
        });
      });
  });

  describe('passiveDeletes', () => {
    type Case = readonly [RelationshipOptions, 'CASCADE' | 'SET NULL', left: number];
    const cases: readonly Case[] = [
      [{ passiveDeletes: true, cascade: 'all' }, 'CASCADE', 0],
      [{ passiveDeletes: true }, 'SET NULL', 2],
      [{ passiveDeletes: 'all' }, 'CASCADE', 0],
    ];
    for (const [options, ondelete, left] of cases)
      describe(`${options.passiveDeletes} with ON DELETE ${ondelete}`, () => {
        const Base = declarativeBase();
        const [parents, children] = [uniqueName('orc_parent'), uniqueName('orc_child')];
        class Parent extends Base(parents, { id: id(), children: () => relationship([Child], options) }) {}
        class Child extends Base(children, {
          id: id(),
          parentId: mappedColumn(t.Integer, foreignKey(`${parents}.id`, { ondelete }), { nullable: true }),
        }) {}
        metadataFixture(context, Base.metadata);

        const ways: readonly [string, boolean][] = [
          ['yes', true],
          ['no', false],
        ];
        context.needingEach(
          ['deleteActions'],
          'leaves it to the database; children are loaded: %s',
          ways,
          async (_what, isLoaded) => {
            await using session = open();
            session.add(new Parent({ children: [new Child({}), new Child({})] }));
            await session.commit();
            session.expungeAll();
            const parent = await session.scalars(select(Parent)).one();
            if (isLoaded) await session.load(parent, 'children');
            session.delete(parent);
            await session.commit();
            expect(Number(await session.scalar(select(func.count()).selectFrom(Child)))).toBe(left);
          },
        );
      });
  });
}

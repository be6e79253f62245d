import { inspect } from 'node:util';
import { select, Session, UnloadedAttributeError, update } from '@aludel/core';
import { User } from '../schema/entities.ts';
import type { Chapter } from '../tutorial.ts';

export const ormDataChapter: Chapter = {
  id: 'orm-data',
  source: import.meta.url,
  title: 'Data Manipulation with the ORM',
  introduction:
    'With mapped classes nobody writes INSERT, UPDATE or DELETE: a Session watches its objects and sends what changed, in the right order and in one transaction, before anything is asked that might depend on it. That is called the unit of work. The session of this chapter stays open through all of its steps.',
  steps: [
    {
      title: 'An object stands for a row',
      explanation:
        'The constructor takes the attributes by name, and the compiler insists on those that the row must have. An object is a plain object until a session gets it: it has no key yet, and the database has never heard of it.',
      run: (world) => {
        const squidward = new User({ name: 'squidward', fullname: 'Squidward Tentacles' });
        world.print(inspect(squidward));
        world.print('id:', squidward.id);
      },
      prints: ["User { name: 'squidward', fullname: 'Squidward Tentacles' }", 'id: null'],
      logs: [],
    },
    {
      title: 'Add objects to a session',
      explanation: 'add() sends nothing. The objects are pending: "new" lists them, and a later flush inserts them.',
      run: (world) => {
        world.session = new Session(world.engine);
        world.session.add(new User({ name: 'squidward', fullname: 'Squidward Tentacles' }));
        world.session.add(new User({ name: 'ehkrabs', fullname: 'Eugene H. Krabs' }));
        for (const user of world.session.new) world.print(inspect(user));
      },
      prints: [
        "User { name: 'squidward', fullname: 'Squidward Tentacles' }",
        "User { name: 'ehkrabs', fullname: 'Eugene H. Krabs' }",
      ],
      logs: [],
    },
    {
      title: 'Flush',
      explanation:
        'flush() sends what is pending. The transaction stays open. Mostly one need not call it: a query, and a commit, do it by themselves. The keys that the database made are in the objects.',
      run: async (world) => {
        const [squidward, krabs] = [...world.session.new] as [User, User];
        await world.session.flush();
        world.print(squidward.name, squidward.id > 0, krabs.id > squidward.id);
        world.print('pending:', world.session.new.size);
      },
      prints: ['squidward true true', 'pending: 0'],
      logs: {
        sqlite: [
          'BEGIN (implicit)',
          'INSERT INTO user_account (name, fullname) VALUES (?, ?), (?, ?) RETURNING id, id',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] ['squidward', 'Squidward Tentacles', 'ehkrabs', 'Eugene H. Krabs']",
        ],
        postgresql: [
          'BEGIN (implicit)',
          'INSERT INTO user_account (name, fullname) SELECT p0::VARCHAR, p1::VARCHAR FROM (VALUES (?::VARCHAR, ?::VARCHAR, 0), (?::VARCHAR, ?::VARCHAR, 1)) AS imp_sen(p0, p1, sen_counter) ORDER BY sen_counter RETURNING user_account.id, user_account.id',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] ['squidward', 'Squidward Tentacles', 'ehkrabs', 'Eugene H. Krabs']",
        ],
        mariadb: [
          'BEGIN (implicit)',
          'INSERT INTO user_account (name, fullname) VALUES (?, ?), (?, ?) RETURNING user_account.id, user_account.id',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] ['squidward', 'Squidward Tentacles', 'ehkrabs', 'Eugene H. Krabs']",
        ],
        others: [
          'BEGIN (implicit)',
          'INSERT INTO user_account (name, fullname) VALUES (?, ?), (?, ?)',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] ['squidward', 'Squidward Tentacles', 'ehkrabs', 'Eugene H. Krabs']",
        ],
      },
    },
    {
      title: 'One object for one row',
      explanation:
        'A session has one object for one row, whichever query brings it. get() looks among those first: the second call sends nothing.',
      run: async (world) => {
        const byName = await world.session.scalars(select(User).where(User.c.name.eq('squidward'))).one();
        const byKey = await world.session.get(User, byName.id);
        world.print(byKey === byName);
      },
      prints: ['true'],
      logs: [
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[generated in …] ['squidward']",
      ],
    },
    {
      title: 'Commit',
      explanation:
        'commit() ends the transaction. The objects keep what they had: reading them asks the database for nothing. They count as expired, so that the next query which returns them brings them up to date.',
      run: async (world) => {
        const [krabs] = await world.session.scalars(select(User).filterBy({ name: 'ehkrabs' })).all();
        await world.session.commit();
        world.print(krabs?.fullname);
      },
      prints: ['Eugene H. Krabs'],
      logs: [
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[cached since … ago] ['ehkrabs']",
        'COMMIT',
      ],
    },
    {
      title: 'Change an object',
      explanation:
        'Setting an attribute is noticed: the object is "dirty". The next query flushes first, so that its answer has the change in it.',
      run: async (world) => {
        const sandy = await world.session.scalars(select(User).filterBy({ name: 'sandy' })).one();
        sandy.fullname = 'Sandy Squirrel';
        world.print('dirty:', world.session.dirty.has(sandy));
        world.print(await world.session.scalar(select(User.c.fullname).where(User.c.id.eq(sandy.id))));
        world.print('dirty:', world.session.dirty.has(sandy));
      },
      prints: ['dirty: true', 'Sandy Squirrel', 'dirty: false'],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[cached since … ago] ['sandy']",
        'UPDATE user_account SET fullname=? WHERE user_account.id = ?',
        "[generated in …] ['Sandy Squirrel', 2]",
        'SELECT user_account.fullname',
        'FROM user_account',
        'WHERE user_account.id = ?',
        '[generated in …] [2]',
      ],
    },
    {
      title: 'Delete an object',
      explanation:
        'delete() marks it; the flush deletes the row. Addresses of the user lose their owner first, if there are any, which is why the session looks for them.',
      run: async (world) => {
        const krabs = await world.session.scalars(select(User).filterBy({ name: 'ehkrabs' })).one();
        world.session.delete(krabs);
        await world.session.flush();
        const found = await world.session.scalars(select(User).filterBy({ name: 'ehkrabs' })).all();
        world.print('found:', found.length);
        world.print('in the session:', world.session.has(krabs));
      },
      prints: ['found: 0', 'in the session: false'],
      logs: {
        mariadb: [
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['ehkrabs']",
          'SELECT address.id, address.user_id, address.email_address, user_account_1.id AS id_1',
          'FROM user_account AS user_account_1 JOIN address ON user_account_1.id = address.user_id',
          'WHERE user_account_1.id IN (?)',
          '[generated in …] [11]',
          'DELETE FROM user_account WHERE user_account.id = ?',
          '[generated in …] [11]',
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['ehkrabs']",
        ],
        others: [
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['ehkrabs']",
          'SELECT address.id, address.user_id, address.email_address, user_account_1.id AS id_1',
          'FROM user_account AS user_account_1 JOIN address ON user_account_1.id = address.user_id',
          'WHERE user_account_1.id IN (?)',
          '[generated in …] [5]',
          'DELETE FROM user_account WHERE user_account.id = ?',
          '[generated in …] [5]',
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['ehkrabs']",
        ],
      },
    },
    {
      title: 'Many rows without objects',
      explanation:
        'insert(), update() and delete_() take classes too: one statement for many rows, where nobody needs the objects. Those that the session has are brought up to date.',
      run: async (world) => {
        const sandy = await world.session.scalars(select(User).filterBy({ name: 'sandy' })).one();
        await world.session.execute(update(User).where(User.c.name.eq('sandy')).values({ fullname: 'Sandy Squirrel Olympia' }));
        world.print(sandy.fullname);
      },
      prints: ['Sandy Squirrel Olympia'],
      logs: {
        sqlite: [
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['sandy']",
          'UPDATE user_account SET fullname=? WHERE user_account.name = ? RETURNING id',
          "[generated in …] ['Sandy Squirrel Olympia', 'sandy']",
        ],
        postgresql: [
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['sandy']",
          'UPDATE user_account SET fullname=? WHERE user_account.name = ? RETURNING user_account.id',
          "[generated in …] ['Sandy Squirrel Olympia', 'sandy']",
        ],
        others: [
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['sandy']",
          'SELECT user_account.id',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[generated in …] ['sandy']",
          'UPDATE user_account SET fullname=? WHERE user_account.name = ?',
          "[generated in …] ['Sandy Squirrel Olympia', 'sandy']",
        ],
      },
    },
    {
      title: 'Roll back',
      explanation:
        'rollback() undoes it all, in the objects as well: what was changed in the transaction is what it was before, and what was deleted is back.',
      run: async (world) => {
        const sandy = await world.session.scalars(select(User).filterBy({ name: 'sandy' })).one();
        await world.session.rollback();
        world.print(sandy.fullname);
        world.print(await world.session.scalar(select(User.c.fullname).filterBy({ name: 'ehkrabs' })));
      },
      prints: ['Sandy Cheeks', 'Eugene H. Krabs'],
      logs: [
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[cached since … ago] ['sandy']",
        'ROLLBACK',
        'BEGIN (implicit)',
        'SELECT user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[generated in …] ['ehkrabs']",
      ],
    },
    {
      title: 'What was deleted is back, and is the same object',
      explanation:
        'A deleted object leaves the session with the flush. A rollback brings it back: no other object stands for its row.',
      run: async (world) => {
        const patrick = await world.session.scalars(select(User).filterBy({ name: 'patrick' })).one();
        world.session.delete(patrick);
        await world.session.flush();
        world.print('in the session:', world.session.has(patrick));
        await world.session.rollback();
        world.print('in the session:', world.session.has(patrick));
        world.print('the same object:', (await world.session.get(User, 3)) === patrick);
      },
      prints: ['in the session: false', 'in the session: true', 'the same object: true'],
      logs: [
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[cached since … ago] ['patrick']",
        'SELECT address.id, address.user_id, address.email_address, user_account_1.id AS id_1',
        'FROM user_account AS user_account_1 JOIN address ON user_account_1.id = address.user_id',
        'WHERE user_account_1.id IN (?)',
        '[cached since … ago] [3]',
        'DELETE FROM user_account WHERE user_account.id = ?',
        '[cached since … ago] [3]',
        'ROLLBACK',
        'BEGIN (implicit)',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.id = ?',
        '[generated in …] [3]',
      ],
    },
    {
      title: 'Close the session',
      explanation:
        'Closing takes the objects out of the session. They stay readable, as far as they were loaded; what was not is an error that says what to do. add() would bring them into another session.',
      run: async (world) => {
        const sandy = await world.session.scalars(select(User).filterBy({ name: 'sandy' })).one();
        await world.session.close();
        world.print(sandy.fullname);
        try {
          world.print(sandy.addresses.length);
        } catch (error) {
          if (error instanceof UnloadedAttributeError) world.print(error.message);
        }
      },
      prints: [
        'Sandy Cheeks',
        "The relationship User.addresses of this object is not loaded. Load it with await session.load(object, 'addresses'), or ask for it in the query that loads the object: .options(selectinload(User.c.addresses)). (Background on this error: docs/errors/xd2s.md)",
      ],
      logs: [
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[cached since … ago] ['sandy']",
        'ROLLBACK',
      ],
    },
    {
      title: 'Bring an object into another session',
      explanation:
        'An object without a session is "detached", and add() brings it into one. It keeps what it has, and what was not loaded can be loaded there.',
      run: async (world) => {
        const sandy = await world.session.scalars(select(User).filterBy({ name: 'sandy' })).one();
        await world.session.close();
        world.print(inspect(sandy).includes('<not loaded>'));
        await using other = new Session(world.engine);
        other.add(sandy);
        const addresses = await other.load(sandy, 'addresses');
        world.print(addresses.map(({ emailAddress }) => emailAddress).join(' '));
      },
      prints: ['true', 'sandy@sqlalchemy.org sandy@squirrelpower.org'],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[cached since … ago] ['sandy']",
        'ROLLBACK',
        'BEGIN (implicit)',
        'SELECT address.id, address.user_id, address.email_address',
        'FROM address',
        'WHERE ? = address.user_id ORDER BY address.id',
        '[generated in …] [2]',
        'ROLLBACK',
      ],
    },
  ],
};

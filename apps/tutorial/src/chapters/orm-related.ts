import { inspect } from 'node:util';
import { containsEager, joinedload, raiseload, select, selectinload, Session, UnloadedAttributeError } from '@aludel/core';
import { Address, User } from '../schema/entities.ts';
import type { Chapter } from '../tutorial.ts';

export const ormRelatedChapter: Chapter = {
  id: 'orm-related',
  source: import.meta.url,
  title: 'Working with ORM Related Objects',
  introduction:
    'relationship() makes of a foreign key what it means: a user has a list of addresses, an address has a user. The session fills in the foreign keys. What is related is loaded when the program says so, and never behind its back.',
  steps: [
    {
      title: 'Two sides of a relationship',
      explanation:
        'A new user has an empty list. "backPopulates" keeps both sides the same: whichever is set, the other one follows.',
      run: (world) => {
        const pearl = new User({ name: 'pearl', fullname: 'Pearl Krabs' });
        const first = new Address({ emailAddress: 'pearl.krabs@gmail.com' });
        pearl.addresses.push(first);
        world.print(first.user === pearl, pearl.addresses.length);
        const second = new Address({ emailAddress: 'pearl@aol.com', user: pearl });
        world.print(pearl.addresses.includes(second), pearl.addresses.length);
      },
      prints: ['true 1', 'true 2'],
      logs: [],
    },
    {
      title: 'What is added brings what is related',
      explanation:
        'Adding the user adds its addresses: add() cascades along the relationship. One commit inserts the user first, then both addresses with the key that it got.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const pearl = new User({ name: 'pearl', fullname: 'Pearl Krabs' });
        pearl.addresses.push(new Address({ emailAddress: 'pearl.krabs@gmail.com' }));
        pearl.addresses.push(new Address({ emailAddress: 'pearl@aol.com' }));
        session.add(pearl);
        world.print('pending:', session.new.size, ' foreign key:', pearl.addresses[0]?.userId);
        await session.commit();
        world.print(pearl.addresses.every(({ userId }) => userId === pearl.id));
      },
      prints: ['pending: 3  foreign key: null', 'true'],
      logs: {
        sqlite: [
          'BEGIN (implicit)',
          'INSERT INTO user_account (name, fullname) VALUES (?, ?)',
          "[generated in …] ['pearl', 'Pearl Krabs']",
          'INSERT INTO address (user_id, email_address) VALUES (?, ?), (?, ?) RETURNING id, id',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] [6, 'pearl.krabs@gmail.com', 6, 'pearl@aol.com']",
          'COMMIT',
        ],
        postgresql: [
          'BEGIN (implicit)',
          'INSERT INTO user_account (name, fullname) VALUES (?, ?) RETURNING user_account.id',
          "[generated in …] ['pearl', 'Pearl Krabs']",
          'INSERT INTO address (user_id, email_address) SELECT p0::INTEGER, p1::VARCHAR FROM (VALUES (?::INTEGER, ?::VARCHAR, 0), (?::INTEGER, ?::VARCHAR, 1)) AS imp_sen(p0, p1, sen_counter) ORDER BY sen_counter RETURNING address.id, address.id',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] [6, 'pearl.krabs@gmail.com', 6, 'pearl@aol.com']",
          'COMMIT',
        ],
        mariadb: [
          'BEGIN (implicit)',
          'INSERT INTO user_account (name, fullname) VALUES (?, ?)',
          "[generated in …] ['pearl', 'Pearl Krabs']",
          'INSERT INTO address (user_id, email_address) VALUES (?, ?), (?, ?) RETURNING address.id, address.id',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] [12, 'pearl.krabs@gmail.com', 12, 'pearl@aol.com']",
          'COMMIT',
        ],
        others: [
          'BEGIN (implicit)',
          'INSERT INTO user_account (name, fullname) VALUES (?, ?)',
          "[generated in …] ['pearl', 'Pearl Krabs']",
          'INSERT INTO address (user_id, email_address) VALUES (?, ?), (?, ?)',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] [6, 'pearl.krabs@gmail.com', 6, 'pearl@aol.com']",
          'COMMIT',
        ],
      },
    },
    {
      title: 'What is not loaded is an error, not a query',
      explanation:
        'Reading an attribute never waits for a database, so it cannot load anything. session.load() does, for one object or for a list of them at once, and gives what it loaded. The second call finds everything there.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const pearl = await session.scalars(select(User).filterBy({ name: 'pearl' })).one();
        try {
          world.print(pearl.addresses.length);
        } catch (error) {
          if (error instanceof UnloadedAttributeError) world.print(error.name);
        }
        const addresses = await session.load(pearl, 'addresses');
        world.print(addresses.map(({ domain }) => domain).join(' '));
        world.print(pearl.addresses === addresses);
      },
      prints: ['UnloadedAttributeError', 'gmail.com aol.com', 'true'],
      logs: {
        mariadb: [
          'BEGIN (implicit)',
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['pearl']",
          'SELECT address.id, address.user_id, address.email_address',
          'FROM address',
          'WHERE ? = address.user_id ORDER BY address.id',
          '[cached since … ago] [12]',
          'ROLLBACK',
        ],
        others: [
          'BEGIN (implicit)',
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['pearl']",
          'SELECT address.id, address.user_id, address.email_address',
          'FROM address',
          'WHERE ? = address.user_id ORDER BY address.id',
          '[cached since … ago] [6]',
          'ROLLBACK',
        ],
      },
    },
    {
      title: 'Join along a relationship',
      explanation: 'join() takes the relationship in place of a table and a condition. It selects no more than before.',
      run: (world) => {
        world.print(select(Address.c.emailAddress).selectFrom(User).join(User.c.addresses));
        world.print(select(User.c.name).where(User.c.addresses.any(Address.c.emailAddress.like('%@aol.com'))));
      },
      prints: [
        'SELECT address.email_address',
        'FROM user_account JOIN address ON user_account.id = address.user_id',
        'SELECT user_account.name',
        'FROM user_account',
        'WHERE EXISTS (SELECT 1',
        'FROM address',
        'WHERE user_account.id = address.user_id AND address.email_address LIKE :email_address_1)',
      ],
      logs: [],
    },
    {
      title: 'Load with the query: selectinload',
      explanation:
        'A loader option says with the query what else will be needed. selectinload() sends one more statement, for all users at once. There is nothing like it that is better for lists.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const stmt = select(User).options(selectinload(User.c.addresses)).orderBy(User.c.id);
        for (const user of await session.scalars(stmt)) world.print(user.name, user.addresses.length);
      },
      prints: ['spongebob 1', 'sandy 2', 'patrick 0', 'squidward 0', 'ehkrabs 0', 'pearl 2'],
      logs: {
        mariadb: [
          'BEGIN (implicit)',
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account ORDER BY user_account.id',
          '[generated in …] []',
          'SELECT address.user_id, address.id, address.email_address',
          'FROM address',
          'WHERE address.user_id IN (?, ?, ?, ?, ?, ?) ORDER BY address.id',
          '[generated in …] [1, 2, 3, 10, 11, 12]',
          'ROLLBACK',
        ],
        others: [
          'BEGIN (implicit)',
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account ORDER BY user_account.id',
          '[generated in …] []',
          'SELECT address.user_id, address.id, address.email_address',
          'FROM address',
          'WHERE address.user_id IN (?, ?, ?, ?, ?, ?) ORDER BY address.id',
          '[generated in …] [1, 2, 3, 4, 5, 6]',
          'ROLLBACK',
        ],
      },
    },
    {
      title: 'Load with the query: joinedload',
      explanation:
        'joinedload() adds a join to the statement itself, which suits the one object that an address belongs to. The join is anonymous: nothing else in the statement can meet it by accident.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const stmt = select(Address)
          .options(joinedload(Address.c.user, { innerjoin: true }))
          .orderBy(Address.c.id);
        for (const address of await session.scalars(stmt)) world.print(address.emailAddress, 'of', address.user.name);
      },
      prints: [
        'spongebob@sqlalchemy.org of spongebob',
        'sandy@sqlalchemy.org of sandy',
        'sandy@squirrelpower.org of sandy',
        'pearl.krabs@gmail.com of pearl',
        'pearl@aol.com of pearl',
      ],
      logs: [
        'BEGIN (implicit)',
        'SELECT address.id, address.user_id, address.email_address, user_account_1.id AS id_1, user_account_1.name, user_account_1.fullname',
        'FROM address JOIN user_account AS user_account_1 ON user_account_1.id = address.user_id ORDER BY address.id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Load with the query: containsEager',
      explanation:
        'Where the statement joins anyway, for a condition on the other table, containsEager() uses that join to load the objects too.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const stmt = select(Address)
          .join(Address.c.user)
          .where(User.c.name.eq('pearl'))
          .options(containsEager(Address.c.user))
          .orderBy(Address.c.id);
        for (const address of await session.scalars(stmt)) world.print(address.emailAddress, 'of', address.user.name);
      },
      prints: ['pearl.krabs@gmail.com of pearl', 'pearl@aol.com of pearl'],
      logs: [
        'BEGIN (implicit)',
        'SELECT address.id, address.user_id, address.email_address, user_account.id AS id_1, user_account.name, user_account.fullname',
        'FROM address JOIN user_account ON user_account.id = address.user_id',
        'WHERE user_account.name = ? ORDER BY address.id',
        "[generated in …] ['pearl']",
        'ROLLBACK',
      ],
    },
    {
      title: 'Forbid loading: raiseload',
      explanation:
        'raiseload() says that a relationship is not to be loaded at all. It is there for parts of a program that must not send more statements than they seem to.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const pearl = await session.scalars(select(User).filterBy({ name: 'pearl' }).options(raiseload(User.c.addresses))).one();
        try {
          world.print(pearl.addresses.length);
        } catch (error) {
          if (error instanceof Error) world.print(error.message);
        }
      },
      prints: ["'User.addresses' is not available due to lazy='raise' (Background on this error: docs/errors/xd2s.md)"],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[generated in …] ['pearl']",
        'ROLLBACK',
      ],
    },
    {
      title: 'Objects in all shapes',
      explanation: 'console.log(), String() and JSON.stringify() show what is loaded, and load nothing.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const pearl = await session.scalars(select(User).filterBy({ name: 'pearl' })).one();
        world.print(String(pearl) === `<User ${pearl.id}>`);
        await session.load(pearl, 'addresses');
        const [first] = pearl.addresses;
        world.print(inspect(new User({ name: 'gary', fullname: first?.domain ?? null })));
        const { addresses } = JSON.parse(JSON.stringify(pearl)) as Pick<User, 'addresses'>;
        world.print(addresses.map(({ emailAddress }) => emailAddress).join(', '));
      },
      prints: ['true', "User { name: 'gary', fullname: 'gmail.com' }", 'pearl.krabs@gmail.com, pearl@aol.com'],
      logs: {
        mariadb: [
          'BEGIN (implicit)',
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['pearl']",
          'SELECT address.id, address.user_id, address.email_address',
          'FROM address',
          'WHERE ? = address.user_id ORDER BY address.id',
          '[cached since … ago] [12]',
          'ROLLBACK',
        ],
        others: [
          'BEGIN (implicit)',
          'SELECT user_account.id, user_account.name, user_account.fullname',
          'FROM user_account',
          'WHERE user_account.name = ?',
          "[cached since … ago] ['pearl']",
          'SELECT address.id, address.user_id, address.email_address',
          'FROM address',
          'WHERE ? = address.user_id ORDER BY address.id',
          '[cached since … ago] [6]',
          'ROLLBACK',
        ],
      },
    },
  ],
};

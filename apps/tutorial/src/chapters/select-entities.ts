import { aliased, select, Session, unionAll } from '@aludel/core';
import { Address, User } from '../schema/entities.ts';
import type { Chapter } from '../tutorial.ts';

export const selectEntitiesChapter: Chapter = {
  id: 'select-entities',
  source: import.meta.url,
  title: 'Using SELECT Statements: Objects of Mapped Classes',
  introduction:
    'select() takes classes where it takes tables. A class selects objects, an attribute of it a column; everything else is what the chapters before have shown. Such statements are executed by a session, which knows which objects there are.',
  steps: [
    {
      title: 'Select objects',
      explanation: 'execute() gives rows, here with one object each. scalars() gives what stands first in the rows: the objects.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const stmt = select(User).orderBy(User.c.id);
        const row = await session.execute(stmt).first();
        world.print(row);
        for (const user of await session.scalars(stmt)) world.print(user, user.fullname);
      },
      prints: [
        "(User { id: 1, name: 'spongebob', fullname: 'Spongebob Squarepants', addresses: <not loaded> },)",
        '<User 1> Spongebob Squarepants',
        '<User 2> Sandy Cheeks',
        '<User 3> Patrick Star',
      ],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account ORDER BY user_account.id',
        '[generated in …] []',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account ORDER BY user_account.id',
        '[cached since … ago] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Select attributes',
      explanation: 'Attributes give plain values. They need no objects and are the cheaper way where values are all one wants.',
      run: async (world) => {
        await using session = new Session(world.engine);
        world.print(await session.execute(select(User.c.name, User.c.fullname).orderBy(User.c.id)).first());
      },
      prints: ["('spongebob', 'Spongebob Squarepants')"],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.name, user_account.fullname',
        'FROM user_account ORDER BY user_account.id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Objects and attributes in one row',
      explanation: 'Both can be selected together. Rows have types here as well: "address" is an Address, "name" a string.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const stmt = select(User.c.name, Address).join(User.c.addresses).orderBy(Address.c.id);
        for (const [name, address] of await session.execute(stmt)) world.print(name, address.domain);
      },
      prints: ['spongebob sqlalchemy.org', 'sandy sqlalchemy.org', 'sandy squirrelpower.org'],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.name, address.id, address.user_id, address.email_address',
        'FROM user_account JOIN address ON user_account.id = address.user_id ORDER BY address.id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Aliases of a class',
      explanation: 'aliased() is another occurrence of the class in the statement: here a user who has two certain addresses.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const first = aliased(Address, { name: 'first_address' });
        const second = aliased(Address, { name: 'second_address' });
        const stmt = select(User)
          .join(User.c.addresses.ofType(first))
          .where(first.c.emailAddress.eq('sandy@sqlalchemy.org'))
          .join(User.c.addresses.ofType(second))
          .where(second.c.emailAddress.eq('sandy@squirrelpower.org'));
        for (const user of await session.scalars(stmt)) world.print(user.name);
      },
      prints: ['sandy'],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account JOIN address AS first_address ON user_account.id = first_address.user_id JOIN address AS second_address ON user_account.id = second_address.user_id',
        'WHERE first_address.email_address = ? AND second_address.email_address = ?',
        "[generated in …] ['sandy@sqlalchemy.org', 'sandy@squirrelpower.org']",
        'ROLLBACK',
      ],
    },
    {
      title: 'Objects from a subquery',
      explanation:
        'aliased() takes a subquery or a CTE that has the columns of the class: its rows are objects then. These are ordinary objects, the same ones that other queries would give.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const inner = select(Address).where(Address.c.emailAddress.notLike('%@squirrelpower.org')).subquery();
        const kept = aliased(Address, inner);
        const stmt = select(User, kept).joinFrom(User, kept).orderBy(User.c.id, kept.c.id);
        for (const [user, address] of await session.execute(stmt)) world.print(user.name, address.emailAddress);
      },
      prints: ['spongebob spongebob@sqlalchemy.org', 'sandy sandy@sqlalchemy.org'],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.id, user_account.name, user_account.fullname, anon_1.id AS id_1, anon_1.user_id, anon_1.email_address',
        'FROM user_account JOIN (SELECT address.id AS id, address.user_id AS user_id, address.email_address AS email_address',
        'FROM address',
        'WHERE address.email_address NOT LIKE ?) AS anon_1 ON user_account.id = anon_1.user_id ORDER BY user_account.id, anon_1.id',
        "[generated in …] ['%@squirrelpower.org']",
        'ROLLBACK',
      ],
    },
    {
      title: 'Objects from a union',
      explanation:
        'fromStatement() says by what other statement the objects are selected. As a subquery a union can be refined further.',
      run: async (world) => {
        await using session = new Session(world.engine);
        const both = unionAll(select(User).where(User.c.name.eq('sandy')), select(User).where(User.c.name.eq('spongebob')));
        const names = (await session.scalars(select(User).fromStatement(both)).all()).map(({ name }) => name);
        world.print(names.sort().join(', '));
        const either = aliased(User, both.subquery());
        for (const { name } of await session.scalars(select(either).orderBy(either.c.id))) world.print(name);
      },
      prints: ['sandy, spongebob', 'spongebob', 'sandy'],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ? UNION ALL SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[generated in …] ['sandy', 'spongebob']",
        'SELECT anon_1.id, anon_1.name, anon_1.fullname',
        'FROM (SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname',
        'FROM user_account',
        'WHERE user_account.name = ? UNION ALL SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname',
        'FROM user_account',
        'WHERE user_account.name = ?) AS anon_1 ORDER BY anon_1.id',
        "[generated in …] ['sandy', 'spongebob']",
        'ROLLBACK',
      ],
    },
    {
      title: 'EXISTS along a relationship',
      explanation:
        'any() asks whether there is a related object that meets the conditions, has() the same of a relationship to one.',
      run: (world) => {
        world.print(select(User.c.name).where(User.c.addresses.any(Address.c.emailAddress.endsWith('.org'))));
        world.print(select(User.c.name).where(User.c.addresses.any().not()));
        world.print(select(Address.c.id).where(Address.c.user.has(User.c.name.eq('sandy'))));
      },
      prints: [
        'SELECT user_account.name',
        'FROM user_account',
        'WHERE EXISTS (SELECT 1',
        'FROM address',
        "WHERE user_account.id = address.user_id AND (address.email_address LIKE '%' || :email_address_1))",
        'SELECT user_account.name',
        'FROM user_account',
        'WHERE NOT (EXISTS (SELECT 1',
        'FROM address',
        'WHERE user_account.id = address.user_id))',
        'SELECT address.id',
        'FROM address',
        'WHERE EXISTS (SELECT 1',
        'FROM user_account',
        'WHERE user_account.id = address.user_id AND user_account.name = :name_1)',
      ],
      logs: [],
    },
  ],
};

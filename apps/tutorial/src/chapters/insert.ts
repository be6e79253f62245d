import { bindparam, insert, select } from '@aludel/core';
import { addressTable } from '../schema/address-table.ts';
import { userTable } from '../schema/user-table.ts';
import type { Chapter } from '../tutorial.ts';

export const insertChapter: Chapter = {
  id: 'insert',
  source: import.meta.url,
  title: 'Using INSERT Statements',
  introduction:
    'insert() makes an INSERT of a table. Like every statement it is a value: it can be kept, printed, changed into another one by its methods, and executed as often as one likes.',
  steps: [
    {
      title: 'The insert() construct',
      explanation:
        'values() says what one row holds, by the names of JavaScript, and is checked against the table. A statement prints as SQL with names for its parameters; the values are beside it.',
      run: (world) => {
        const stmt = insert(userTable).values({ name: 'spongebob', fullname: 'Spongebob Squarepants' });
        world.print(stmt);
        world.print(JSON.stringify(stmt.compile().params));
      },
      prints: [
        'INSERT INTO user_account (name, fullname) VALUES (:name, :fullname)',
        '{"name":"spongebob","fullname":"Spongebob Squarepants"}',
      ],
      logs: [],
    },
    {
      title: 'Execute an INSERT',
      explanation:
        'The key that the database generated is in the result, on every database: some return it with the INSERT, others tell it afterwards.',
      run: async (world) => {
        const stmt = insert(userTable).values({ name: 'spongebob', fullname: 'Spongebob Squarepants' });
        await using conn = await world.engine.connect();
        const result = await conn.execute(stmt);
        await conn.commit();
        world.print(result.insertedPrimaryKey);
      },
      prints: ['(1,)'],
      logs: {
        postgresql: [
          'BEGIN (implicit)',
          'INSERT INTO user_account (name, fullname) VALUES (?, ?) RETURNING user_account.id',
          "[generated in …] ['spongebob', 'Spongebob Squarepants']",
          'COMMIT',
        ],
        others: [
          'BEGIN (implicit)',
          'INSERT INTO user_account (name, fullname) VALUES (?, ?)',
          "[generated in …] ['spongebob', 'Spongebob Squarepants']",
          'COMMIT',
        ],
      },
    },
    {
      title: 'INSERT makes its VALUES by itself',
      explanation: 'Without values() there is a parameter for each column of the table.',
      run: (world) => {
        world.print(insert(userTable));
      },
      prints: ['INSERT INTO user_account (id, name, fullname) VALUES (:id, :name, :fullname)'],
      logs: [],
    },
    {
      title: 'Give the rows to execute()',
      explanation:
        'What is executed has only the columns that it is given. This is the usual way to insert, and a list of rows is inserted in one go. All of them have the columns of the first one.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        await conn.execute(insert(userTable), [
          { name: 'sandy', fullname: 'Sandy Cheeks' },
          { name: 'patrick', fullname: 'Patrick Star' },
        ]);
        await conn.commit();
      },
      prints: [],
      logs: [
        'BEGIN (implicit)',
        'INSERT INTO user_account (name, fullname) VALUES (?, ?)',
        "[generated in …] [['sandy', 'Sandy Cheeks'], ['patrick', 'Patrick Star']]",
        'COMMIT',
      ],
    },
    {
      title: 'A subquery among the values',
      explanation:
        'For those who like it deep: values() also takes SQL. Here the key of the user is found by a subquery, whose parameter has a name of its own; the other columns come from the rows. So addresses are inserted without asking for any key first.',
      run: async (world) => {
        const userId = select(userTable.c.id)
          .where(userTable.c.name.eq(bindparam('username')))
          .scalarSubquery();
        await using conn = await world.engine.connect();
        await conn.execute(insert(addressTable).values({ userId }), [
          { username: 'spongebob', emailAddress: 'spongebob@sqlalchemy.org' },
          { username: 'sandy', emailAddress: 'sandy@sqlalchemy.org' },
          { username: 'sandy', emailAddress: 'sandy@squirrelpower.org' },
        ]);
        await conn.commit();
      },
      prints: [],
      logs: [
        'BEGIN (implicit)',
        'INSERT INTO address (user_id, email_address) VALUES ((SELECT user_account.id',
        'FROM user_account',
        'WHERE user_account.name = ?), ?)',
        "[generated in …] [['spongebob', 'spongebob@sqlalchemy.org'], ['sandy', 'sandy@sqlalchemy.org'], ['sandy', 'sandy@squirrelpower.org']]",
        'COMMIT',
      ],
    },
    {
      title: 'A row of defaults',
      explanation: 'An empty values() inserts what the database makes of nothing. Each database has its own way to say it.',
      run: (world) => {
        world.print(insert(userTable).values({}).compile({ dialect: world.engine }));
      },
      prints: {
        mariadb: ['INSERT INTO user_account () VALUES ()'],
        mysql: ['INSERT INTO user_account () VALUES ()'],
        postgresql: ['INSERT INTO user_account DEFAULT VALUES RETURNING user_account.id'],
        others: ['INSERT INTO user_account DEFAULT VALUES'],
      },
      logs: [],
    },
    {
      title: 'INSERT … RETURNING',
      explanation: 'returning() says what is to be read of the new rows. They come like the rows of a SELECT, with types.',
      run: (world) => {
        const stmt = insert(addressTable).returning(addressTable.c.id, addressTable.c.emailAddress);
        world.print(stmt);
      },
      prints: [
        'INSERT INTO address (id, user_id, email_address) VALUES (:id, :userId, :emailAddress) RETURNING address.id, address.email_address',
      ],
      logs: [],
    },
    {
      title: 'Execute an INSERT … RETURNING',
      explanation:
        'MySQL has no RETURNING, and says so before anything is sent. Where a program must run on such a database, it asks for the capability. Nothing is committed here, so the row is gone at the end of the step.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        if (!conn.engine.dialect.capabilities.insertReturning) return world.print('this database has no INSERT … RETURNING');
        const stmt = insert(userTable).values({ id: 9, name: 'squidward' }).returning(userTable.c.name, userTable.c.fullname);
        const { name, fullname } = await conn.execute(stmt).one();
        world.print(name.toUpperCase(), fullname);
      },
      prints: { mysql: ['this database has no INSERT … RETURNING'], others: ['SQUIDWARD null'] },
      logs: {
        mysql: [],
        postgresql: returningLog('user_account.name, user_account.fullname'),
        mariadb: returningLog('user_account.name, user_account.fullname'),
        others: returningLog('name, fullname'),
      },
    },
    {
      title: 'INSERT … FROM SELECT',
      explanation: 'The rows can come from a query. They are copied inside the database and never travel.',
      run: (world) => {
        const rows = select(userTable.c.id, userTable.c.name.concat('@aol.com'));
        const stmt = insert(addressTable).fromSelect(['userId', 'emailAddress'], rows);
        world.print(stmt);
        world.print(stmt.returning(addressTable.c.id, addressTable.c.emailAddress));
      },
      prints: [
        'INSERT INTO address (user_id, email_address) SELECT user_account.id, user_account.name || :name_1 AS anon_1',
        'FROM user_account',
        'INSERT INTO address (user_id, email_address) SELECT user_account.id, user_account.name || :name_1 AS anon_1',
        'FROM user_account RETURNING address.id, address.email_address',
      ],
      logs: [],
    },
    {
      title: 'Insert or update',
      explanation:
        'What to do with a row that is there already can be said in one way for all databases; each compiles it as its own "upsert".',
      run: async (world) => {
        const stmt = insert(userTable)
          .values({ id: 1, name: 'spongebob', fullname: 'Bob' })
          .onConflictDoUpdate({ indexElements: ['id'], set: (excluded) => ({ fullname: excluded.fullname }) });
        await using conn = await world.engine.connect();
        await conn.execute(stmt);
        world.print(await conn.scalars(select(userTable.c.fullname).orderBy(userTable.c.id)).all());
      },
      prints: ['Bob,Sandy Cheeks,Patrick Star'],
      logs: {
        mariadb: upsertLog('ON DUPLICATE KEY UPDATE fullname = VALUES(fullname)'),
        mysql: upsertLog('ON DUPLICATE KEY UPDATE fullname = VALUES(fullname)'),
        others: upsertLog('ON CONFLICT (id) DO UPDATE SET fullname = excluded.fullname'),
      },
    },
  ],
};

function returningLog(columns: string): readonly string[] {
  return [
    'BEGIN (implicit)',
    `INSERT INTO user_account (id, name) VALUES (?, ?) RETURNING ${columns}`,
    "[generated in …] [9, 'squidward']",
    'ROLLBACK',
  ];
}

function upsertLog(clause: string): readonly string[] {
  return [
    'BEGIN (implicit)',
    `INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?) ${clause}`,
    "[generated in …] [1, 'spongebob', 'Bob']",
    'SELECT user_account.fullname',
    'FROM user_account ORDER BY user_account.id',
    '[generated in …] []',
    'ROLLBACK',
  ];
}

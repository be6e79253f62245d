import { desc, func, select } from '@aludel/core';
import { addressTable } from '../schema/address-table.ts';
import { userTable } from '../schema/user-table.ts';
import type { Chapter } from '../tutorial.ts';

export const selectFromChapter: Chapter = {
  id: 'select-from',
  source: import.meta.url,
  title: 'Using SELECT Statements: FROM, Joins, Order and Groups',
  introduction:
    'Mostly FROM follows from the columns. When tables are joined, it is said explicitly; the condition of the join still follows from the foreign key.',
  steps: [
    {
      title: 'FROM follows from the columns',
      explanation:
        'Two tables without a join are all combinations of their rows. That is seldom meant; the next steps join them.',
      run: (world) => {
        world.print(select(userTable.c.name));
        world.print(select(userTable.c.name, addressTable.c.emailAddress));
      },
      prints: [
        'SELECT user_account.name',
        'FROM user_account',
        'SELECT user_account.name, address.email_address',
        'FROM user_account, address',
      ],
      logs: [],
    },
    {
      title: 'Join',
      explanation:
        'joinFrom() names both sides, join() only the right one. The ON clause is that of the foreign key between them.',
      run: (world) => {
        const stmt = select(userTable.c.name, addressTable.c.emailAddress);
        world.print(stmt.joinFrom(userTable, addressTable));
        world.print(stmt.join(addressTable));
      },
      prints: [
        'SELECT user_account.name, address.email_address',
        'FROM user_account JOIN address ON user_account.id = address.user_id',
        'SELECT user_account.name, address.email_address',
        'FROM user_account JOIN address ON user_account.id = address.user_id',
      ],
      logs: [],
    },
    {
      title: 'Say what FROM begins with',
      explanation:
        'selectFrom() is for when the columns do not tell: here no column of the first table is selected, and then no column at all.',
      run: (world) => {
        world.print(select(addressTable.c.emailAddress).selectFrom(userTable).join(addressTable));
        world.print(select(func.count()).selectFrom(userTable));
      },
      prints: [
        'SELECT address.email_address',
        'FROM user_account JOIN address ON user_account.id = address.user_id',
        'SELECT count(*) AS count_1',
        'FROM user_account',
      ],
      logs: [],
    },
    {
      title: 'Say the ON clause',
      explanation: 'Where there is no foreign key, or more than one, the condition is the second argument.',
      run: (world) => {
        const isTheirs = userTable.c.id.eq(addressTable.c.userId);
        world.print(select(addressTable.c.emailAddress).selectFrom(userTable).join(addressTable, isTheirs));
      },
      prints: ['SELECT address.email_address', 'FROM user_account JOIN address ON user_account.id = address.user_id'],
      logs: [],
    },
    {
      title: 'Outer joins',
      explanation:
        'There is no RIGHT OUTER JOIN: turn the tables round. (MySQL and MariaDB have no FULL OUTER JOIN either.) TypeScript knows about outer joins: the columns of the joined table may be null in the rows.',
      run: async (world) => {
        world.print(select(userTable).join(addressTable, null, { isouter: true }));
        world.print(select(userTable).join(addressTable, null, { full: true }));
        await using conn = await world.engine.connect();
        const lonely = select(userTable.c.name, addressTable.c.emailAddress).outerjoin(addressTable).filterBy({ id: null });
        const { name, emailAddress } = await conn.execute(lonely).one();
        world.print(name, emailAddress?.length ?? 'has no address');
      },
      prints: [
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account LEFT OUTER JOIN address ON user_account.id = address.user_id',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account FULL OUTER JOIN address ON user_account.id = address.user_id',
        'patrick has no address',
      ],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.name, address.email_address',
        'FROM user_account LEFT OUTER JOIN address ON user_account.id = address.user_id',
        'WHERE address.id IS NULL',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Order',
      explanation: 'asc() and desc() are methods of the column, and so are nullsFirst() and nullsLast().',
      run: (world) => {
        world.print(select(userTable).orderBy(userTable.c.name));
        world.print(select(userTable).orderBy(userTable.c.fullname.desc()));
      },
      prints: [
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account ORDER BY user_account.name',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account ORDER BY user_account.fullname DESC',
      ],
      logs: [],
    },
    {
      title: 'Aggregates, GROUP BY and HAVING',
      explanation: 'func makes any SQL function: func.count(…) is count(…). having() is for groups what where() is for rows.',
      run: async (world) => {
        world.print(func.count(userTable.c.id));
        const addresses = func.count(addressTable.c.id);
        await using conn = await world.engine.connect();
        const stmt = select(userTable.c.name, addresses.label('count'))
          .join(addressTable)
          .groupBy(userTable.c.name)
          .having(addresses.gt(1));
        world.print(await conn.execute(stmt).all());
      },
      prints: ['count(user_account.id)', "('sandy', 2)"],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.name, count(address.id) AS count',
        'FROM user_account JOIN address ON user_account.id = address.user_id GROUP BY user_account.name',
        'HAVING count(address.id) > ?',
        '[generated in …] [1]',
        'ROLLBACK',
      ],
    },
    {
      title: 'Order and group by a label',
      explanation:
        'The name of a label, or of a column that is selected, says the same as writing the expression again. It is looked up in the statement: any other text is an error.',
      run: (world) => {
        const stmt = select(addressTable.c.userId, func.count(addressTable.c.id).label('num_addresses'))
          .groupBy('userId')
          .orderBy('userId', desc('num_addresses'));
        world.print(stmt);
      },
      prints: [
        'SELECT address.user_id, count(address.id) AS num_addresses',
        'FROM address GROUP BY address.user_id ORDER BY address.user_id, num_addresses DESC',
      ],
      logs: [],
    },
    {
      title: 'Aliases',
      explanation:
        'A table that occurs twice needs two names. alias() makes them up, or takes one. Here: all pairs of users, each pair once.',
      run: async (world) => {
        const first = userTable.alias('first_user');
        const second = userTable.alias('second_user');
        const stmt = select(first.c.name.label('a'), second.c.name.label('b'))
          .joinFrom(first, second, first.c.id.gt(second.c.id))
          .orderBy(first.c.id, second.c.id);
        const [some, other] = [userTable.alias(), userTable.alias()];
        world.print(select(some.c.name, other.c.name).joinFrom(some, other, some.c.id.gt(other.c.id)));
        await using conn = await world.engine.connect();
        for (const { a, b } of await conn.execute(stmt)) world.print(a, b);
      },
      prints: [
        'SELECT user_account_1.name, user_account_2.name AS name_1',
        'FROM user_account AS user_account_1 JOIN user_account AS user_account_2 ON user_account_1.id > user_account_2.id',
        'sandy spongebob',
        'patrick spongebob',
        'patrick sandy',
      ],
      logs: [
        'BEGIN (implicit)',
        'SELECT first_user.name AS a, second_user.name AS b',
        'FROM user_account AS first_user JOIN user_account AS second_user ON first_user.id > second_user.id ORDER BY first_user.id, second_user.id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Limit the rows',
      explanation: 'limit() and offset() take numbers, which are parameters like all values.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        world.print(await conn.scalars(select(userTable.c.name).orderBy(userTable.c.id).limit(2).offset(1)).all());
      },
      prints: ['sandy,patrick'],
      logs: {
        mariadb: limitLog('LIMIT ?, ?', '[1, 2]'),
        mysql: limitLog('LIMIT ?, ?', '[1, 2]'),
        others: limitLog('LIMIT ? OFFSET ?', '[2, 1]'),
      },
    },
  ],
};

function limitLog(limit: string, params: string): readonly string[] {
  return [
    'BEGIN (implicit)',
    'SELECT user_account.name',
    'FROM user_account ORDER BY user_account.id',
    ` ${limit}`,
    `[generated in …] ${params}`,
    'ROLLBACK',
  ];
}

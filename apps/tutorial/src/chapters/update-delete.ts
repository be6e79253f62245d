import { bindparam, delete_, literal, outerjoin, select, text, update, values } from '@aludel/core';
import { mariadb, mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { addressTable } from '../schema/address-table.ts';
import { userTable } from '../schema/user-table.ts';
import type { Chapter } from '../tutorial.ts';

export const updateDeleteChapter: Chapter = {
  id: 'update-delete',
  source: import.meta.url,
  title: 'Using UPDATE and DELETE Statements',
  introduction:
    'update() and delete_() (JavaScript keeps "delete" for itself) change the rows that their where() finds; without one, all of them.',
  steps: [
    {
      title: 'The update() construct',
      explanation:
        'values() says what the columns become, by the names of JavaScript: a value, or an expression of other columns.',
      run: (world) => {
        const stmt = update(userTable).where(userTable.c.name.eq('patrick')).values({ fullname: 'Patrick the Star' });
        world.print(stmt);
        world.print(update(userTable).values({ fullname: literal('Username: ').concat(userTable.c.name) }));
      },
      prints: [
        'UPDATE user_account SET fullname=:fullname WHERE user_account.name = :name_1',
        'UPDATE user_account SET fullname=(:param_1 || user_account.name)',
      ],
      logs: [],
    },
    {
      title: 'One UPDATE for many sets',
      explanation:
        'bindparam() makes a parameter with a name of its own, which is given at the execution: here once for each set. (Nobody has these names.)',
      run: async (world) => {
        const stmt = update(userTable)
          .where(userTable.c.name.eq(bindparam('oldname')))
          .values({ name: bindparam('newname') });
        await world.engine.begin(async (conn) => {
          const result = await conn.execute(stmt, [
            { oldname: 'jack', newname: 'ed' },
            { oldname: 'wendy', newname: 'mary' },
            { oldname: 'jim', newname: 'jake' },
          ]);
          world.print('rows matched:', result.rowcount);
        });
      },
      prints: ['rows matched: 0'],
      logs: [
        'BEGIN (implicit)',
        'UPDATE user_account SET name=? WHERE user_account.name = ?',
        "[generated in …] [['ed', 'jack'], ['mary', 'wendy'], ['jake', 'jim']]",
        'COMMIT',
      ],
    },
    {
      title: 'Correlated updates',
      explanation:
        'A subquery among the values is correlated to the row that is updated. This one takes the first address of each user.',
      run: (world) => {
        const firstAddress = select(addressTable.c.emailAddress)
          .where(addressTable.c.userId.eq(userTable.c.id))
          .orderBy(addressTable.c.id)
          .limit(1)
          .scalarSubquery();
        world.print(update(userTable).values({ fullname: firstAddress }));
      },
      prints: [
        'UPDATE user_account SET fullname=(SELECT address.email_address',
        'FROM address',
        'WHERE address.user_id = user_account.id ORDER BY address.id',
        ' LIMIT :param_1)',
      ],
      logs: [],
    },
    {
      title: 'UPDATE … FROM',
      explanation:
        'A second table in the conditions is joined: PostgreSQL and SQLite write it behind FROM, MySQL and MariaDB beside the first table.',
      run: (world) => {
        const stmt = update(userTable)
          .where(userTable.c.id.eq(addressTable.c.userId))
          .where(addressTable.c.emailAddress.eq('patrick@aol.com'))
          .values({ fullname: 'Pat' });
        world.print(stmt);
        world.print(stmt.compile({ dialect: mysql }));
      },
      prints: [
        'UPDATE user_account SET fullname=:fullname FROM address WHERE user_account.id = address.user_id AND address.email_address = :email_address_1',
        'UPDATE user_account, address SET user_account.fullname=? WHERE user_account.id = address.user_id AND address.email_address = ?',
      ],
      logs: [],
    },
    {
      title: 'Update two tables at once',
      explanation: 'Only MySQL and MariaDB do that. Columns of the other table are named as columns, in orderedValues().',
      run: (world) => {
        const stmt = update(userTable)
          .where(userTable.c.id.eq(addressTable.c.userId))
          .where(addressTable.c.emailAddress.eq('patrick@aol.com'))
          .orderedValues([userTable.c.fullname, 'Pat'], [addressTable.c.emailAddress, 'pat@aol.com']);
        world.print(stmt.compile({ dialect: mariadb }));
      },
      prints: [
        'UPDATE user_account, address SET user_account.fullname=?, address.email_address=? WHERE user_account.id = address.user_id AND address.email_address = ?',
      ],
      logs: [],
    },
    {
      title: 'Update from VALUES',
      explanation: 'values() makes a table of constants, here to update several rows, each in its way, with one statement.',
      run: (world) => {
        const renamed = values({ id: userTable.c.id.type, name: userTable.c.name.type }, 'my_values').data([
          [1, 'new_name'],
          [2, 'another_name'],
        ]);
        const stmt = update(userTable).values({ name: renamed.c.name }).where(userTable.c.id.eq(renamed.c.id));
        world.print(stmt.compile({ dialect: postgresql }));
      },
      prints: [
        'UPDATE user_account SET name=my_values.name FROM (VALUES ($1::INTEGER, $2::VARCHAR), ($3, $4)) AS my_values (id, name) WHERE user_account.id = my_values.id',
      ],
      logs: [],
    },
    {
      title: 'The order of the values',
      explanation:
        'In MySQL and MariaDB a value sees what the values in front of it have set, so their order matters. orderedValues() keeps it; values() writes them in the order of the columns.',
      run: (world) => {
        const { fullname, name } = userTable.c;
        world.print(update(userTable).orderedValues(['name', 'sandy'], [fullname, name.concat(' Cheeks')]));
      },
      prints: ['UPDATE user_account SET name=:name, fullname=(user_account.name || :name_1)'],
      logs: [],
    },
    {
      title: 'The delete_() construct',
      explanation: 'It has where(), and returning() where the database has it.',
      run: (world) => {
        world.print(delete_(userTable).where(userTable.c.name.eq('patrick')));
      },
      prints: ['DELETE FROM user_account WHERE user_account.name = :name_1'],
      logs: [],
    },
    {
      title: 'Delete with the help of other tables',
      explanation: 'A second table in the conditions works as in an UPDATE; using() says it, or a join, explicitly.',
      run: (world) => {
        const stmt = delete_(userTable)
          .where(userTable.c.id.eq(addressTable.c.userId))
          .where(addressTable.c.emailAddress.eq('patrick@aol.com'));
        world.print(stmt.compile({ dialect: mysql }));
        world.print(stmt.compile({ dialect: postgresql }));
        const lonely = delete_(userTable).using(outerjoin(userTable, addressTable)).where(addressTable.c.id.is(null));
        world.print(lonely.compile({ dialect: mysql }));
      },
      prints: [
        'DELETE FROM user_account USING user_account, address WHERE user_account.id = address.user_id AND address.email_address = ?',
        'DELETE FROM user_account USING address WHERE user_account.id = address.user_id AND address.email_address = $1',
        'DELETE FROM user_account USING user_account LEFT OUTER JOIN address ON user_account.id = address.user_id WHERE address.id IS NULL',
      ],
      logs: [],
    },
    {
      title: 'How many rows it was',
      explanation:
        'rowcount is the number of rows that the conditions matched, on every database, also where the row already was what it should become.',
      run: async (world) => {
        const stmt = update(userTable).where(userTable.c.name.eq('patrick')).values({ fullname: 'Patrick McStar' });
        await world.engine.begin(async (conn) => {
          const result = await conn.execute(stmt);
          world.print(result.rowcount);
        });
      },
      prints: ['1'],
      logs: [
        'BEGIN (implicit)',
        'UPDATE user_account SET fullname=? WHERE user_account.name = ?',
        "[generated in …] ['Patrick McStar', 'patrick']",
        'COMMIT',
      ],
    },
    {
      title: 'UPDATE and DELETE … RETURNING',
      explanation: 'returning() gives back what was changed, or was there before it was deleted.',
      run: (world) => {
        const { id, name } = userTable.c;
        const isPatrick = name.eq('patrick');
        world.print(update(userTable).where(isPatrick).values({ fullname: 'Patrick the Star' }).returning(id, name));
        world.print(delete_(userTable).where(isPatrick).returning(id, name));
      },
      prints: [
        'UPDATE user_account SET fullname=:fullname WHERE user_account.name = :name_1 RETURNING user_account.id, user_account.name',
        'DELETE FROM user_account WHERE user_account.name = :name_1 RETURNING user_account.id, user_account.name',
      ],
      logs: [],
    },
    {
      title: 'Delete a user, and change your mind',
      explanation: 'Nothing here is new: a statement, its number of rows, a transaction that is rolled back.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const { rowcount } = await conn.execute(delete_(userTable).where(userTable.c.name.eq('patrick')));
        await conn.rollback();
        world.print('deleted', rowcount, 'and now there are', await conn.scalar(text('SELECT count(*) FROM user_account')));
      },
      prints: ['deleted 1 and now there are 3'],
      logs: [
        'BEGIN (implicit)',
        'DELETE FROM user_account WHERE user_account.name = ?',
        "[generated in …] ['patrick']",
        'ROLLBACK',
        'BEGIN (implicit)',
        'SELECT count(*) FROM user_account',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
  ],
};

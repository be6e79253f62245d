import { func, InvalidRequestError, select, unionAll } from '@aludel/core';
import { postgresql } from '@aludel/postgresql';
import { addressTable } from '../schema/address-table.ts';
import { userTable } from '../schema/user-table.ts';
import type { Chapter } from '../tutorial.ts';

export const selectSubqueriesChapter: Chapter = {
  id: 'select-subqueries',
  source: import.meta.url,
  title: 'Using SELECT Statements: Subqueries, CTEs, Unions',
  introduction:
    'A SELECT can stand in another one: in FROM as a subquery or common table expression, among the columns as one value, in WHERE as a question. In FROM it has columns like a table.',
  steps: [
    {
      title: 'Subqueries',
      explanation:
        'subquery() makes something to select from. Its columns are what the SELECT selected, with the types that they have there.',
      run: (world) => {
        const subq = select(func.count(addressTable.c.id).label('count'), addressTable.c.userId)
          .groupBy(addressTable.c.userId)
          .subquery();
        world.print(select(subq.c.userId, subq.c.count));
      },
      prints: [
        'SELECT anon_1.user_id, anon_1.count',
        'FROM (SELECT count(address.id) AS count, address.user_id AS user_id',
        'FROM address GROUP BY address.user_id) AS anon_1',
      ],
      logs: [],
    },
    {
      title: 'Join a subquery',
      explanation:
        'The columns of a subquery know the foreign keys of the columns that they pass on, so the ON clause follows again.',
      run: async (world) => {
        const subq = select(func.count(addressTable.c.id).label('count'), addressTable.c.userId)
          .groupBy(addressTable.c.userId)
          .subquery();
        const stmt = select(userTable.c.name, userTable.c.fullname, subq.c.count)
          .joinFrom(userTable, subq)
          .orderBy(userTable.c.id);
        await using conn = await world.engine.connect();
        world.print(await conn.execute(stmt).all());
      },
      prints: ["('spongebob', 'Spongebob Squarepants', 1),('sandy', 'Sandy Cheeks', 2)"],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.name, user_account.fullname, anon_1.count',
        'FROM user_account JOIN (SELECT count(address.id) AS count, address.user_id AS user_id',
        'FROM address GROUP BY address.user_id) AS anon_1 ON user_account.id = anon_1.user_id ORDER BY user_account.id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Common table expressions',
      explanation: 'With cte() in place of subquery() the query is written in front of the statement.',
      run: async (world) => {
        const counted = select(func.count(addressTable.c.id).label('count'), addressTable.c.userId)
          .groupBy(addressTable.c.userId)
          .cte('counted');
        const stmt = select(userTable.c.name, counted.c.count).joinFrom(userTable, counted).orderBy(userTable.c.id);
        await using conn = await world.engine.connect();
        world.print(await conn.execute(stmt).all());
      },
      prints: ["('spongebob', 1),('sandy', 2)"],
      logs: [
        'BEGIN (implicit)',
        'WITH counted AS',
        '(SELECT count(address.id) AS count, address.user_id AS user_id',
        'FROM address GROUP BY address.user_id)',
        ' SELECT user_account.name, counted.count',
        'FROM user_account JOIN counted ON user_account.id = counted.user_id ORDER BY user_account.id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Scalar subqueries',
      explanation:
        'scalarSubquery() makes one value of a query. Inside a statement that selects from the same table it is correlated: "user_account" is in its FROM when it stands alone, and not when the outer query has it.',
      run: (world) => {
        const subq = select(func.count(addressTable.c.id)).where(userTable.c.id.eq(addressTable.c.userId)).scalarSubquery();
        world.print(subq);
        world.print(subq.eq(5));
        world.print(select(userTable.c.name, subq.label('address_count')));
      },
      prints: [
        '(SELECT count(address.id) AS count_1',
        'FROM address, user_account',
        'WHERE user_account.id = address.user_id)',
        '(SELECT count(address.id) AS count_1',
        'FROM address, user_account',
        'WHERE user_account.id = address.user_id) = :param_1',
        'SELECT user_account.name, (SELECT count(address.id) AS count_1',
        'FROM address',
        'WHERE user_account.id = address.user_id) AS address_count',
        'FROM user_account',
      ],
      logs: [],
    },
    {
      title: 'When correlation leaves nothing',
      explanation:
        'If the outer query has all its tables, nothing would be left in FROM. That is an error, which says what to do.',
      run: (world) => {
        const subq = select(func.count(addressTable.c.id)).where(userTable.c.id.eq(addressTable.c.userId)).scalarSubquery();
        const stmt = select(userTable.c.name, subq.label('address_count')).joinFrom(userTable, addressTable);
        try {
          world.print(stmt);
        } catch (error) {
          if (error instanceof InvalidRequestError) world.print(error.message);
        }
      },
      prints: [
        'Select statement returned no FROM clauses due to auto-correlation; specify correlate(<tables>) to control correlation manually.',
      ],
      logs: [],
    },
    {
      title: 'Say what is correlated',
      explanation: 'correlate() names the tables that come from outside; the others stay in FROM.',
      run: async (world) => {
        const subq = select(func.count(addressTable.c.id))
          .where(userTable.c.id.eq(addressTable.c.userId))
          .correlate(userTable)
          .scalarSubquery();
        const stmt = select(userTable.c.name, addressTable.c.emailAddress, subq.label('address_count'))
          .joinFrom(userTable, addressTable)
          .orderBy(userTable.c.id, addressTable.c.id);
        await using conn = await world.engine.connect();
        for (const row of await conn.execute(stmt)) world.print(row);
      },
      prints: [
        "('spongebob', 'spongebob@sqlalchemy.org', 1)",
        "('sandy', 'sandy@sqlalchemy.org', 2)",
        "('sandy', 'sandy@squirrelpower.org', 2)",
      ],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.name, address.email_address, (SELECT count(address.id) AS count_1',
        'FROM address',
        'WHERE user_account.id = address.user_id) AS address_count',
        'FROM user_account JOIN address ON user_account.id = address.user_id ORDER BY user_account.id, address.id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'LATERAL',
      explanation:
        'A lateral subquery may refer to what stands in front of it in FROM. PostgreSQL and MySQL have it; SQLite and MariaDB do not. compile({ dialect }) shows what a database would get, whatever the one at hand.',
      run: (world) => {
        const subq = select(
          func.count(addressTable.c.id).label('address_count'),
          addressTable.c.emailAddress,
          addressTable.c.userId,
        )
          .where(userTable.c.id.eq(addressTable.c.userId))
          .lateral();
        const stmt = select(userTable.c.name, subq.c.address_count, subq.c.emailAddress)
          .joinFrom(userTable, subq)
          .orderBy(userTable.c.id, subq.c.emailAddress);
        world.print(stmt.compile({ dialect: postgresql }));
      },
      prints: [
        'SELECT user_account.name, anon_1.address_count, anon_1.email_address',
        'FROM user_account JOIN LATERAL (SELECT count(address.id) AS address_count, address.email_address AS email_address, address.user_id AS user_id',
        'FROM address',
        'WHERE user_account.id = address.user_id) AS anon_1 ON user_account.id = anon_1.user_id ORDER BY user_account.id, anon_1.email_address',
      ],
      logs: [],
    },
    {
      title: 'UNION, UNION ALL and other set operations',
      explanation:
        'unionAll() puts the rows of queries one behind the other; union() also takes out duplicates. intersect() and except() are their sisters.',
      run: async (world) => {
        const sandy = select(userTable).where(userTable.c.name.eq('sandy'));
        const spongebob = select(userTable).where(userTable.c.name.eq('spongebob'));
        await using conn = await world.engine.connect();
        world.print(await conn.execute(unionAll(sandy, spongebob)).all());
      },
      prints: ["(2, 'sandy', 'Sandy Cheeks'),(1, 'spongebob', 'Spongebob Squarepants')"],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ? UNION ALL SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[generated in …] ['sandy', 'spongebob']",
        'ROLLBACK',
      ],
    },
    {
      title: 'Select from a union',
      explanation: 'A union is a query, and so can be a subquery.',
      run: async (world) => {
        const sandy = select(userTable).where(userTable.c.name.eq('sandy'));
        const spongebob = select(userTable).where(userTable.c.name.eq('spongebob'));
        const both = unionAll(sandy, spongebob).subquery();
        const stmt = select(both.c.name, addressTable.c.emailAddress)
          .joinFrom(addressTable, both)
          .orderBy(both.c.name, addressTable.c.emailAddress);
        await using conn = await world.engine.connect();
        for (const row of await conn.execute(stmt)) world.print(row);
      },
      prints: [
        "('sandy', 'sandy@sqlalchemy.org')",
        "('sandy', 'sandy@squirrelpower.org')",
        "('spongebob', 'spongebob@sqlalchemy.org')",
      ],
      logs: [
        'BEGIN (implicit)',
        'SELECT anon_1.name, address.email_address',
        'FROM address JOIN (SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname',
        'FROM user_account',
        'WHERE user_account.name = ? UNION ALL SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname',
        'FROM user_account',
        'WHERE user_account.name = ?) AS anon_1 ON anon_1.id = address.user_id ORDER BY anon_1.name, address.email_address',
        "[generated in …] ['sandy', 'spongebob']",
        'ROLLBACK',
      ],
    },
    {
      title: 'EXISTS',
      explanation: 'exists() asks whether a query gives any row; it is correlated like a scalar subquery.',
      run: async (world) => {
        const hasSeveral = select(func.count(addressTable.c.id))
          .where(userTable.c.id.eq(addressTable.c.userId))
          .groupBy(addressTable.c.userId)
          .having(func.count(addressTable.c.id).gt(1))
          .exists();
        await using conn = await world.engine.connect();
        world.print(await conn.execute(select(userTable.c.name).where(hasSeveral)).all());
      },
      prints: ["('sandy',)"],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.name',
        'FROM user_account',
        'WHERE EXISTS (SELECT count(address.id) AS count_1',
        'FROM address',
        'WHERE user_account.id = address.user_id GROUP BY address.user_id',
        'HAVING count(address.id) > ?)',
        '[generated in …] [1]',
        'ROLLBACK',
      ],
    },
    {
      title: 'NOT EXISTS',
      explanation: 'not() gives the opposite of any condition.',
      run: async (world) => {
        const hasAny = select(addressTable.c.id).where(userTable.c.id.eq(addressTable.c.userId)).exists();
        await using conn = await world.engine.connect();
        world.print(await conn.execute(select(userTable.c.name).where(hasAny.not())).all());
      },
      prints: ["('patrick',)"],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.name',
        'FROM user_account',
        'WHERE NOT (EXISTS (SELECT address.id',
        'FROM address',
        'WHERE user_account.id = address.user_id))',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
  ],
};

import { and, literal, literalColumn, or, select, text } from '@aludel/core';
import { addressTable } from '../schema/address-table.ts';
import { userTable } from '../schema/user-table.ts';
import type { Chapter } from '../tutorial.ts';

export const selectChapter: Chapter = {
  id: 'select',
  source: import.meta.url,
  title: 'Using SELECT Statements: Columns and Conditions',
  introduction:
    'select() makes a SELECT of whatever is given to it: tables, columns, expressions. What it selects decides the type of its rows. This chapter is about what stands between SELECT and WHERE, and behind it.',
  steps: [
    {
      title: 'The select() construct',
      explanation:
        'A method such as where() gives a new statement and leaves the old one as it was. An operator on a column is a method: eq(), gt(), like() …',
      run: async (world) => {
        const stmt = select(userTable).where(userTable.c.name.eq('spongebob'));
        world.print(stmt);
        await using conn = await world.engine.connect();
        for (const row of await conn.execute(stmt)) world.print(row);
      },
      prints: [
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = :name_1',
        "(1, 'spongebob', 'Spongebob Squarepants')",
      ],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = ?',
        "[generated in …] ['spongebob']",
        'ROLLBACK',
      ],
    },
    {
      title: 'Select columns',
      explanation: 'A table stands for all its columns. FROM follows from what is selected.',
      run: (world) => {
        world.print(select(userTable));
        world.print(select(userTable.c.name, userTable.c.fullname));
        world.print(select(...userTable.columns('name', 'fullname')));
      },
      prints: [
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'SELECT user_account.name, user_account.fullname',
        'FROM user_account',
        'SELECT user_account.name, user_account.fullname',
        'FROM user_account',
      ],
      logs: [],
    },
    {
      title: 'Rows have types',
      explanation:
        'The type of a row follows from the columns: "name" is a string, "fullname" is a string or null, since its column is nullable. A misspelled column does not compile. A session executes the same statements.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const row = await conn.execute(select(userTable.c.name, userTable.c.fullname).orderBy(userTable.c.id)).first();
        if (row === null) return;
        const [name, fullname] = row;
        world.print(name.toUpperCase(), row.fullname?.length, fullname);
      },
      prints: ['SPONGEBOB 21 Spongebob Squarepants'],
      logs: [
        'BEGIN (implicit)',
        'SELECT user_account.name, user_account.fullname',
        'FROM user_account ORDER BY user_account.id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Label an expression',
      explanation: 'label() gives an expression the name that it has in the SQL and in the rows. Texts are joined with concat().',
      run: async (world) => {
        const username = literal('Username: ').concat(userTable.c.name).label('username');
        await using conn = await world.engine.connect();
        const result = await conn.execute(select(username).orderBy(userTable.c.name));
        for (const row of result) world.print(row.username);
      },
      prints: ['Username: patrick', 'Username: sandy', 'Username: spongebob'],
      logs: {
        sqlite: usernameLog('? || user_account.name'),
        postgresql: usernameLog('?::VARCHAR || user_account.name'),
        others: usernameLog('concat(?, user_account.name)'),
      },
    },
    {
      title: 'Select pieces of text',
      explanation:
        'Where a piece of SQL is easier written by hand, text() stands in for any expression. literalColumn() is a text that can do what a column can: it has a type and can be labelled.',
      run: async (world) => {
        const stmt = select(text("'some phrase'"), userTable.c.name).orderBy(userTable.c.name);
        const labelled = select(literalColumn("'some phrase'").label('p'), userTable.c.name).orderBy(userTable.c.name);
        await using conn = await world.engine.connect();
        world.print(await conn.execute(stmt).all());
        for (const row of await conn.execute(labelled)) world.print(`${row.p}, ${row.name}`);
      },
      prints: [
        "('some phrase', 'patrick'),('some phrase', 'sandy'),('some phrase', 'spongebob')",
        'some phrase, patrick',
        'some phrase, sandy',
        'some phrase, spongebob',
      ],
      logs: [
        'BEGIN (implicit)',
        "SELECT 'some phrase', user_account.name",
        'FROM user_account ORDER BY user_account.name',
        '[generated in …] []',
        "SELECT 'some phrase' AS p, user_account.name",
        'FROM user_account ORDER BY user_account.name',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Conditions',
      explanation:
        'A comparison is an expression like any other, and a value in it becomes a parameter. It takes the type of the column: a number beside a column of texts does not compile, and neither does a column that does not exist.',
      run: (world) => {
        world.print(userTable.c.name.eq('squidward'));
        world.print(addressTable.c.userId.gt(10));
        world.print(select(userTable).where(userTable.c.name.eq('squidward')));
      },
      prints: [
        'user_account.name = :name_1',
        'address.user_id > :user_id_1',
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = :name_1',
      ],
      logs: [],
    },
    {
      title: 'Several conditions',
      explanation: 'Conditions are joined by AND, whether where() is called twice or gets two of them.',
      run: (world) => {
        const squidward = userTable.c.name.eq('squidward');
        const isTheirs = addressTable.c.userId.eq(userTable.c.id);
        world.print(select(addressTable.c.emailAddress).where(squidward).where(isTheirs));
        world.print(select(addressTable.c.emailAddress).where(squidward, isTheirs));
      },
      prints: [
        'SELECT address.email_address',
        'FROM address, user_account',
        'WHERE user_account.name = :name_1 AND address.user_id = user_account.id',
        'SELECT address.email_address',
        'FROM address, user_account',
        'WHERE user_account.name = :name_1 AND address.user_id = user_account.id',
      ],
      logs: [],
    },
    {
      title: 'AND, OR, NOT',
      explanation:
        'and() and or() take any number of conditions; they are methods as well. Parentheses are written where the precedence of the operators asks for them, and only there.',
      run: (world) => {
        const { name } = userTable.c;
        const isTheirs = addressTable.c.userId.eq(userTable.c.id);
        world.print(select(addressTable.c.emailAddress).where(and(or(name.eq('squidward'), name.eq('sandy')), isTheirs)));
        world.print(select(addressTable.c.emailAddress).where(name.eq('squidward').or(isTheirs.and(name.eq('sandy')))));
        world.print(select(addressTable.c.emailAddress).where(isTheirs, name.in(['sandy', 'patrick']).not()));
      },
      prints: [
        'SELECT address.email_address',
        'FROM address, user_account',
        'WHERE (user_account.name = :name_1 OR user_account.name = :name_2) AND address.user_id = user_account.id',
        'SELECT address.email_address',
        'FROM address, user_account',
        'WHERE user_account.name = :name_1 OR address.user_id = user_account.id AND user_account.name = :name_2',
        'SELECT address.email_address',
        'FROM address, user_account',
        'WHERE address.user_id = user_account.id AND (user_account.name NOT IN (__[POSTCOMPILE_name_1]))',
      ],
      logs: [],
    },
    {
      title: 'filterBy()',
      explanation:
        'The short form for values that columns are to have. They are the columns of what was selected or joined last.',
      run: (world) => {
        world.print(select(userTable).filterBy({ name: 'spongebob', fullname: 'Spongebob Squarepants' }));
      },
      prints: [
        'SELECT user_account.id, user_account.name, user_account.fullname',
        'FROM user_account',
        'WHERE user_account.name = :name_1 AND user_account.fullname = :fullname_1',
      ],
      logs: [],
    },
  ],
};

function usernameLog(expression: string): readonly string[] {
  return [
    'BEGIN (implicit)',
    `SELECT ${expression} AS username`,
    'FROM user_account ORDER BY user_account.name',
    "[generated in …] ['Username: ']",
    'ROLLBACK',
  ];
}

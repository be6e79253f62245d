import { column, foreignKey, MetaData, select, Table, types as t } from '@aludel/core';
import { addressTable } from '../schema/address-table.ts';
import { metadata, userTable } from '../schema/user-table.ts';
import type { Chapter } from '../tutorial.ts';

export const metadataChapter: Chapter = {
  id: 'metadata',
  source: import.meta.url,
  title: 'Working with Database Metadata',
  introduction:
    'To write SQL for us, Aludel has to know the tables. They are described once, in a module that the whole application imports, and the description is all there is: the types of the rows follow from it, and so does the DDL.',
  steps: [
    {
      title: 'Describe a table',
      explanation:
        'A MetaData holds the tables of an application. A Table has a name in the database and columns, which are called in JavaScript as their keys say. A column is NOT NULL unless it says "nullable". A text has a length, which MySQL and MariaDB insist on.',
      file: new URL('../schema/user-table.ts', import.meta.url).href,
      run: (world) => {
        world.print([...metadata.tables.keys()].join(', '));
      },
      prints: ['user_account, address'],
      logs: [],
    },
    {
      title: 'The components of a table',
      explanation: 'The columns are in "c". Each knows its type and its table, and is what expressions are made of.',
      run: (world) => {
        world.print(Object.keys(userTable.c).join(', '));
        world.print(userTable.c.name);
        world.print(userTable.c.name.type);
        world.print(userTable.c.fullname.nullable);
      },
      prints: ['id, name, fullname', 'user_account.name', 'String(length=30)', 'true'],
      logs: [],
    },
    {
      title: 'Simple constraints',
      explanation:
        'The columns that say so are the primary key. A foreign key names its target as the database does; joins and the order in which tables are created follow from it. The column "userId" is called "user_id" in the database: new MetaData({ naming: \'snake_case\' }) makes such names by itself.',
      file: new URL('../schema/address-table.ts', import.meta.url).href,
      run: (world) => {
        const names = userTable.primaryKey.columns.map((one) => one.name);
        world.print('primary key:', names.join(', '));
        for (const { targetFullname } of addressTable.c.userId.foreignKeys) world.print('foreign key:', targetFullname);
      },
      prints: ['primary key: id', 'foreign key: user_account.id'],
      logs: [],
    },
    {
      title: 'Create the tables',
      explanation:
        'createAll() creates the tables that are not there yet, each after those that it refers to. It begins a transaction and commits it. The DDL is that of the database at hand.',
      run: async (world) => {
        await metadata.createAll(world.engine);
      },
      prints: [],
      logs: {
        sqlite: createLog('id INTEGER NOT NULL'),
        postgresql: createLog('id SERIAL NOT NULL'),
        others: createLog('id INTEGER NOT NULL AUTO_INCREMENT'),
      },
    },
    {
      title: 'Create them again',
      explanation: 'Nothing happens to tables that are there. dropAll() would take them away, in the opposite order.',
      run: async (world) => {
        await metadata.createAll(world.engine);
      },
      prints: [],
      logs: ['BEGIN (implicit)', '(asks for the tables)', 'COMMIT'],
    },
    {
      title: 'Reflect a table',
      explanation:
        'A table that was made elsewhere need not be described: the database knows it. Here it is "some_table" of the second chapter. Since TypeScript cannot see into the database, the values of such columns are of type "unknown".',
      run: async (world) => {
        const found = await Table.reflect('some_table', new MetaData(), world.engine);
        for (const one of Object.values(found.c)) world.print(one.name, one.type, one.nullable);
        world.print(select(found));
      },
      prints: {
        others: ['x INTEGER() true', 'y INTEGER() true', 'SELECT some_table.x, some_table.y', 'FROM some_table'],
      },
      logs: ['BEGIN (implicit)', '(asks for the tables)', 'ROLLBACK'],
    },
    {
      title: 'Reflect a table, and say some types',
      explanation:
        'Columns that are described keep what was said of them, and their values have types again. The database says the rest.',
      run: async (world) => {
        const columns = { x: column(t.Integer, { nullable: true }) };
        const found = await Table.reflect('some_table', new MetaData(), world.engine, { columns });
        await using conn = await world.engine.connect();
        const stmt = select(found.c.x).where(found.c.x.gt(9)).orderBy(found.c.x);
        for (const { x } of await conn.execute(stmt)) world.print(x?.toFixed(1));
      },
      prints: ['11.0', '13.0'],
      logs: [
        'BEGIN (implicit)',
        '(asks for the tables)',
        'ROLLBACK',
        'BEGIN (implicit)',
        'SELECT some_table.x',
        'FROM some_table',
        'WHERE some_table.x > ? ORDER BY some_table.x',
        '[generated in …] [9]',
        'ROLLBACK',
      ],
    },
    {
      title: 'Describe only what is needed',
      explanation:
        'A description may leave columns out, and where the rows are to have types, it is what we write ourselves. Tables of another MetaData have nothing to do with those of the first.',
      run: (world) => {
        const contacts = new Table('address', new MetaData({ naming: 'snake_case' }), {
          userId: column(t.Integer, foreignKey('user_account.id')),
          emailAddress: column(t.String(100)),
        });
        world.print(select(contacts.c.emailAddress).where(contacts.c.userId.eq(2)));
      },
      prints: ['SELECT address.email_address', 'FROM address', 'WHERE address.user_id = :user_id_1'],
      logs: [],
    },
  ],
};

/** What createAll() logs: databases differ in how keys are generated. */
function createLog(id: string): readonly string[] {
  return [
    'BEGIN (implicit)',
    '(asks for the tables)',
    'CREATE TABLE user_account (',
    `    ${id},`,
    '    name VARCHAR(30) NOT NULL,',
    '    fullname VARCHAR(60),',
    '    PRIMARY KEY (id)',
    ')',
    '[no key …] []',
    'CREATE TABLE address (',
    `    ${id},`,
    '    user_id INTEGER NOT NULL,',
    '    email_address VARCHAR(100) NOT NULL,',
    '    PRIMARY KEY (id),',
    '    FOREIGN KEY(user_id) REFERENCES user_account (id)',
    ')',
    '[no key …] []',
    'COMMIT',
  ];
}

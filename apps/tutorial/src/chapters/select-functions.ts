import { cast, func, select, typeCoerce, types as t } from '@aludel/core';
import { mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { sqlite } from '@aludel/sqlite';
import { addressTable } from '../schema/address-table.ts';
import { userTable } from '../schema/user-table.ts';
import type { Chapter } from '../tutorial.ts';

export const selectFunctionsChapter: Chapter = {
  id: 'select-functions',
  source: import.meta.url,
  title: 'Using SELECT Statements: Functions, Windows, Casts',
  introduction:
    "Every SQL function can be called: func.NAME(…) is NAME(…), and so is func('NAME', …). Aludel knows the types that the common ones return, and some that are written differently on each database; of all others, one says the type.",
  steps: [
    {
      title: 'SQL functions',
      explanation: 'count() without argument is count(*). A function is an expression: it can be selected, compared, labelled.',
      run: (world) => {
        world.print(select(func.count()).selectFrom(userTable));
        world.print(select(func.lower('A String With Much UPPERCASE')));
        world.print(select(func('some_crazy_function', userTable.c.name, 17)));
      },
      prints: [
        'SELECT count(*) AS count_1',
        'FROM user_account',
        'SELECT lower(:lower_2) AS lower_1',
        'SELECT some_crazy_function(user_account.name, :some_crazy_function_2) AS some_crazy_function_1',
        'FROM user_account',
      ],
      logs: [],
    },
    {
      title: 'Functions that differ between databases',
      explanation: 'now() is written as each database likes it, and its value is a Date on all of them.',
      run: async (world) => {
        world.print(select(func.now()).compile({ dialect: sqlite }));
        world.print(select(func.now()).compile({ dialect: postgresql }));
        await using conn = await world.engine.connect();
        const now = await conn.scalar(select(func.now()));
        world.print(now instanceof Date);
      },
      prints: ['SELECT CURRENT_TIMESTAMP AS now_1', 'SELECT now() AS now_1', 'true'],
      logs: {
        sqlite: ['BEGIN (implicit)', 'SELECT CURRENT_TIMESTAMP AS now_1', '[generated in …] []', 'ROLLBACK'],
        others: ['BEGIN (implicit)', 'SELECT now() AS now_1', '[generated in …] []', 'ROLLBACK'],
      },
    },
    {
      title: 'What functions return',
      explanation:
        'The type of max() is that of its argument; count(), now() and their like have their own. A function that Aludel does not know has none, and its values arrive as the driver gives them.',
      run: (world) => {
        for (const { type } of [func.now(), func.currentDate(), func.count()]) world.print(type.typeName);
        for (const { type } of [func.max(userTable.c.id), func.max(userTable.c.name)]) world.print(type.typeName);
        world.print(func.concat('x', 'y').type.typeName, func('run_some_calculation').type.typeName);
      },
      prints: ['DateTime', 'Date', 'BigInteger', 'Integer', 'String', 'String NullType'],
      logs: [],
    },
    {
      title: 'Say what a function returns',
      explanation: 'With returns() its result can do what that type can: here an element of a JSON document is taken.',
      run: (world) => {
        const document = func('json_object', '{a, 1, b, "def", c, 3.5}').returns(t.JSON);
        world.print(document.type);
        world.print(select(document.get('def')));
        world.print(select(func.upper('lowercase').concat(' suffix')));
      },
      prints: [
        'JSON()',
        'SELECT json_object(:json_object_1)[:json_object_2] AS anon_1',
        'SELECT upper(:upper_1) || :upper_2 AS anon_1',
      ],
      logs: [],
    },
    {
      title: 'Window functions',
      explanation:
        'over() looks at rows around the current one: partitionBy says which belong together, orderBy in which order they stand.',
      run: async (world) => {
        const number = func.rowNumber().over({ partitionBy: userTable.c.name, orderBy: addressTable.c.id }).label('number');
        const stmt = select(number, userTable.c.name, addressTable.c.emailAddress)
          .selectFrom(userTable)
          .join(addressTable)
          .orderBy(addressTable.c.id);
        await using conn = await world.engine.connect();
        for (const row of await conn.execute(stmt)) world.print(row);
      },
      prints: [
        "(1, 'spongebob', 'spongebob@sqlalchemy.org')",
        "(1, 'sandy', 'sandy@sqlalchemy.org')",
        "(2, 'sandy', 'sandy@squirrelpower.org')",
      ],
      logs: [
        'BEGIN (implicit)',
        'SELECT row_number() OVER (PARTITION BY user_account.name ORDER BY address.id) AS number, user_account.name, address.email_address',
        'FROM user_account JOIN address ON user_account.id = address.user_id ORDER BY address.id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Aggregates as window functions',
      explanation: 'With an order an aggregate runs up to the current row, and its equals.',
      run: async (world) => {
        const running = func.count().over({ orderBy: userTable.c.name }).label('so_far');
        const stmt = select(running, userTable.c.name)
          .selectFrom(userTable)
          .join(addressTable)
          .orderBy(userTable.c.name, addressTable.c.id);
        await using conn = await world.engine.connect();
        world.print(await conn.execute(stmt).all());
      },
      prints: ["(2, 'sandy'),(2, 'sandy'),(3, 'spongebob')"],
      logs: [
        'BEGIN (implicit)',
        'SELECT count(*) OVER (ORDER BY user_account.name) AS so_far, user_account.name',
        'FROM user_account JOIN address ON user_account.id = address.user_id ORDER BY user_account.name, address.id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Special modifiers: ORDER BY, WITHIN GROUP, FILTER',
      explanation:
        'Some aggregates take an order in their parentheses, some behind WITHIN GROUP, and where the database has FILTER any of them can leave rows out.',
      run: (world) => {
        const { name } = userTable.c;
        world.print(func('group_concat', name).aggregateOrderBy(name.desc()));
        world.print(func('percentile_disc', 0.5).withinGroup(name));
        world.print(func.count(addressTable.c.emailAddress).filter(name.eq('sandy')));
      },
      prints: [
        'group_concat(user_account.name ORDER BY user_account.name DESC)',
        'percentile_disc(:percentile_disc_1) WITHIN GROUP (ORDER BY user_account.name)',
        'count(address.email_address) FILTER (WHERE user_account.name = :name_1)',
      ],
      logs: [],
    },
    {
      title: 'Functions that give tables',
      explanation:
        'tableValued() names the columns of a function that gives rows, so that it can stand in FROM. Such functions are the most different of all: this one is of SQLite.',
      run: (world) => {
        const items = func('json_each', '["one", "two", "three"]').tableValued('value');
        world.print(
          select(items.c.value)
            .where(items.c.value.in(['two', 'three']))
            .compile({ dialect: sqlite }),
        );
      },
      prints: ['SELECT anon_1.value', 'FROM json_each(?) AS anon_1', 'WHERE anon_1.value IN (__[POSTCOMPILE_value_1])'],
      logs: [],
    },
    {
      title: 'Functions that give columns',
      explanation: 'Where the function gives one column, PostgreSQL lets its alias stand for the value.',
      run: (world) => {
        const stmt = select(func('json_array_elements', '["one", "two"]').columnValued('x'));
        world.print(stmt);
      },
      prints: ['SELECT x', 'FROM json_array_elements(:json_array_elements_1) AS x'],
      logs: [],
    },
    {
      title: 'Casts',
      explanation:
        'cast() makes the database convert. The row has the type that was cast to: here a string, of a column of numbers. The name of the type is that of the database.',
      run: async (world) => {
        const stmt = select(cast(userTable.c.id, t.String).label('id')).orderBy(userTable.c.id);
        await using conn = await world.engine.connect();
        for (const { id } of await conn.execute(stmt)) world.print(id.padStart(3, '0'));
        world.print(cast("{'a': 'b'}", t.JSON).get('a'));
      },
      prints: ['001', '002', '003', 'CAST(:param_1 AS JSON)[:param_2]'],
      logs: {
        sqlite: castLog('VARCHAR'),
        postgresql: castLog('VARCHAR'),
        others: castLog('CHAR'),
      },
    },
    {
      title: 'Types without a cast',
      explanation:
        'typeCoerce() tells only Aludel what a type is. No SQL comes of it, but the value is converted on its way in or out: here an object becomes JSON, and its elements can be asked for.',
      run: (world) => {
        const stmt = select(typeCoerce({ some_key: { foo: 'bar' } }, t.JSON).get('some_key'));
        world.print(stmt.compile({ dialect: mysql }));
      },
      prints: ['SELECT JSON_EXTRACT(?, ?) AS anon_1'],
      logs: [],
    },
  ],
};

function castLog(type: string): readonly string[] {
  return [
    'BEGIN (implicit)',
    `SELECT CAST(user_account.id AS ${type}) AS id`,
    'FROM user_account ORDER BY user_account.id',
    '[generated in …] []',
    'ROLLBACK',
  ];
}

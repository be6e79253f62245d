import { text } from '@aludel/core';
import type { Chapter } from '../tutorial.ts';

export const transactionsChapter: Chapter = {
  id: 'transactions',
  source: import.meta.url,
  title: 'Working with Transactions and the Driver',
  introduction:
    'A Connection is a conversation with the database. It is taken from the pool of the engine, used, and given back. text() lets us write the SQL by hand; later chapters let the expression language write it.',
  steps: [
    {
      title: 'Get a connection',
      explanation:
        '"await using" gives the connection back at the end of the block. The first statement begins a transaction, as the log says; nothing committed it, so closing the connection rolls it back.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const result = await conn.execute(text("select 'hello world'"));
        world.print(result.all());
      },
      prints: ["('hello world',)"],
      logs: ['BEGIN (implicit)', "select 'hello world'", '[generated in …] []', 'ROLLBACK'],
    },
    {
      title: 'Commit as you go',
      explanation:
        'What should stay is committed by hand: call commit() as often as there is something to commit. The list of parameters executes the INSERT once for each of its sets ("executemany").',
      run: async (world) => {
        await using conn = await world.engine.connect();
        await conn.execute(text('CREATE TABLE some_table (x int, y int)'));
        await conn.execute(text('INSERT INTO some_table (x, y) VALUES (:x, :y)'), [
          { x: 1, y: 1 },
          { x: 2, y: 4 },
        ]);
        await conn.commit();
      },
      prints: [],
      logs: [
        'BEGIN (implicit)',
        'CREATE TABLE some_table (x int, y int)',
        '[generated in …] []',
        'INSERT INTO some_table (x, y) VALUES (?, ?)',
        '[generated in …] [[1, 1], [2, 4]]',
        'COMMIT',
      ],
    },
    {
      title: 'Begin once',
      explanation:
        'Or the whole block is one transaction: engine.begin() commits when the callback has run to its end, and rolls back if it throws. The INSERT is the same text as before, so it comes out of the compiled cache.',
      run: async (world) => {
        await world.engine.begin(async (conn) => {
          await conn.execute(text('INSERT INTO some_table (x, y) VALUES (:x, :y)'), [
            { x: 6, y: 8 },
            { x: 9, y: 10 },
          ]);
        });
      },
      prints: [],
      logs: [
        'BEGIN (implicit)',
        'INSERT INTO some_table (x, y) VALUES (?, ?)',
        '[cached since … ago] [[6, 8], [9, 10]]',
        'COMMIT',
      ],
    },
    {
      title: 'A transaction in hand',
      explanation:
        'begin() of a connection gives the transaction itself, to be ended by its own commit() or rollback(). beginNested() gives a savepoint in the same way.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const transaction = await conn.begin();
        await conn.execute(text('DELETE FROM some_table'));
        const savepoint = await conn.beginNested();
        world.print('rows left:', await conn.scalar(text('SELECT count(*) FROM some_table')));
        await savepoint.rollback();
        await transaction.rollback();
        world.print('rows again:', await conn.scalar(text('SELECT count(*) FROM some_table')));
      },
      prints: ['rows left: 0', 'rows again: 4'],
      logs: [
        'BEGIN (implicit)',
        'DELETE FROM some_table',
        '[generated in …] []',
        'SAVEPOINT sa_savepoint_1',
        '[no key …] []',
        'SELECT count(*) FROM some_table',
        '[generated in …] []',
        'ROLLBACK TO SAVEPOINT sa_savepoint_1',
        '[no key …] []',
        'ROLLBACK',
        'BEGIN (implicit)',
        'SELECT count(*) FROM some_table',
        '[cached since … ago] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'Fetch rows',
      explanation: 'A Result is iterable, and a Row has its columns by name.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const result = await conn.execute(text('SELECT x, y FROM some_table'));
        for (const row of result) world.print(`x: ${row.x}  y: ${row.y}`);
      },
      prints: ['x: 1  y: 1', 'x: 2  y: 4', 'x: 6  y: 8', 'x: 9  y: 10'],
      logs: ['BEGIN (implicit)', 'SELECT x, y FROM some_table', '[generated in …] []', 'ROLLBACK'],
    },
    {
      title: 'Unpack rows like tuples',
      explanation: 'A Row is a tuple as well: destructuring takes it apart.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const result = await conn.execute(text('SELECT x, y FROM some_table'));
        for (const [x, y] of result) world.print(x, y);
      },
      prints: ['1 1', '2 4', '6 8', '9 10'],
      logs: ['BEGIN (implicit)', 'SELECT x, y FROM some_table', '[cached since … ago] []', 'ROLLBACK'],
    },
    {
      title: 'Take values by position',
      explanation: 'The same tuple by index.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const result = await conn.execute(text('SELECT x, y FROM some_table'));
        for (const row of result) world.print(row[0]);
      },
      prints: ['1', '2', '6', '9'],
      logs: ['BEGIN (implicit)', 'SELECT x, y FROM some_table', '[cached since … ago] []', 'ROLLBACK'],
    },
    {
      title: 'Say what the columns are',
      explanation:
        'TypeScript cannot look into SQL, so the columns of a text are "unknown" until somebody says what they are: here by a type argument. text(…).columns({ x: t.Integer }) does it with types that convert, too.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const result = await conn.execute(text<{ x: number; y: number }>('SELECT x, y FROM some_table'));
        for (const row of result) world.print(`x + y = ${row.x + row.y}`);
      },
      prints: ['x + y = 2', 'x + y = 6', 'x + y = 14', 'x + y = 19'],
      logs: ['BEGIN (implicit)', 'SELECT x, y FROM some_table', '[cached since … ago] []', 'ROLLBACK'],
    },
    {
      title: 'Rows as mappings',
      explanation:
        'mappings() turns the rows into plain objects. Every method of a result can be called on the promise as well, so that one await is enough.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const rows = await conn.execute(text('SELECT x, y FROM some_table')).mappings().all();
        for (const row of rows) world.print(JSON.stringify(row));
      },
      prints: ['{"x":1,"y":1}', '{"x":2,"y":4}', '{"x":6,"y":8}', '{"x":9,"y":10}'],
      logs: ['BEGIN (implicit)', 'SELECT x, y FROM some_table', '[cached since … ago] []', 'ROLLBACK'],
    },
    {
      title: 'Send parameters',
      explanation:
        'A value never stands in the SQL: its place is held by a name with a colon, and the value travels beside the statement. Each database has its own placeholders; the log shows what was sent.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const result = await conn.execute(text('SELECT x, y FROM some_table WHERE y > :y'), { y: 2 });
        for (const row of result) world.print(`x: ${row.x}  y: ${row.y}`);
      },
      prints: ['x: 2  y: 4', 'x: 6  y: 8', 'x: 9  y: 10'],
      logs: ['BEGIN (implicit)', 'SELECT x, y FROM some_table WHERE y > ?', '[generated in …] [2]', 'ROLLBACK'],
    },
    {
      title: 'Send several sets of parameters',
      explanation: 'A list of sets executes the statement once for each, in one go. Such an execution returns no rows.',
      run: async (world) => {
        await using conn = await world.engine.connect();
        const result = await conn.execute(text('INSERT INTO some_table (x, y) VALUES (:x, :y)'), [
          { x: 11, y: 12 },
          { x: 13, y: 14 },
        ]);
        world.print('rows inserted:', result.rowcount);
        await conn.commit();
      },
      prints: ['rows inserted: 2'],
      logs: [
        'BEGIN (implicit)',
        'INSERT INTO some_table (x, y) VALUES (?, ?)',
        '[cached since … ago] [[11, 12], [13, 14]]',
        'COMMIT',
      ],
    },
  ],
};

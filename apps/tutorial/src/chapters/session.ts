import { Session, text } from '@aludel/core';
import type { Chapter } from '../tutorial.ts';

export const sessionChapter: Chapter = {
  id: 'session',
  source: import.meta.url,
  title: 'Executing with an ORM Session',
  introduction:
    'The Session is what programs with mapped classes work with. Without them it is used much like a Connection, and does the same: it takes a connection from the engine with the first statement, and gives it back when its transaction ends.',
  steps: [
    {
      title: 'Select through a session',
      explanation:
        'The statement and its parameters are the same as on a Connection; it can be kept in a variable and used again.',
      run: async (world) => {
        const stmt = text('SELECT x, y FROM some_table WHERE y > :y ORDER BY x, y');
        await using session = new Session(world.engine);
        const result = await session.execute(stmt, { y: 6 });
        for (const row of result) world.print(`x: ${row.x}  y: ${row.y}`);
      },
      prints: ['x: 6  y: 8', 'x: 9  y: 10', 'x: 11  y: 12', 'x: 13  y: 14'],
      logs: ['BEGIN (implicit)', 'SELECT x, y FROM some_table WHERE y > ? ORDER BY x, y', '[generated in …] [6]', 'ROLLBACK'],
    },
    {
      title: 'Update through a session',
      explanation:
        'A session commits as you go, too. Look at the parameters in the log: they are sent in the order in which the SQL names them, whatever the order of the keys.',
      run: async (world) => {
        await using session = new Session(world.engine);
        await session.execute(text('UPDATE some_table SET y=:y WHERE x=:x'), [
          { x: 9, y: 11 },
          { x: 13, y: 15 },
        ]);
        await session.commit();
        world.print('connections open:', world.engine.pool.checkedout());
      },
      prints: ['connections open: 0'],
      logs: ['BEGIN (implicit)', 'UPDATE some_table SET y=? WHERE x=?', '[generated in …] [[11, 9], [15, 13]]', 'COMMIT'],
    },
  ],
};

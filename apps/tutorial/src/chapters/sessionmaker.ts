import { scopedSession, Session, sessionmaker, text } from '@aludel/core';
import type { Chapter } from '../tutorial.ts';

export const sessionmakerChapter: Chapter = {
  id: 'sessionmaker',
  source: import.meta.url,
  title: 'Sessions from a sessionmaker',
  introduction:
    'A program makes its sessions alike: sessionmaker() takes the engine and the options once and gives a class to make sessions with. This chapter keeps a table of astronauts and goes through all the ways to begin and end the work on it.',
  steps: [
    {
      title: 'A session and a transaction, by hand',
      explanation:
        'session.begin() with a callback is one transaction: committed at its end, rolled back if it throws. The session itself is closed by "await using".',
      run: async (world) => {
        await using session = new Session(world.engine);
        await session.begin(async () => {
          await session.execute(
            text('CREATE TABLE astronauts (id INTEGER PRIMARY KEY, name VARCHAR(30) NOT NULL, missions INTEGER NOT NULL)'),
          );
          await session.execute(text('INSERT INTO astronauts (id, name, missions) VALUES (:id, :name, :missions)'), [
            { id: 1, name: 'Valentina', missions: 1 },
            { id: 2, name: 'Neil', missions: 2 },
          ]);
        });
      },
      prints: [],
      logs: [
        'BEGIN (implicit)',
        'CREATE TABLE astronauts (id INTEGER PRIMARY KEY, name VARCHAR(30) NOT NULL, missions INTEGER NOT NULL)',
        '[generated in …] []',
        'INSERT INTO astronauts (id, name, missions) VALUES (?, ?, ?)',
        "[generated in …] [[1, 'Valentina', 1], [2, 'Neil', 2]]",
        'COMMIT',
      ],
    },
    {
      title: 'A sessionmaker',
      explanation:
        'The class that it returns is called with or without "new". A string literal executes as it is: only a string made at run time must go through text(), and the compiler insists on it.',
      run: async (world) => {
        const SessionLocal = sessionmaker({ bind: world.engine });
        await using session = SessionLocal();
        const rows = await session.execute('SELECT * FROM astronauts ORDER BY id').all();
        world.print(rows.join(' '));
      },
      prints: ["(1, 'Valentina', 1) (2, 'Neil', 2)"],
      logs: ['BEGIN (implicit)', 'SELECT * FROM astronauts ORDER BY id', '[generated in …] []', 'ROLLBACK'],
    },
    {
      title: 'Session and transaction in one',
      explanation: 'SessionLocal.begin() makes the session, begins, commits and closes: nothing can be forgotten.',
      run: async (world) => {
        const SessionLocal = sessionmaker(world.engine);
        await SessionLocal.begin(async (session) => {
          await session.execute(text('INSERT INTO astronauts (id, name, missions) VALUES (:id, :name, :missions)'), {
            id: 3,
            name: 'Mae',
            missions: 1,
          });
        });
      },
      prints: [],
      logs: [
        'BEGIN (implicit)',
        'INSERT INTO astronauts (id, name, missions) VALUES (?, ?, ?)',
        "[cached since … ago] [3, 'Mae', 1]",
        'COMMIT',
      ],
    },
    {
      title: 'Several transactions in one session',
      explanation: 'Commit as you go: each commit gives the connection back, and the next statement begins again.',
      run: async (world) => {
        const SessionLocal = sessionmaker({ bind: world.engine });
        await using session = new SessionLocal();
        await session.execute(text('UPDATE astronauts SET missions = missions + 1 WHERE name = :name'), { name: 'Neil' });
        await session.commit();
        await session.execute(text('DELETE FROM astronauts WHERE name = :name'), { name: 'Valentina' });
        await session.rollback();
        const missions = await session.scalar(text('SELECT missions FROM astronauts WHERE name = :name'), { name: 'Neil' });
        const count = await session.scalar(text('SELECT count(*) FROM astronauts'));
        world.print('missions of Neil:', missions, ' astronauts:', count);
      },
      prints: ['missions of Neil: 3  astronauts: 3'],
      logs: [
        'BEGIN (implicit)',
        'UPDATE astronauts SET missions = missions + 1 WHERE name = ?',
        "[generated in …] ['Neil']",
        'COMMIT',
        'BEGIN (implicit)',
        'DELETE FROM astronauts WHERE name = ?',
        "[generated in …] ['Valentina']",
        'ROLLBACK',
        'BEGIN (implicit)',
        'SELECT missions FROM astronauts WHERE name = ?',
        "[generated in …] ['Neil']",
        'SELECT count(*) FROM astronauts',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'A transaction that fails',
      explanation:
        'An error inside the callback rolls everything back, and reaches the caller as what it is: here a unique violation, the same class on every database.',
      run: async (world) => {
        const SessionLocal = sessionmaker({ bind: world.engine });
        try {
          await SessionLocal.begin(async (session) => {
            await session.execute(text('UPDATE astronauts SET missions = 0'));
            await session.execute(text('INSERT INTO astronauts (id, name, missions) VALUES (:id, :name, :missions)'), {
              id: 1,
              name: 'Yuri',
              missions: 1,
            });
          });
        } catch (error) {
          if (error instanceof Error) world.print(error.name);
        }
        await using session = SessionLocal();
        world.print(await session.scalars(text('SELECT missions FROM astronauts ORDER BY id')).all());
      },
      prints: ['UniqueViolationError', '1,3,1'],
      logs: [
        'BEGIN (implicit)',
        'UPDATE astronauts SET missions = 0',
        '[generated in …] []',
        'INSERT INTO astronauts (id, name, missions) VALUES (?, ?, ?)',
        "[cached since … ago] [1, 'Yuri', 1]",
        'ROLLBACK',
        'BEGIN (implicit)',
        'SELECT missions FROM astronauts ORDER BY id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'A savepoint inside a transaction',
      explanation: 'beginNested() undoes a part of the work and keeps the rest.',
      run: async (world) => {
        const SessionLocal = sessionmaker({ bind: world.engine });
        await SessionLocal.begin(async (session) => {
          await session.execute(text('UPDATE astronauts SET missions = 4 WHERE id = 2'));
          const savepoint = await session.beginNested();
          await session.execute(text('DELETE FROM astronauts'));
          await savepoint.rollback();
        });
        await using session = SessionLocal();
        world.print(await session.execute('SELECT name, missions FROM astronauts ORDER BY id').all());
      },
      prints: ["('Valentina', 1),('Neil', 4),('Mae', 1)"],
      logs: [
        'BEGIN (implicit)',
        'UPDATE astronauts SET missions = 4 WHERE id = 2',
        '[generated in …] []',
        'SAVEPOINT sa_savepoint_1',
        '[no key …] []',
        'DELETE FROM astronauts',
        '[generated in …] []',
        'ROLLBACK TO SAVEPOINT sa_savepoint_1',
        '[no key …] []',
        'COMMIT',
        'BEGIN (implicit)',
        'SELECT name, missions FROM astronauts ORDER BY id',
        '[generated in …] []',
        'ROLLBACK',
      ],
    },
    {
      title: 'A savepoint with a callback',
      explanation:
        'The callback form of beginNested() releases the savepoint at its end, and rolls back to it if something is thrown: the work around it goes on.',
      run: async (world) => {
        const SessionLocal = sessionmaker({ bind: world.engine });
        await SessionLocal.begin(async (session) => {
          await session.execute(text('UPDATE astronauts SET missions = 5 WHERE id = 2'));
          try {
            await session.beginNested(async () => {
              await session.execute(text('UPDATE astronauts SET missions = 99'));
              throw new Error('not so many');
            });
          } catch (error) {
            if (error instanceof Error) world.print(error.message);
          }
          world.print(await session.scalars('SELECT missions FROM astronauts ORDER BY id').all());
        });
      },
      prints: ['not so many', '1,5,1'],
      logs: [
        'BEGIN (implicit)',
        'UPDATE astronauts SET missions = 5 WHERE id = 2',
        '[generated in …] []',
        'SAVEPOINT sa_savepoint_1',
        '[no key …] []',
        'UPDATE astronauts SET missions = 99',
        '[generated in …] []',
        'ROLLBACK TO SAVEPOINT sa_savepoint_1',
        '[no key …] []',
        'SELECT missions FROM astronauts ORDER BY id',
        '[cached since … ago] []',
        'COMMIT',
      ],
    },
    {
      title: 'Begin, commit, roll back, close: by hand',
      explanation:
        'The long form, for when neither a callback nor "await using" fits. begin() without a callback gives the transaction; here it is the session that ends it.',
      run: async (world) => {
        const SessionLocal = sessionmaker({ bind: world.engine });
        const session = SessionLocal();
        try {
          await session.begin();
          await session.execute(text('UPDATE astronauts SET missions = missions - 1 WHERE id = 2'));
          await session.commit();
        } catch (error) {
          await session.rollback();
          throw error;
        } finally {
          await session.close();
        }
        world.print('in a transaction:', session.inTransaction());
      },
      prints: ['in a transaction: false'],
      logs: ['BEGIN (implicit)', 'UPDATE astronauts SET missions = missions - 1 WHERE id = 2', '[generated in …] []', 'COMMIT'],
    },
    {
      title: 'One session for all that a request does',
      explanation:
        'scopedSession() finds the session of the request that is under way, through any number of calls, so that nobody has to pass it on. run() closes it at the end.',
      run: async (world) => {
        const db = scopedSession(sessionmaker({ bind: world.engine }));
        const crew = async () => (await db.scalars('SELECT name FROM astronauts ORDER BY id').all()).join(', ');
        world.print(await db.run(() => crew()));
      },
      prints: ['Valentina, Neil, Mae'],
      logs: ['BEGIN (implicit)', 'SELECT name FROM astronauts ORDER BY id', '[generated in …] []', 'ROLLBACK'],
    },
    {
      title: 'Options afterwards',
      explanation: 'configure() changes the sessions to come. Here they begin no transaction on their own.',
      run: async (world) => {
        const SessionLocal = sessionmaker({ autobegin: false });
        SessionLocal.configure({ bind: world.engine });
        await using session = SessionLocal();
        try {
          await session.execute('SELECT name FROM astronauts');
        } catch (error) {
          if (error instanceof Error) world.print(error.message);
        }
        await session.begin(async () => {
          world.print('astronauts:', await session.scalar('SELECT count(*) FROM astronauts'));
        });
      },
      prints: ['Autobegin is disabled on this Session; please call session.begin() to start a new transaction', 'astronauts: 3'],
      logs: ['BEGIN (implicit)', 'SELECT count(*) FROM astronauts', '[cached since … ago] []', 'COMMIT'],
    },
  ],
};

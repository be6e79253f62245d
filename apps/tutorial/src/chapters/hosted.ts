import { createEngine, DBAPIError, makeUrl, sessionmaker, text } from '@aludel/core';
import { hostedDatabaseUrl } from '../hosted-database.ts';
import type { Chapter } from '../tutorial.ts';

export const hostedChapter: Chapter = {
  id: 'hosted',
  source: import.meta.url,
  title: 'A Hosted PostgreSQL, and a Login in .env',
  introduction:
    'A database that somebody else runs is reached over the internet: encrypted, with a login that stands in no program, and through a connection that may be gone after a while. Without a .env the server that the tutorial runs on stands in for it.',
  dialect: 'postgresql',
  needsLogin: true,
  steps: [
    {
      title: 'A login that is never printed',
      explanation:
        'The login comes from .env, or from the environment. URL.create() takes its parts, so that no character of a password needs to be escaped. However the URL is shown, the password is not.',
      file: new URL('../hosted-database.ts', import.meta.url).href,
      run: (world) => {
        const hosted = makeUrl(hostedDatabaseUrl() ?? world.url);
        world.print(hosted.set({ username: 'user', host: 'host', port: null, database: 'name', query: {} }));
        const shown = `${hosted} ${JSON.stringify({ hosted })}`;
        world.print('shows the password:', shown.includes(`:${hosted.password}@`));
      },
      prints: ['postgresql://user:***@host/name', 'shows the password: false'],
      logs: [],
    },
    {
      title: 'An engine for a server far away',
      explanation:
        'Hosts close connections that are idle. "poolPrePing" asks a connection whether it is alive before it is used, and "poolRecycle" gives up those that are older than five minutes. Few connections are enough for most programs.',
      run: async (world) => {
        const hosted = hostedDatabaseUrl() ?? world.url;
        const options = { poolSize: 2, maxOverflow: 0, poolPrePing: true, poolRecycle: 300 };
        await using engine = createEngine(hosted, { ...options, echo: true, logger: world.logger });
        await using conn = await engine.connect();
        const version = await conn.scalar(text<{ version: string }>('SELECT version()'));
        world.print(version?.split(' ')[0]);
      },
      prints: ['PostgreSQL'],
      logs: ['BEGIN (implicit)', 'SELECT version()', '[generated in …] []', 'ROLLBACK'],
    },
    {
      title: 'The same program as anywhere',
      explanation: 'Nothing else is different: sessions, transactions and results are those of the chapters before.',
      run: async (world) => {
        await using engine = createEngine(hostedDatabaseUrl() ?? world.url, { echo: true, logger: world.logger });
        const SessionLocal = sessionmaker({ bind: engine });
        await SessionLocal.begin(async (session) => {
          await session.execute('CREATE TEMPORARY TABLE moonwalkers (name VARCHAR(30), missions INTEGER)');
          await session.execute(text('INSERT INTO moonwalkers (name, missions) VALUES (:name, :missions)'), [
            { name: 'Neil', missions: 2 },
            { name: 'Gene', missions: 3 },
          ]);
          for (const row of await session.execute('SELECT * FROM moonwalkers ORDER BY name')) world.print(row);
        });
      },
      prints: ["('Gene', 3)", "('Neil', 2)"],
      logs: [
        'BEGIN (implicit)',
        'CREATE TEMPORARY TABLE moonwalkers (name VARCHAR(30), missions INTEGER)',
        '[generated in …] []',
        'INSERT INTO moonwalkers (name, missions) VALUES (?, ?)',
        "[generated in …] [['Neil', 2], ['Gene', 3]]",
        'SELECT * FROM moonwalkers ORDER BY name',
        '[generated in …] []',
        'COMMIT',
      ],
    },
    {
      title: 'A login that fails',
      explanation:
        'The error says what the server said, and keeps quiet about the password that was tried. It is an OperationalError, as every failure to connect is.',
      run: async (world) => {
        const wrong = makeUrl(hostedDatabaseUrl() ?? world.url).set({ password: 'not-the-password' });
        await using engine = createEngine(wrong);
        try {
          await engine.connect();
        } catch (error) {
          if (!(error instanceof DBAPIError)) throw error;
          world.print(error.name, ' shows the password:', error.message.includes('not-the-password'));
        }
      },
      prints: ['OperationalError  shows the password: false'],
      logs: [],
    },
  ],
};

import { describe, expect, test } from '@jest/globals';
import type { EngineOptions } from '../../src/engine/engine-options.ts';
import type { Connection } from '../../src/engine/connection.ts';
import { stdoutLogger } from '../../src/engine/logger.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, fakeEngine } from './fake-dialect.ts';

/** What is logged while `use` uses a connection; times are replaced by 0. */
async function logOf(
  options: EngineOptions,
  use: (connection: Connection) => Promise<unknown>,
  rows: unknown[][] = [[1]],
): Promise<readonly string[]> {
  const records: string[] = [];
  const note = (level: string) => (message: string) =>
    void records.push(`${level} ${message.replaceAll(/\d+(\.\d+)?(e-\d+)?s/g, '0s')}`);
  const logger = { debug: note('DEBUG'), info: note('INFO'), warn: note('WARN') };
  const database = new FakeDatabase();
  database.rows = rows;
  await using connection = await fakeEngine(database, { echo: true, logger, ...options }).connect();
  await use(connection);
  await connection.close();
  return records;
}

describe('echo', () => {
  test('logs a transaction that is rolled back', async () => {
    expect(await logOf({}, (connection) => connection.execute(text("select 'hello world'")))).toEqual([
      'INFO BEGIN (implicit)',
      "INFO select 'hello world'",
      'INFO [generated in 0s] []',
      'INFO ROLLBACK',
    ]);
  });

  test('logs a commit, and no rollback after it', async () => {
    const log = await logOf({}, async (connection) => {
      await connection.execute(text('INSERT :x, :y'), [
        { x: 1, y: 1 },
        { x: 2, y: 4 },
      ]);
      await connection.commit();
    });
    expect(log).toEqual(['INFO BEGIN (implicit)', 'INFO INSERT ?, ?', 'INFO [generated in 0s] [[1, 1], [2, 4]]', 'INFO COMMIT']);
  });

  test('says where a statement came from', async () => {
    const log = await logOf({}, async (connection) => {
      await connection.execute(text('SELECT :x'), { x: 6 });
      await connection.execute(text('SELECT :x'), { x: 'six' });
      await connection.execute(text('SELECT :x'), { x: null }, { executionOptions: { compiledCache: null } });
      await connection.execute(text('SELECT :x').executionOptions({ compiledCache: null }), { x: null });
      await connection.execDriverSql('SELECT ?', [7]);
    });
    expect(log.filter((line) => line.startsWith('INFO ['))).toEqual([
      'INFO [generated in 0s] [6]',
      "INFO [cached since 0s ago] ['six']",
      'INFO [caching disabled 0s] [null]',
      'INFO [caching disabled 0s] [null]',
      'INFO [raw sql] [7]',
    ]);
  });

  test('prints times as SQLAlchemy does', async () => {
    const times: string[] = [];
    const info = (message: string) => void times.push(message);
    await using connection = await fakeEngine(new FakeDatabase(), {
      echo: true,
      logger: { debug: info, info, warn: info },
    }).connect();
    await connection.execute(text('A'));
    await connection.execute(text('A'));
    await connection.beginNested();
    expect(times[2]).toMatch(/^\[generated in 0\.\d{5}s\] \[\]$/);
    expect(times[4]).toMatch(/^\[cached since [\d.e-]+s ago\] \[\]$/);
    expect(times[6]).toMatch(/^\[no key 0\.\d{5}s\] \[\]$/);
  });

  test('says that caching is disabled with queryCacheSize 0', async () => {
    const log = await logOf({ queryCacheSize: 0 }, async (connection) => {
      await connection.execute(text('A'));
      await connection.execute(text('A'));
    });
    expect(log.filter((line) => line.includes('caching disabled 0s'))).toHaveLength(2);
  });

  test('logs savepoints as statements, numbered for each connection', async () => {
    const log = await logOf({}, async (connection) => {
      await connection.beginNested(async () => undefined);
      await (await connection.beginNested()).rollback();
    });
    expect(log).toEqual([
      'INFO BEGIN (implicit)',
      'INFO SAVEPOINT sa_savepoint_1',
      'INFO [no key 0s] []',
      'INFO RELEASE SAVEPOINT sa_savepoint_1',
      'INFO [no key 0s] []',
      'INFO SAVEPOINT sa_savepoint_2',
      'INFO [no key 0s] []',
      'INFO ROLLBACK TO SAVEPOINT sa_savepoint_2',
      'INFO [no key 0s] []',
      'INFO ROLLBACK',
    ]);
  });

  test('says that AUTOCOMMIT begins and ends nothing', async () => {
    const log = await logOf({ isolationLevel: 'AUTOCOMMIT' }, async (connection) => {
      await connection.execute(text('A'));
      await connection.commit();
      await connection.begin();
    });
    expect(log).toEqual([
      'INFO BEGIN (implicit; DBAPI should not BEGIN due to autocommit mode)',
      'INFO A',
      'INFO [generated in 0s] []',
      'INFO COMMIT using DBAPI connection.commit(), has no effect due to autocommit mode',
      'INFO BEGIN (implicit; DBAPI should not BEGIN due to autocommit mode)',
      'INFO ROLLBACK using DBAPI connection.rollback(); has no effect due to autocommit mode',
    ]);
  });

  test('puts the token of the engine or the connection in front of each record', async () => {
    const use = async (connection: Connection): Promise<void> => {
      connection.executionOptions({ yieldPer: 5 });
      await connection.execute(text('A'));
    };
    const expected = [
      'INFO [track1] BEGIN (implicit)',
      'INFO [track1] A',
      'INFO [track1] [generated in 0s] []',
      'INFO [track1] ROLLBACK',
    ];
    expect(await logOf({ loggingToken: 'track1' }, use)).toEqual(expected);
    expect(await logOf({ executionOptions: { loggingToken: 'track1' } }, use)).toEqual(expected);
    expect(
      await logOf({ loggingToken: 'other' }, (connection) => use(connection.executionOptions({ loggingToken: 'track1' }))),
    ).toEqual(expected);
  });

  test('hides parameters', async () => {
    const log = await logOf({ hideParameters: true }, async (connection) => {
      await connection.execute(text('SELECT :x'), { x: 'geheim' });
      await connection.execute(text('A'));
    });
    expect(log.slice(1, 5)).toEqual([
      'INFO SELECT ?',
      'INFO [generated in 0s] [SQL parameters hidden due to hideParameters=true]',
      'INFO A',
      'INFO [generated in 0s] [SQL parameters hidden due to hideParameters=true]',
    ]);
  });

  test("'debug' shows columns and rows as well", async () => {
    const log = await logOf({ echo: 'debug' }, (connection) => connection.execute(text('SELECT 1')), [
      [1, 'a'],
      [2, null],
    ]);
    expect(log.slice(3, 6)).toEqual(["DEBUG Col ('x', 'y')", "DEBUG Row (1, 'a')", 'DEBUG Row (2, null)']);
  });

  test('shortens long lists of parameters', async () => {
    const log = await logOf({}, (connection) =>
      connection.execute(
        text('INSERT :x'),
        Array.from({ length: 100 }, (_, x) => ({ x: String(x) })),
      ),
    );
    expect(log[2]).toBe(
      "INFO [generated in 0s] [['0'], ['1'], ['2'], ['3'], ['4'], ['5'], ['6'], ['7']  ... displaying 10 of 100 total bound parameter sets ...  ['98'], ['99']]",
    );
  });

  test('is off by default', async () => {
    expect(await logOf({ echo: false }, (connection) => connection.execute(text('A')))).toEqual([]);
  });
});

describe('echoPool', () => {
  test('logs invalidations, and with debug every checkout', async () => {
    const run = async (echoPool: true | 'debug') =>
      (await logOf({ echo: false, echoPool }, async (connection) => connection.invalidate(new Error('why')))).map(
        (line) => line.split(' ')[0],
      );
    expect(new Set(await run(true))).toEqual(new Set(['INFO']));
    expect(await run('debug')).toContain('DEBUG');
  });
});

test('The default logger writes time, level and name to standard output', () => {
  const written: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = ((chunk: string) => written.push(chunk) > 0) as typeof write;
  try {
    stdoutLogger('aludel.engine').info('BEGIN (implicit)');
  } finally {
    process.stdout.write = write;
  }
  expect(written.join('')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO aludel\.engine BEGIN \(implicit\)\n$/);
});

import type { DriverConnection, DriverResult } from '@aludel/core/dialect';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { pglite } from '../../src/index.ts';
import type { PgliteConnection } from '../../src/driver/pglite-connection.ts';
import { failureOf } from '../support/failure-of.ts';
import { targetOf } from '../support/target.ts';

const once = { prepare: false };
const often = { prepare: true };
const BEGIN = { statements: ['BEGIN'] };

let database: PgliteConnection;
const connections: DriverConnection[] = [];

beforeAll(async () => {
  database = (await pglite.driver.connect(targetOf(null, { query: { timeout: '0.2' } }))) as PgliteConnection;
}, 60_000);
afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.close();
});
afterAll(() => database.close());

function connect(): DriverConnection {
  const connection = (database.share as () => DriverConnection)();
  connections.push(connection);
  return connection;
}

async function rowsOf(connection: DriverConnection, sql: string, ...params: unknown[]): Promise<unknown[][]> {
  return (await connection.execute(sql, params, once)).rows;
}

describe('statements', () => {
  test('answers are there at once', () => {
    const result = connect().execute('SELECT $1::int8, $2::text', [2n ** 60n, 'a'], once);
    expect(result).toEqual({ columns: [{ name: 'int8' }, { name: 'text' }], rows: [[2n ** 60n, 'a']], affected: 1 });
  });

  test('texts, numbers and bytes come back as they were sent', async () => {
    const values = ['\uFEFFa byte order mark', 'grüße 🙂', '', -0, Number.MAX_VALUE, new Uint8Array([0, 255])];
    const types = ['text', 'text', 'text', 'float8', 'float8', 'bytea'];
    const sql = `SELECT ${types.map((type, index) => `$${index + 1}::${type}`).join(', ')}`;
    expect(
      (await rowsOf(connect(), sql, ...values))[0]?.map((value) => (value instanceof Uint8Array ? [...value] : value)),
    ).toEqual([...values.slice(0, 5), [0, 255]]);
  });

  test('long results arrive whole', async () => {
    const rows = await rowsOf(connect(), "SELECT n, repeat('ä', 100) FROM generate_series(1, 20000) AS n");
    expect([rows.length, rows.at(-1)]).toEqual([20_000, [20_000, 'ä'.repeat(100)]]);
  });

  test('several statements in one are refused', async () => {
    expect(await failureOf(() => rowsOf(connect(), 'SELECT 1; SELECT 2'))).toMatchObject({ code: '42601' });
  });

  test('an error tells all that the server tells', async () => {
    const connection = connect();
    connection.begin(BEGIN);
    await rowsOf(connection, 'CREATE TABLE fields (id int CONSTRAINT positive CHECK (id > 0), name text NOT NULL)');
    await rowsOf(connection, 'SAVEPOINT a');
    const check = await failureOf(() => rowsOf(connection, "INSERT INTO fields VALUES (-1, 'a')"));
    expect(check).toMatchObject({ code: '23514', severity: 'ERROR', table: 'fields', constraint: 'positive', schema: 'public' });
    expect(check['detail']).toContain('Failing row');
    await rowsOf(connection, 'ROLLBACK TO a');
    expect(pglite.classifyError(await failureOf(() => rowsOf(connection, 'INSERT INTO fields VALUES (1, NULL)')))).toMatchObject({
      kind: 'not-null',
      columns: ['name'],
      driverTag: 'pglite.DatabaseError',
      isDisconnect: false,
    });
    await connection.rollback();
  });

  test('COPY is refused, and the connection goes on', async () => {
    const connection = connect();
    await rowsOf(connection, 'CREATE TABLE copied (id int)');
    for (const comment of ['', '-- a line\n', '/* a /* nested */ one */ '])
      expect(await failureOf(() => rowsOf(connection, `${comment}COPY copied FROM STDIN`))).toMatchObject({ code: '57014' });
    expect((await failureOf(() => rowsOf(connection, 'COPY copied TO STDOUT'))).message).toContain('Select the rows instead');
    expect(await rowsOf(connection, 'SELECT count(*) FROM copied')).toEqual([[0]]);
    await rowsOf(connection, 'DROP TABLE copied');
  });

  test('an endless recursion is an error, and the connection goes on', async () => {
    const connection = connect();
    const body = 'BEGIN RETURN endless(n + 1); END';
    await rowsOf(connection, `CREATE FUNCTION endless(n int) RETURNS int LANGUAGE plpgsql AS '${body}'`);
    expect(await failureOf(() => rowsOf(connection, 'SELECT endless(1)'))).toMatchObject({ code: '54001' });
    await rowsOf(connection, 'DROP FUNCTION endless');
  });

  test('a prepared statement outlives a change of its table, and DISCARD ALL', async () => {
    const connection = connect();
    await rowsOf(connection, 'CREATE TABLE changed (id int)');
    const read = (): Promise<DriverResult> | DriverResult => connection.execute('SELECT * FROM changed', [], often);
    for (let index = 0; index < 3; index++) await read();
    await rowsOf(connection, 'ALTER TABLE changed ADD COLUMN name text');
    expect((await read()).columns).toEqual([{ name: 'id' }, { name: 'name' }]);
    await read();
    await rowsOf(connection, 'DISCARD ALL');
    expect((await read()).columns).toHaveLength(2);
    await rowsOf(connection, 'DROP TABLE changed');
  });

  test('outside of a transaction executeMany keeps what went before an error', async () => {
    const connection = connect();
    await rowsOf(connection, 'CREATE TABLE many (id int PRIMARY KEY)');
    expect(await connection.executeMany('INSERT INTO many VALUES ($1)', [[1], [2]], often)).toMatchObject({
      affected: 2,
      columns: null,
    });
    await failureOf(() => connection.executeMany('INSERT INTO many VALUES ($1)', [[3], [1], [4]], often));
    expect(await rowsOf(connection, 'SELECT id FROM many ORDER BY id')).toEqual([[1], [2], [3]]);
    await rowsOf(connection, 'DROP TABLE many');
  });
});

test('inside a transaction executeMany sends many sets at once, and gives the rows of all', async () => {
  const connection = connect();
  const sets = Array.from({ length: 2500 }, (_set, id) => [id, `name ${id}`]);
  connection.begin(BEGIN);
  await rowsOf(connection, 'CREATE TABLE together (id int PRIMARY KEY, name text)');
  const sql = 'INSERT INTO together VALUES ($1, $2) RETURNING id';
  for (const run of [1, 2, 3]) {
    const result = await connection.executeMany(sql, sets, often);
    expect(result).toMatchObject({ affected: 2500, columns: [{ name: 'id' }] });
    expect([result.rows.length, result.rows[0], result.rows.at(-1), run]).toEqual([2500, [0], [2499], run]);
    await rowsOf(connection, 'DELETE FROM together');
  }
  await rowsOf(connection, 'SAVEPOINT a');
  expect(await failureOf(() => connection.executeMany(sql, [...sets, [7, 'again'], [5000, 'never']], often))).toMatchObject({
    code: '23505',
  });
  await rowsOf(connection, 'ROLLBACK TO a');
  expect(await rowsOf(connection, 'SELECT count(*) FROM together')).toEqual([[0]]);
  await connection.rollback();
});

test('inside a transaction executeMany does not hold all that is large at once', async () => {
  const connection = connect();
  connection.begin(BEGIN);
  await rowsOf(connection, 'CREATE TABLE large (id int, content text)');
  const content = 'x'.repeat(400_000);
  const sets = Array.from({ length: 10 }, (_set, id) => [id, content]);
  for (const sql of ['INSERT INTO large VALUES ($1, $2)', 'INSERT INTO large VALUES ($1, $2) RETURNING id'])
    expect(await connection.executeMany(sql, sets, often)).toMatchObject({ affected: 10 });
  expect(await rowsOf(connection, 'SELECT count(*), sum(length(content)), max(id) FROM large')).toEqual([[20, 8_000_000, 9]]);
  await connection.rollback();
});

describe('streams', () => {
  const numbers = 'SELECT n FROM generate_series(1, 10) AS n';

  test('outside of a transaction nothing else is executed beside one', async () => {
    const [connection, other] = [connect(), connect()];
    const stream = await connection.stream(numbers, [], { prepare: false, batchSize: 4 });
    expect(stream.columns).toEqual([{ name: 'n' }]);
    expect(await stream.read(4)).toEqual([[1], [2], [3], [4]]);
    expect((await failureOf(() => rowsOf(connection, 'SELECT 1'))).message).toContain('Close the stream first');
    expect((await failureOf(() => rowsOf(other, 'SELECT 1'))).message).toContain('is reading a result');
    expect(await stream.read(100)).toHaveLength(6);
    expect(await rowsOf(connection, 'SELECT 1')).toEqual([[1]]);
    expect(await stream.read(1)).toEqual([]);
    await stream.close();
  });

  test('inside a transaction other statements are executed beside several', async () => {
    const connection = connect();
    connection.begin(BEGIN);
    const streams = [
      await connection.stream(numbers, [], { prepare: false, batchSize: 2 }),
      await connection.stream(numbers, [], { prepare: false, batchSize: 2 }),
    ];
    await rowsOf(connection, 'SELECT 1');
    expect(await Promise.all(streams.map((stream) => stream.read(2)))).toEqual([
      [[1], [2]],
      [[1], [2]],
    ]);
    await streams[0]?.close();
    expect(await streams[1]?.read(2)).toEqual([[3], [4]]);
    await connection.commit();
    await streams[1]?.close();
  });

  test('one that is read after its transaction does not touch that of another connection', async () => {
    const [connection, other] = [connect(), connect()];
    const open = async (user: DriverConnection) => {
      user.begin(BEGIN);
      return user.stream(numbers, [], { prepare: false, batchSize: 2 });
    };
    const late = [await open(connection), await connection.stream(numbers, [], { prepare: false, batchSize: 2 })];
    await connection.commit();
    const stream = await open(other);
    expect(await late[0]?.read(2)).toEqual([[1], [2]]);
    expect(await failureOf(() => late[0]?.read(2))).toMatchObject({ code: '34000' });
    for (const each of late) await each.close();
    expect([await stream.read(2), await stream.read(2)]).toEqual([
      [[1], [2]],
      [[3], [4]],
    ]);
    await other.commit();
  });

  test('one whose connection is closed does not end as if it had been read', async () => {
    const connection = connect();
    const stream = await connection.stream(numbers, [], { prepare: false, batchSize: 2 });
    await connection.close();
    expect((await failureOf(() => stream.read(2))).message).toContain('is closed');
  });

  test('an error while it is read ends it, and the connection goes on', async () => {
    const connection = connect();
    const stream = await connection.stream('SELECT 1 / (3 - n) FROM generate_series(1, 5) AS n', [], {
      prepare: false,
      batchSize: 1,
    });
    await stream.read(1);
    await stream.read(1);
    expect(await failureOf(() => stream.read(1))).toMatchObject({ code: '22012' });
    await stream.close();
    expect(await rowsOf(connection, 'SELECT 1')).toEqual([[1]]);
  });
});

describe('patience', () => {
  const interruptAfter = (ms: number) => ({ prepare: false, interrupt: { deadline: performance.now() + ms } });

  test('a long result is stopped between two rows, and its transaction has failed, as on a server', async () => {
    const connection = connect();
    const endless = 'SELECT generate_series(1, 1000000000)';
    expect(await failureOf(() => connection.execute(endless, [], interruptAfter(50)))).toMatchObject({ code: '57014' });
    expect(connection.inTransaction).toBe(false);
    connection.begin(BEGIN);
    await failureOf(() => connection.execute(endless, [], interruptAfter(50)));
    expect(connection.inTransaction).toBe(true);
    expect(await failureOf(() => rowsOf(connection, 'SELECT 1'))).toMatchObject({ code: '25P02' });
    await connection.rollback();
    expect(await rowsOf(connection, 'SELECT 1')).toEqual([[1]]);
  });

  test('what ends in time gives all that it gives without', async () => {
    const connection = connect();
    const sql = 'SELECT n FROM generate_series(1, 200) AS n';
    expect(await connection.execute(sql, [], interruptAfter(10_000))).toEqual(await connection.execute(sql, [], once));
    const create = 'CREATE TABLE in_time (id int)';
    expect(await connection.execute(create, [], interruptAfter(10_000))).toEqual({ columns: null, rows: [], affected: -1 });
    await rowsOf(connection, 'DROP TABLE in_time');
  });

  test('one whose connection is closed meanwhile has no result', async () => {
    const connection = connect();
    const running = failureOf(() => connection.execute('SELECT generate_series(1, 1000000000)', [], interruptAfter(10_000)));
    setTimeout(() => connection.destroy(), 20);
    expect((await running).message).toContain('is closed');
    expect(await rowsOf(connect(), 'SELECT 1')).toEqual([[1]]);
  });

  test('the wait for another connection ends with it', async () => {
    const [connection, other] = [connect(), connect()];
    connection.begin(BEGIN);
    await rowsOf(connection, 'SELECT 1');
    expect(await failureOf(() => other.execute('SELECT 1', [], interruptAfter(20)))).toMatchObject({ code: '57014' });
  });
});

describe('a first statement that cannot be sent', () => {
  const sql = 'SELECT $1::text';
  const interrupt = { deadline: Number.POSITIVE_INFINITY };
  test.each<[string, (connection: DriverConnection) => unknown]>([
    ['execute', (connection) => connection.execute(sql, ['\0'], often)],
    ['execute with an interrupt', (connection) => connection.execute(sql, ['\0'], { prepare: false, interrupt })],
    ['execute of SQL with U+0000', (connection) => connection.execute('SELECT \0', [], once)],
    ['executeMany', (connection) => connection.executeMany(sql, [['a'], ['\0']], often)],
    ['stream', (connection) => connection.stream(sql, ['\0'], { prepare: false, batchSize: 1 })],
  ])('%s leaves the transaction due', async (name, attempt) => {
    const connection = connect();
    connection.begin(BEGIN);
    expect((await failureOf(() => attempt(connection))).message).toContain('U+0000');
    expect(connection.inTransaction).toBe(true);
    await rowsOf(connection, 'CREATE TABLE never (id int)');
    await connection.rollback();
    expect([name, ...(await rowsOf(connection, "SELECT to_regclass('never')"))]).toEqual([name, [null]]);
  });
});

describe('several connections', () => {
  test('who has begun but done nothing keeps nobody waiting', async () => {
    const [connection, other] = [connect(), connect()];
    connection.begin(BEGIN);
    expect(connection.inTransaction).toBe(true);
    expect(await rowsOf(other, 'SELECT 1')).toEqual([[1]]);
    await connection.commit();
    expect(connection.inTransaction).toBe(false);
  });

  test('one waits for the end of the transaction of the other', async () => {
    const [connection, other] = [connect(), connect()];
    connection.begin(BEGIN);
    await rowsOf(connection, 'CREATE TABLE waited (id int)');
    const waiting = rowsOf(other, 'SELECT count(*) FROM waited');
    expect([connection.inTransaction, other.inTransaction]).toEqual([true, false]);
    await connection.commit();
    expect(await waiting).toEqual([[0]]);
    await rowsOf(other, 'DROP TABLE waited');
  });

  test('one that waits in vain is told who has the session', async () => {
    const [connection, other] = [connect(), connect()];
    connection.begin(BEGIN);
    await rowsOf(connection, 'SELECT 4711');
    const error = await failureOf(() => rowsOf(other, 'SELECT 1'));
    expect(error.message).toMatch(/busy for 0.2 s: another connection is in a transaction \(for 0.\d s, last by: SELECT 4711\)/);
    expect(pglite.classifyError(error)).toMatchObject({ kind: 'lock-timeout', isDisconnect: false });
    expect(other.isAlive).toBe(true);
  });

  test('one that is closed in a transaction rolls back and lets the next one have the session', async () => {
    const [connection, other] = [connect(), connect()];
    connection.begin(BEGIN);
    await rowsOf(connection, 'CREATE TABLE undone (id int)');
    const waiting = rowsOf(other, "SELECT to_regclass('undone')");
    connection.destroy();
    expect(await waiting).toEqual([[null]]);
    expect(connection.isAlive).toBe(false);
    expect((await failureOf(() => rowsOf(connection, 'SELECT 1'))).message).toContain('is closed');
  });

  test('one that is destroyed while it waits is not served', async () => {
    const [connection, other] = [connect(), connect()];
    connection.begin(BEGIN);
    await rowsOf(connection, 'SELECT 1');
    const waiting = failureOf(() => rowsOf(other, 'SELECT 1'));
    other.destroy();
    expect((await waiting).message).toContain('is closed');
    await connection.rollback();
    expect(await rowsOf(connect(), 'SELECT 1')).toEqual([[1]]);
  });

  test('a transaction that the user began by hand is one', async () => {
    const [connection, other] = [connect(), connect()];
    await rowsOf(connection, 'BEGIN');
    expect(connection.inTransaction).toBe(true);
    expect((await failureOf(() => rowsOf(other, 'SELECT 1'))).message).toContain('is in a transaction');
    await rowsOf(connection, 'COMMIT');
    expect(await rowsOf(other, 'SELECT 1')).toEqual([[1]]);
  });

  test('a commit that the server turned into a rollback throws', async () => {
    const connection = connect();
    connection.begin(BEGIN);
    await failureOf(() => rowsOf(connection, 'SELECT 1 / 0'));
    expect(connection.inTransaction).toBe(true);
    expect(await failureOf(() => connection.commit())).toMatchObject({ code: '25P02' });
    expect(connection.inTransaction).toBe(false);
  });
});

describe('what a connection does to the session', () => {
  const level = "SELECT current_setting('work_mem')";

  test('keeps the others waiting as long as it is in use', async () => {
    const [connection, other] = [connect(), connect()];
    await rowsOf(connection, "SET work_mem = '7MB'");
    expect((await failureOf(() => rowsOf(other, level))).message).toContain('has changed the session');
    expect(await rowsOf(connection, level)).toEqual([['7MB']]);
    await connection.close();
    expect(await rowsOf(other, level)).toEqual([['4MB']]);
  });

  test('is kept in the pool until another one wants the session', async () => {
    const [connection, other] = [connect(), connect()];
    await rowsOf(connection, 'CREATE TEMP TABLE kept (id int)');
    connection.unref?.();
    connection.ref?.();
    expect(await rowsOf(connection, 'SELECT * FROM kept')).toEqual([]);
    connection.unref?.();
    expect(await rowsOf(other, "SELECT to_regclass('kept')")).toEqual([[null]]);
    connection.ref?.();
    expect((await failureOf(() => rowsOf(connection, 'SELECT * FROM kept'))).message).toContain('does not exist');
    expect(await rowsOf(other, 'SELECT 1')).toEqual([[1]]);
  });
});

import { inspect, isDeepStrictEqual } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { AludelError } from '@aludel/core';
import type { DriverConnection, DriverResult } from '@aludel/core/dialect';
import { endlessWork, numbersColumns } from '../numbers-table.ts';
import { mustFail, mustWork, run, should, Steps } from '../steps.ts';
import type { SuiteContext } from '../suite-context.ts';

/** What a driver promises beside what everything else depends on. */
export function driverContract(context: SuiteContext): void {
  const { dialect, capabilities, notation } = context;
  const { driver } = dialect;
  const steps = new Steps(context);
  const numbers = 'n INTEGER NOT NULL PRIMARY KEY';

  steps.next('a statement that is kept prepared gives the same array of columns each time', () =>
    steps.withTable(numbers, async (connection, table) => {
      const read = (): Promise<DriverResult> => run(connection, `SELECT n FROM ${table}`, [], true);
      const [first, second] = [await read(), await read()];
      should(
        first.columns === second.columns,
        'With { prepare: true } the same statement must give the very same "columns" array, which the engine recognises: keep it with the prepared statement.',
      );
    }),
  );

  steps.next('a prepared statement survives a change of the columns it reads', () =>
    steps.withTable(numbers, async (connection, table) => {
      const read = (): Promise<DriverResult> => run(connection, `SELECT * FROM ${table}`, [], true);
      await read();
      await run(connection, `DROP TABLE ${table}`);
      await run(connection, `CREATE TABLE ${table} (n INTEGER NOT NULL PRIMARY KEY, word VARCHAR(5))`);
      const { columns } = await mustWork('A prepared SELECT * after its table was made anew', 'Prepare it again.', read);
      should(columns?.length === 2, `It must give the two columns there are now; it gives ${columns?.length}.`);
    }),
  );

  steps.next('a prepared statement answers with the rows there are now', () =>
    steps.withTable('n INTEGER NOT NULL PRIMARY KEY, v INTEGER', async (connection, table) => {
      const insert = `INSERT INTO ${table} VALUES (${steps.placeholders(2)})`;
      const read = async (): Promise<unknown> => [
        (await run(connection, `SELECT v FROM ${table} ORDER BY v`, [], true)).rows,
        (await run(connection, `SELECT COUNT(v) FROM ${table}`, [], true)).rows.map(([count]) => Number(count)),
      ];
      for (const n of [200, 30]) await run(connection, insert, [n, n]);
      await read();
      await run(connection, `UPDATE ${table} SET v = 3 WHERE n = 200`);
      await run(connection, insert, [40, null]);
      await run(connection, `DELETE FROM ${table} WHERE n = 30`);
      await run(connection, insert, [50, 400]);
      const rows = (await read()) as readonly unknown[];
      should(
        inspect(rows.at(1)) === '[ 2 ]' && inspect(rows.at(0)).includes('[ 3 ]') && inspect(rows.at(0)).includes('[ 400 ]'),
        `Rows were changed since it was prepared: it must count 2 values, 3 and 400 among them; it gives ${inspect(rows)}. If the library cannot, keep no statement prepared, only its array of columns.`,
      );
    }),
  );

  steps.next('values of every kind come back without loss', () =>
    steps.withTable(
      `i INTEGER, b BIGINT, d DOUBLE PRECISION, s VARCHAR(40), t BOOLEAN, m ${notation.timestampType}, x ${notation.binaryType}`,
      async (connection, table) => {
        const day = new Date('2026-11-21T07:30:00.125Z');
        const view = new Uint8Array([9, 0, 255, 9]).subarray(1, 3);
        const params = [7, 9_007_199_254_740_993n, 0.1, 'é漢', true, day, view];
        const sql = `INSERT INTO ${table} VALUES (${steps.placeholders(7)})`;
        await run(connection, sql, params);
        await connection.executeMany(sql, [params], { prepare: true });
        await mustWork('NULL for every kind', 'null is SQL NULL.', () =>
          run(
            connection,
            sql,
            params.map(() => null),
          ),
        );
        const { rows } = await run(connection, `SELECT i, b, d, s, t, m, x FROM ${table} WHERE i IS NOT NULL`);
        should(
          rows.length === 2 && isDeepStrictEqual(rows[0], rows[1]),
          `executeMany() must send values as execute() does. The rows are ${inspect(rows)}.`,
        );
        const [integer, big, double, text, truth, moment, bytes] = rows[0] ?? [];
        should(integer === 7, `INTEGER must come back as the number 7; it is ${inspect(integer)}.`);
        should(big === 9_007_199_254_740_993n, `BIGINT beyond 2**53 must come back as a bigint; it is ${inspect(big)}.`);
        should(double === 0.1, `DOUBLE PRECISION must come back as the number 0.1; it is ${inspect(double)}.`);
        should(text === 'é漢', `VARCHAR must come back as the text that went in; it is ${inspect(text)}.`);
        should(
          truth === (capabilities.nativeBoolean ? true : 1),
          `BOOLEAN must come back as ${capabilities.nativeBoolean ? 'true' : '1, since nativeBoolean is declared false'}; it is ${inspect(truth)}.`,
        );
        should(
          typeof moment === 'string' && /^2026-11-21[ T]07:30:00\.125/.test(moment),
          `A Date is sent in UTC, with its milliseconds, and a time stamp must come back as the database's own text; it is ${inspect(moment)}.`,
        );
        should(
          bytes instanceof Uint8Array && bytes.length === 2 && bytes[1] === 255,
          `Binary data must come back as a Uint8Array; it is ${inspect(bytes)}. What went in was 0 and 255, in a view into a larger buffer.`,
        );
        const empty = await run(connection, `SELECT i, b, d, s, t, m, x FROM ${table} WHERE i IS NULL`);
        should(
          empty.rows[0]?.every((value) => value === null) === true,
          `NULL must come back as null; the row is ${inspect(empty.rows[0])}.`,
        );
      },
    ),
  );

  steps.next('what is no value of a database is refused before anything is sent', () =>
    steps.withTable('word VARCHAR(20)', async (connection, table) => {
      const insert = `INSERT INTO ${table} (word) VALUES (${steps.placeholders(1)})`;
      for (const wrong of [undefined, Symbol('x'), () => 1, new Date(Number.NaN), '\ud800']) {
        const error = await mustFail(`${inspect(wrong)} as a parameter`, 'Let checkScalar() of the contract refuse it.', () =>
          run(connection, insert, [wrong]),
        );
        should(error instanceof AludelError, `${inspect(wrong)} must be refused with an ArgumentError; it is ${String(error)}.`);
      }
      const { rows } = await run(connection, `SELECT COUNT(*) FROM ${table}`);
      should(Number(rows[0]?.[0]) === 0, 'Something of it reached the database.');
    }),
  );

  steps.next('too few and too many parameters are refused', () =>
    steps.withTable('a INTEGER, b INTEGER', async (connection, table) => {
      const insert = `INSERT INTO ${table} (a, b) VALUES (${steps.placeholders(2)})`;
      for (const params of [[1], [1, 2, 3]])
        await mustFail(`${params.length} parameters for two placeholders`, 'It must reject.', () =>
          run(connection, insert, params),
        );
      await mustWork('The right number of them afterwards', 'A refusal must leave the connection as it was.', () =>
        run(connection, insert, [1, 2]),
      );
    }),
  );

  steps.next('executeMany() sends each set, and "affected" is the sum', () =>
    steps.withTable(numbers, async (connection, table) => {
      const sql = `INSERT INTO ${table} (n) VALUES (${steps.placeholders(1)})`;
      const { affected } = await connection.executeMany(sql, [[1], [2], [3]], { prepare: true });
      const wanted = capabilities.multiRowcount ? 3 : -1;
      should(affected === wanted, `"affected" must be ${wanted}; it is ${affected}.`);
      const { rows } = await run(connection, `SELECT COUNT(*) FROM ${table}`);
      should(Number(rows[0]?.[0]) === 3, `Three rows must be there; there are ${String(rows[0]?.[0])}.`);
      const error = await mustFail('A set that violates the key', 'executeMany() must reject as execute() does.', () =>
        connection.executeMany(sql, [[4], [4], [5]], { prepare: true }),
      );
      should(
        dialect.classifyError(error)?.kind === 'unique',
        `executeMany() must reject with the error of the driver, untouched; classifyError() does not know it: ${inspect(error)}.`,
      );
      const after = await run(connection, `SELECT n FROM ${table} WHERE n = 5`);
      should(after.rows.length === 0, 'No set may be executed after one that failed.');
    }),
  );

  steps.next('executeMany() executes the sets in their order', () =>
    steps.withTable('n INTEGER', async (connection, table) => {
      await run(connection, `INSERT INTO ${table} (n) VALUES (0)`);
      await connection.executeMany(`UPDATE ${table} SET n = ${steps.placeholders(1)}`, [[1], [2], [3]], { prepare: true });
      const { rows } = await run(connection, `SELECT n FROM ${table}`);
      should(Number(rows[0]?.[0]) === 3, `The last of the sets must win: 3; it is ${String(rows[0]?.[0])}.`);
    }),
  );

  steps.next('close() rolls back what was not committed', () =>
    steps.withTable(numbers, async (first, table) => {
      await steps.connected(async (connection) => {
        await steps.begin(connection);
        await run(connection, `INSERT INTO ${table} (n) VALUES (1)`);
        await connection.close();
      });
      const { rows } = await run(first, `SELECT COUNT(*) FROM ${table}`);
      should(Number(rows[0]?.[0]) === 0, 'close() must not commit: a row of the open transaction is there.');
    }),
  );

  context.needing(['lastrowid'], 'lastInsertId is the key that the database generated', () =>
    steps.withTable(`id ${notation.generatedKey}, n INTEGER`, async (connection, table) => {
      for (const expected of [1, 2]) {
        const { lastInsertId } = await run(connection, `INSERT INTO ${table} (n) VALUES (5)`);
        should(
          Number(lastInsertId) === expected,
          `"lastInsertId" of row ${expected} must be ${expected}; it is ${String(lastInsertId)}. Declare lastrowid: false where the database does not tell.`,
        );
      }
    }),
  );

  steps.next('an error inside a transaction leaves it open until it is rolled back', () =>
    steps.withTable(numbers, async (connection, table) => {
      await steps.begin(connection);
      await run(connection, `INSERT INTO ${table} (n) VALUES (1)`);
      await mustFail('The same key twice', 'It must reject.', () => run(connection, `INSERT INTO ${table} (n) VALUES (1)`));
      should(connection.inTransaction, 'After an error inTransaction must still be true, also where the transaction is aborted.');
      if (capabilities.errorAbortsTransaction)
        await mustFail('commit() of an aborted transaction', 'It must throw where the database rolls back instead.', () =>
          connection.commit(),
        );
      if (connection.inTransaction) await connection.rollback();
      const { rows } = await run(connection, `SELECT COUNT(*) FROM ${table}`);
      should(Number(rows[0]?.[0]) === 0, 'After rollback() nothing of the transaction must be left.');
    }),
  );

  context.proving(
    { name: 'maxParameters', sentence: 'How many parameters a statement may have.', declared: capabilities.maxParameters },
    'a statement may have as many parameters as are declared',
    () =>
      steps.withTable(numbers, async (connection, table) => {
        const count = Math.min(capabilities.maxParameters, 100_000);
        const params = Array.from({ length: count }, (_unused, n) => n);
        // Some databases limit how long one list may be.
        const lists = Array.from({ length: Math.ceil(count / 500) }, (_unused, list) => {
          const places = params.slice(list * 500, list * 500 + 500).map((index) => dialect.placeholder(index));
          return `n IN (${places.join(', ')})`;
        });
        await mustWork(
          `A statement with ${count} parameters`,
          'Declare in the capability maxParameters how many there may be.',
          () => run(connection, `SELECT n FROM ${table} WHERE ${lists.join(' OR ')}`, params),
        );
      }),
  );

  steps.next('ping() resolves while the connection lives and throws afterwards', async () => {
    const connection = await driver.connect(steps.target());
    await mustWork('ping()', 'Ask the database for a sign of life, as with SELECT 1.', () => connection.ping());
    await connection.close();
    await mustFail('ping() of a closed connection', 'It must throw.', () => connection.ping());
  });

  steps.next('a connection is opened again and again after the last one was closed', async () => {
    for (let round = 1; round <= 20; round++) await steps.connected((connection) => run(connection, 'SELECT 1'));
  });

  steps.next('a stream is read piece by piece to its end', () =>
    withNumbers(async (connection, table) => {
      await steps.begin(connection);
      const stream = await connection.stream(`SELECT n FROM ${table} ORDER BY n`, [], { prepare: false, batchSize: 300 });
      should(stream.columns[0]?.name === 'n', `"columns" of a stream must be [{ name: 'n' }]; it is ${inspect(stream.columns)}.`);
      const sizes: number[] = [];
      let rows = await stream.read(300);
      for (; rows.length > 0; rows = await stream.read(300)) sizes.push(rows.length);
      should(
        sizes.every((size) => size <= 300) && sizes.reduce((sum, size) => sum + size, 0) === 1_000,
        `read(300) must give at most 300 rows, and an empty array at the end of the 1000; it gave ${sizes.join(', ')}.`,
      );
      await stream.close();
      await run(connection, 'SELECT 1');
      await connection.rollback();
    }),
  );

  steps.next('a stream that is closed early frees its connection', () =>
    withNumbers(async (connection, table) => {
      await steps.begin(connection);
      const stream = await connection.stream(`SELECT n FROM ${table}`, [], { prepare: false, batchSize: 10 });
      const rows = await stream.read(10);
      should(rows.length > 0 && rows.length <= 10, `read(10) must give 1 to 10 rows here; it gave ${rows.length}.`);
      await stream.close();
      await mustWork('A statement after close()', 'close() must free the cursor.', () => run(connection, 'SELECT 1'));
      await connection.rollback();
    }),
  );

  context.when('cancel', 'cancel() stops the statement that is running', () =>
    withNumbers(async (connection, table) => {
      const { cancel } = connection;
      should(typeof cancel === 'function', 'cancel: "running" is declared, so connections must have cancel().');
      const running = run(connection, endlessWork(table)).catch((error: unknown) => error);
      await setTimeout(200);
      await connection.cancel?.();
      const error = await Promise.race([running, setTimeout(10_000, 'nothing happened', { ref: false })]);
      should(
        dialect.classifyError(error)?.kind === 'canceled',
        `The statement must reject with what classifyError() calls "canceled"; it is ${String(error)}.`,
      );
    }),
  );

  context.when('cancelBetweenRows', 'a statement whose time is over stops at the next row', () =>
    withNumbers(async (connection, table) => {
      const interrupt = { deadline: performance.now() + 5 };
      const error = await mustFail(
        'A statement that takes longer than its deadline',
        'cancel: "betweenRows" is declared: look at mode.interrupt between two rows, and throw.',
        () =>
          connection.execute(`SELECT a.n, b.n FROM ${table} a CROSS JOIN ${table} b WHERE b.n < 100`, [], {
            prepare: false,
            interrupt,
          }),
      );
      should(
        dialect.classifyError(error)?.kind === 'canceled',
        `It must reject with what classifyError() calls "canceled"; it is ${String(error)}.`,
      );
    }),
  );

  context.needing(['accounts'], 'connecting with a wrong password fails without showing it', async () => {
    const target = { ...steps.target(), password: 'hunter2-wrong' };
    const error = await mustFail(
      'A wrong password',
      'connect() must reject; a database without logins declares lacks: ["accounts"].',
      () => driver.connect(target),
    );
    should(
      !inspect(error, { depth: 10, showHidden: true }).includes('hunter2-wrong'),
      'The error of connect() shows the password. Take it out of the message and of the fields of the error.',
    );
    should(dialect.classifyError(error) !== null, `classifyError() must know the error of connect(); it is ${String(error)}.`);
  });

  function withNumbers(work: (connection: DriverConnection, table: string) => Promise<void>): Promise<void> {
    return steps.withTable(numbersColumns, async (connection, table) => {
      const sets = Array.from({ length: 1_000 }, (_unused, n) => [n]);
      await steps.begin(connection);
      await connection.executeMany(`INSERT INTO ${table} (n) VALUES (${steps.placeholders(1)})`, sets, { prepare: true });
      await connection.commit();
      await work(connection, table);
    });
  }
}

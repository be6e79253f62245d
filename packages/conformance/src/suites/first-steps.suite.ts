import type { DriverResult, RunQuery } from '@aludel/core/dialect';
import { mustFail, mustWork, run, should, Steps } from '../steps.ts';
import type { SuiteContext } from '../suite-context.ts';
import { declarationProblems } from '../declaration-problems.ts';

/**
 * The walk from nothing to a dialect that can be tried: each step needs those before it. They speak to the dialect and to its
 * driver directly, so that what fails is what the author is writing.
 */
export function firstSteps(context: SuiteContext): void {
  const { dialect, capabilities } = context;
  const { driver } = dialect;
  const steps = new Steps(context);

  steps.first('1. the dialect declares all that the contract asks for', () => {
    const problems = declarationProblems(dialect, capabilities);
    should(problems.length === 0, problems.join('\n'));
  });

  steps.first('2. the driver accepts the URL of the tests, without connecting', async () => {
    const target = steps.target();
    await mustWork(
      'driver.checkTarget()',
      'Let it throw an ArgumentError only for a URL that your driver cannot mean; the URL of the tests is one that it can.',
      () => driver.checkTarget?.(target),
    );
    await mustWork('dialect.engineOptions()', 'Let it throw an ArgumentError for options that are wrong only.', () =>
      dialect.engineOptions?.(target),
    );
  });

  steps.first('3. the driver connects', async () => {
    const connection = await mustWork(
      'driver.connect()',
      'Write driver.connect(target); nothing else can be tried before. Is the server of the tests running?',
      () => driver.connect(steps.target()),
    );
    should(connection.isAlive === true, 'A new connection says isAlive: false. Let it be true until the connection is lost.');
    should(!connection.inTransaction, 'A new connection says inTransaction: true. Let it tell what the server knows.');
    await connection.close();
  });

  steps.first('4. a query gives its columns and rows', () =>
    steps.withTable('n INTEGER, word VARCHAR(20)', async (connection, table) => {
      await run(connection, `INSERT INTO ${table} (n, word) VALUES (7, 'seven')`);
      const result = await mustWork('execute() of a SELECT', 'Write connection.execute(sql, params, mode).', () =>
        run(connection, `SELECT n, word AS a_word FROM ${table}`),
      );
      should(Array.isArray(result.columns), `"columns" must be an array of { name }; it is ${shown(result.columns)}.`);
      const names = result.columns.map((column) => column.name);
      should(shown(names) === '["n","a_word"]', `The names in "columns" must be ["n","a_word"]; they are ${shown(names)}.`);
      should(
        Array.isArray(result.rows[0]),
        `Each row must be an array in the order of the columns; it is ${shown(result.rows[0])}.`,
      );
      should(shown(result.rows) === '[[7,"seven"]]', `The rows must be [[7,"seven"]]; they are ${shown(result.rows)}.`);
    }),
  );

  steps.first('5. a statement without rows has no columns and tells how many rows it matched', () =>
    steps.withTable('n INTEGER', async (connection, table) => {
      const insert = (n: number): Promise<DriverResult> => run(connection, `INSERT INTO ${table} (n) VALUES (${n})`);
      const inserted = await insert(1);
      should(
        inserted.columns === null,
        `"columns" must be null for a statement that returns no rows; it is ${shown(inserted.columns)}.`,
      );
      should(inserted.rows.length === 0, 'A statement that returns no rows must have an empty array of "rows".');
      await insert(2);
      await insert(3);
      const updated = await run(connection, `UPDATE ${table} SET n = n WHERE n > 1`);
      const wanted = capabilities.rowcount ? 2 : -1;
      should(
        updated.affected === wanted,
        `"affected" of an UPDATE that matches two rows, and changes nothing in them, must be ${wanted}; it is ${updated.affected}. It counts the rows that match; -1 and the capability rowcount: false where the database does not tell.`,
      );
    }),
  );

  steps.first('6. parameters travel beside the SQL, in the order of the placeholders', () =>
    steps.withTable('n INTEGER, word VARCHAR(40)', async (connection, table) => {
      const nasty = `'; DROP TABLE x; -- "\\ é漢`;
      await mustWork(
        'execute() with parameters',
        `The placeholders come from dialect.placeholder(index), which counts from 0: here "${steps.placeholders(2)}".`,
        () => run(connection, `INSERT INTO ${table} (n, word) VALUES (${steps.placeholders(2)})`, [7, nasty]),
      );
      const { rows } = await run(connection, `SELECT n, word FROM ${table}`);
      should(
        shown(rows) === shown([[7, nasty]]),
        `What came back must be what went in, ${shown([7, nasty])}; it is ${shown(rows[0])}.`,
      );
    }),
  );

  steps.first('7. a transaction begins, is rolled back and is committed', () =>
    steps.withTable('n INTEGER', async (connection, table) => {
      const count = async (): Promise<unknown> => (await run(connection, `SELECT COUNT(*) FROM ${table}`)).rows[0]?.[0];
      for (const [end, expected] of [
        ['rollback', 0],
        ['commit', 1],
      ] as const) {
        await mustWork('begin()', 'It sends what dialect.beginStatements() wrote, in order.', () => steps.begin(connection));
        should(connection.inTransaction, 'After begin() inTransaction must be true, as the server or the driver tells it.');
        await run(connection, `INSERT INTO ${table} (n) VALUES (1)`);
        await mustWork(`${end}()`, 'It ends the transaction that begin() opened.', () => connection[end]());
        should(!connection.inTransaction, `After ${end}() inTransaction must be false.`);
        const found = await count();
        should(Number(found) === expected, `After ${end}() there must be ${expected} rows; there are ${String(found)}.`);
      }
    }),
  );

  steps.first('8. an error of the database rejects, is classified, and leaves the connection alive', () =>
    steps.connected(async (connection) => {
      const error = await mustFail(
        'A SELECT from a table that is not there',
        'execute() must reject with the error of the driver.',
        () => run(connection, `SELECT n FROM conformance_no_such_table_${process.pid}`),
      );
      const classification = dialect.classifyError(error);
      should(
        classification !== null,
        `dialect.classifyError() gives null for an error of the driver (${String(error)}). Read its code, never its message, and give { kind, driverTag, message, isDisconnect }.`,
      );
      should(
        classification.kind === 'programming' && !classification.isDisconnect,
        `A table that is not there is of the kind "programming" and no disconnect; classifyError() says ${shown(classification)}.`,
      );
      should(connection.isAlive, 'After an error of a statement isAlive must stay true: the connection is not lost.');
      await mustWork('The statement after a failed one', 'Outside of a transaction an error must leave nothing behind.', () =>
        run(connection, 'SELECT 1'),
      );
    }),
  );

  steps.first('9. a connection that was closed is not alive and refuses statements', async () => {
    for (const end of ['close', 'destroy'] as const) {
      const connection = await driver.connect(steps.target());
      await mustWork(`${end}()`, 'It must not fail.', () => connection[end]());
      should(!connection.isAlive, `After ${end}() isAlive must be false.`);
      const error = await mustFail(`A statement after ${end}()`, 'It must reject.', () => run(connection, 'SELECT 1'));
      should(
        dialect.classifyError(error)?.isDisconnect === true,
        `A statement after ${end}() must reject with an error that classifyError() calls a disconnect; it is ${String(error)}.`,
      );
    }
  });

  steps.first('10. hasTable() tells a table that is there from one that is not', () =>
    steps.withTable('n INTEGER', async (connection, table) => {
      const { existence } = dialect;
      should(
        existence !== undefined,
        'Give the dialect "existence", with hasTable(run, { name, schema }): what creates tables asks it first, here as in an application.',
      );
      const ask: RunQuery = async (sql, params = []) => (await run(connection, sql, params)).rows;
      for (const [name, expected] of [
        [table, true],
        [`${table}_not`, false],
      ] as const) {
        const found = await mustWork('hasTable()', 'Let it ask the catalog; "run" takes the placeholders of the driver.', () =>
          existence.hasTable(ask, { name, schema: null }),
        );
        should(
          found === expected,
          `hasTable() of a table that is ${expected ? '' : 'not '}there must give ${expected}; it gives ${shown(found)}. The statement that created it was CREATE TABLE ${table} …, without quotes; a schema that is null is the default one.`,
        );
      }
    }),
  );
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)) ?? 'undefined';
}

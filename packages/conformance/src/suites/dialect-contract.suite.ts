import { AludelError } from '@aludel/core';
import { mustFail, mustWork, run, should, Steps } from '../steps.ts';
import type { SuiteContext } from '../suite-context.ts';

/** What a dialect promises the engine, asked of the dialect itself. */
export function dialectContract(context: SuiteContext): void {
  const { dialect, capabilities } = context;
  const steps = new Steps(context);

  steps.next('initialize() says what the server is', () =>
    steps.connected(async (connection) => {
      const facts = await mustWork('dialect.initialize()', 'It asks the server what it is.', () =>
        dialect.initialize?.(connection),
      );
      if (facts === undefined) return;
      should(facts.product !== '', '"product" must name the product: PostgreSQL.');
      should(
        facts.serverVersion.length > 0 && facts.serverVersion.every(Number.isSafeInteger),
        `"serverVersion" must be numbers: [18, 4]; it is ${JSON.stringify(facts.serverVersion)}.`,
      );
      should(
        capabilities.isolationLevels.includes(facts.defaultIsolationLevel),
        `"defaultIsolationLevel" is ${facts.defaultIsolationLevel}, which the capability isolationLevels does not list.`,
      );
      should(typeof facts.preparedStatements === 'boolean', '"preparedStatements" must be true or false.');
    }),
  );

  steps.next('readIsolationLevel() gives one of the levels that are declared', () =>
    steps.connected(async (connection) => {
      const level = await mustWork('dialect.readIsolationLevel()', 'It asks the connection for its isolation level.', () =>
        dialect.readIsolationLevel(connection),
      );
      should(
        capabilities.isolationLevels.includes(level),
        `It gives ${JSON.stringify(level)}, which the capability isolationLevels does not list.`,
      );
    }),
  );

  for (const isolationLevel of capabilities.isolationLevels) {
    if (isolationLevel === 'AUTOCOMMIT') continue;
    steps.next(`beginStatements({ isolationLevel: '${isolationLevel}' }) begin a transaction`, () =>
      steps.connected(async (connection) => {
        await mustWork('begin()', 'The statements must begin a transaction of this level.', () =>
          connection.begin({ statements: dialect.beginStatements({ isolationLevel }) }),
        );
        should(connection.inTransaction, 'After them inTransaction must be true.');
        await connection.rollback();
      }),
    );
  }

  steps.next('a read-only transaction refuses to write, or is refused itself', () =>
    steps.withTable('n INTEGER', async (connection, table) => {
      const statements = readOnlyStatements();
      if (statements === null) return;
      await connection.begin({ statements });
      const { rows } = await run(connection, `SELECT COUNT(*) FROM ${table}`);
      should(Number(rows[0]?.[0]) === 0, 'Reading must work in a transaction that is read-only.');
      await mustFail(
        'An INSERT in a transaction that is read-only',
        'Let beginStatements({ readOnly: true }) throw an ArgumentError where there is no such transaction.',
        () => run(connection, `INSERT INTO ${table} (n) VALUES (1)`),
      );
      await connection.rollback();
    }),
  );

  /** Null where the dialect refuses to begin one. */
  function readOnlyStatements(): readonly string[] | null {
    try {
      return dialect.beginStatements({ readOnly: true });
    } catch (error) {
      should(error instanceof AludelError, `beginStatements({ readOnly: true }) must not fail with ${String(error)}.`);
      return null;
    }
  }

  steps.next('each connection pool that poolFor() may choose is one', () => {
    const pool = dialect.poolFor?.(steps.target()) ?? 'queue';
    should(['queue', 'static', 'null'].includes(pool), `poolFor() must give queue, static or null; it gives ${String(pool)}.`);
  });
}

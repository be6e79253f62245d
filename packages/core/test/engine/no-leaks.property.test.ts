import { afterAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Connection } from '../../src/engine/connection.ts';
import type { ErrorKind } from '../../src/dialect/error-classification.ts';
import { Session } from '../../src/orm/session/session.ts';
import { text } from '../../src/sql/text-clause.ts';
import { type FakeConnection, FakeDatabase, FakeError, fakeEngine } from './fake-dialect.ts';

/** What may be done to a connection or a session; each may fail, and the next is done all the same. */
const operations = {
  execute: (on) => on.execute(text('SELECT 1')),
  many: (on) => on.execute(text('INSERT :x'), [{ x: 1 }, { x: 2 }]),
  wrong: (on) => on.execute(text('INSERT :missing')),
  stream: (on) => on.stream(text('SELECT 1')),
  streamAll: (on) => on.stream(text('SELECT 1')).all(),
  canceled: (on) => on.execute(text('SLOW'), {}, { timeout: 0 }),
  begin: (on) => on.begin(),
  block: (on) => on.begin((same: Workable) => same.execute(text('BLOCK'))),
  blockThrows: (on) => on.begin(() => Promise.reject(new Error('mine'))),
  blockCommits: (on) => on.begin((same: Workable) => same.commit()),
  savepoint: (on) => on.beginNested(),
  nestedBlock: (on) => on.beginNested((same: Workable) => same.execute(text('NESTED'))),
  nestedThrows: (on) => on.beginNested(() => Promise.reject(new Error('mine'))),
  endInnermost: (on) => on.getNestedTransaction()?.rollback(),
  releaseInnermost: (on) => on.getNestedTransaction()?.commit(),
  commit: (on) => on.commit(),
  rollback: (on) => on.rollback(),
  invalidate: (on) => on.invalidate(),
  isolation: (on) => on.getIsolationLevel(),
} as const satisfies Record<string, (on: Workable) => unknown>;

// Both kinds are driven by the same calls, whose results are not looked at.
type Workable = any;

const steps = fc.array(fc.constantFrom(...(Object.keys(operations) as (keyof typeof operations)[])), {
  minLength: 1,
  maxLength: 8,
});
const kinds = fc.constantFrom<ErrorKind | 'foreign'>('operational', 'disconnect', 'unique', 'canceled', 'foreign');
/** The calls to the driver that fail, by their number, and how. */
const failures = fc.array(fc.tuple(fc.nat(40), kinds, fc.boolean()), { maxLength: 3 });

interface Plan {
  readonly steps: readonly (keyof typeof operations)[];
  readonly failures: readonly (readonly [call: number, kind: ErrorKind | 'foreign', endsTransaction: boolean])[];
  readonly isConcurrent: boolean;
}

const plans: fc.Arbitrary<Plan> = fc.record({ steps, failures, isConcurrent: fc.boolean() });

function failingDatabase({ failures }: Plan): FakeDatabase {
  const database = new FakeDatabase();
  let count = 0;
  database.intercept = (_call: string, connection: FakeConnection) => {
    const found = failures.find(([call]) => call === count);
    count++;
    if (found === undefined) return;
    const [, kind, endsTransaction] = found;
    if (endsTransaction) connection.inTransaction = false;
    throw kind === 'foreign' ? new TypeError('a bug in a driver') : new FakeError(kind);
  };
  return database;
}

async function perform(plan: Plan, on: Workable): Promise<void> {
  const run = async (name: keyof typeof operations): Promise<unknown> => operations[name](on);
  if (plan.isConcurrent) await Promise.allSettled(plan.steps.map(run));
  else for (const step of plan.steps) await run(step).catch(() => undefined);
}

/** No connection is lent, and those that are open would be handed out clean. */
function expectNothingLeft(database: FakeDatabase, engine: ReturnType<typeof fakeEngine>): void {
  expect(engine.pool.checkedout()).toBe(0);
  expect(database.open.filter(({ inTransaction }) => inTransaction)).toEqual([]);
  expect(database.open.length).toBeLessThanOrEqual(5);
}

// Much of what is done here deserves a warning.
const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
afterAll(() => warned.mockRestore());

describe('Whatever is done and whatever fails', () => {
  test('a connection that is closed is back in the pool, clean, or gone', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const database = failingDatabase(plan);
        const engine = fakeEngine(database);
        const connection: Connection | null = await engine.connect().catch(() => null);
        if (connection !== null) {
          await perform(plan, connection);
          await connection.close();
        }
        expectNothingLeft(database, engine);
      }),
      { numRuns: 600 },
    );
  });

  test('engine.begin() leaves nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const database = failingDatabase(plan);
        const engine = fakeEngine(database);
        await engine.begin((connection) => perform(plan, connection)).catch(() => undefined);
        expectNothingLeft(database, engine);
      }),
      { numRuns: 300 },
    );
  });

  test('a session that is closed has given its connections back', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const database = failingDatabase(plan);
        const engine = fakeEngine(database);
        const session = new Session(engine);
        await perform({ ...plan, steps: plan.steps.filter((step) => step !== 'invalidate') }, session);
        await session.close();
        expectNothingLeft(database, engine);
        database.intercept = () => undefined;
        await session.execute(text('SELECT 1'));
        await session.close();
        expectNothingLeft(database, engine);
      }),
      { numRuns: 600 },
    );
  });

  test('a session on a connection of the caller leaves that one usable', async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.constantFrom('conditional_savepoint', 'rollback_only', 'control_fully', 'create_savepoint'),
        async (plan, joinTransactionMode) => {
          const database = failingDatabase(plan);
          const engine = fakeEngine(database);
          const connection = await engine.connect().catch(() => null);
          if (connection !== null) {
            await connection.begin().catch(() => undefined);
            const session = new Session(connection, { joinTransactionMode });
            await perform({ ...plan, steps: plan.steps.filter((step) => step !== 'invalidate') }, session);
            await session.close().catch(() => undefined);
            database.intercept = () => undefined;
            await connection.rollback();
            await connection.execute(text('SELECT 1'));
            await connection.close();
          }
          expectNothingLeft(database, engine);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('what was committed and what was rolled back is what the caller was told', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const database = failingDatabase(plan);
        const engine = fakeEngine(database);
        const wasCommitted = await engine
          .begin(async (connection) => {
            await connection.execute(text('MINE'));
            await perform(
              { ...plan, steps: plan.steps.filter((step) => !['commit', 'blockCommits', 'rollback'].includes(step)) },
              connection,
            );
          })
          .then(
            () => true,
            () => false,
          );
        const afterMine = database.calls.slice(database.calls.findIndex((call) => call.endsWith(' MINE')));
        if (wasCommitted) expect(afterMine.at(-1)).toMatch(/COMMIT$/);
      }),
      { numRuns: 300 },
    );
  });
});

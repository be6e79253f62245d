import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DriverConnection } from '@aludel/core/dialect';
import { begin, kindOf, rows, run, sharedFile, sharedMemory } from '../fixtures/databases.ts';

type Action = 'begin' | 'read' | 'write' | 'write twice' | 'fail' | 'conflict' | 'commit' | 'rollback';
type Step = readonly [connection: number, action: Action];

const actions: readonly Action[] = ['begin', 'read', 'write', 'write twice', 'fail', 'conflict', 'commit', 'rollback'];
const steps = fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...actions)), { maxLength: 40 });

/** What one connection has done and not yet committed. */
interface Ledger {
  isBegun: boolean;
  /** Whether it has written, or tried to, since it began. */
  isWriter: boolean;
  isLost: boolean;
  writes: number[];
}

const clean: Readonly<Omit<Ledger, 'writes'>> = { isBegun: false, isWriter: false, isLost: false };

/** Runs random steps and keeps account of what must be in the table when they are done. */
class Bookkeeper {
  readonly committed: number[] = [];
  readonly ledgers: readonly Ledger[] = [0, 1, 2].map(() => ({ ...clean, writes: [] }));
  readonly #connections: readonly DriverConnection[];
  #next = 1;

  constructor(connections: readonly DriverConnection[]) {
    this.#connections = connections;
  }

  /** Returns what kind of error the step ended in, or undefined. */
  async take([index, action]: Step): Promise<string | undefined> {
    const ledger = this.ledgers[index] as Ledger;
    try {
      await this.#act(this.#connections[index] as DriverConnection, ledger, action);
      return undefined;
    } catch (error) {
      const kind = (await kindOf(() => Promise.reject(error))) ?? String(error);
      if (kind === 'unique' && ledger.isBegun) noteFailedWrite(ledger, action);
      return kind;
    }
  }

  /** What the step must end in on a database in memory, where only uncommitted writes of others are in the way. */
  expectedInMemory([index, action]: Step): string | undefined {
    const ledger = this.ledgers[index] as Ledger;
    if (action === 'begin' || action === 'rollback') return undefined;
    if (ledger.isLost) return 'internal';
    if (action === 'read' || action === 'commit') return undefined;
    if (this.ledgers.some((other) => other !== ledger && other.isWriter)) return 'lock-timeout';
    return action === 'fail' || action === 'conflict' ? 'unique' : undefined;
  }

  async #act(connection: DriverConnection, ledger: Ledger, action: Action): Promise<void> {
    switch (action) {
      case 'begin':
        if (ledger.isBegun) return;
        await begin(connection);
        ledger.isBegun = true;
        return;
      case 'read':
        await run(connection, 'SELECT * FROM t');
        return;
      case 'write':
      case 'write twice':
        return this.#write(connection, ledger, action === 'write' ? [this.#next++] : [this.#next++, this.#next++]);
      case 'fail':
        await run(connection, 'INSERT INTO t (id) VALUES (0)');
        return;
      case 'conflict':
        await run(connection, 'INSERT OR ROLLBACK INTO t (id) VALUES (0)');
        return;
      case 'commit':
        await connection.commit();
        this.committed.push(...ledger.writes);
        Object.assign(ledger, clean, { writes: [] });
        return;
      case 'rollback':
        await connection.rollback();
        Object.assign(ledger, clean, { writes: [] });
    }
  }

  async #write(connection: DriverConnection, ledger: Ledger, values: readonly number[]): Promise<void> {
    await connection.executeMany(
      'INSERT INTO t (v) VALUES (?)',
      values.map((value) => [value]),
      { prepare: true },
    );
    if (!ledger.isBegun) {
      this.committed.push(...values);
      return;
    }
    ledger.isWriter = true;
    ledger.writes.push(...values);
  }
}

function noteFailedWrite(ledger: Ledger, action: Action): void {
  if (action === 'conflict') Object.assign(ledger, { isLost: true, isWriter: false, writes: [] });
  else ledger.isWriter = true;
}

/** Nothing but what was committed is there, and everybody can write again. */
async function checkTheEnd(connections: readonly DriverConnection[], book: Bookkeeper): Promise<void> {
  for (const [index, connection] of connections.entries()) if (book.ledgers[index]?.isBegun === true) await connection.rollback();
  for (const connection of connections) {
    expect(connection.inTransaction).toBe(false);
    await run(connection, 'UPDATE t SET v = v');
  }
  const [first] = connections as [DriverConnection];
  expect((await rows(first, 'SELECT v FROM t WHERE id > 0')).flat()).toEqual([...book.committed].sort((x, y) => x - y));
  for (const connection of connections) await connection.close();
}

describe('random steps of three connections', () => {
  test.each([
    ['on a file', 'DELETE'],
    ['on a file with a write-ahead log', 'WAL'],
  ])('commit exactly what was committed and leave no lock behind: %s', async (_title, journalMode) => {
    const allowed = [undefined, 'unique', 'lock-timeout', 'internal', 'serialization', 'deadlock'];
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const connections = await sharedFile({ timeout: 0, pragmas: { journal_mode: journalMode, synchronous: 0 } });
        await run(connections[0], 'INSERT INTO t (id) VALUES (0)');
        const book = new Bookkeeper(connections);
        for (const step of plan) expect(allowed).toContain(await book.take(step));
        await checkTheEnd(connections, book);
      }),
      { numRuns: 100 },
    );
  });

  test('in memory do just what the model says, and a write waits only for uncommitted writes of others', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const connections = await sharedMemory({ timeout: 0 });
        await run(connections[0], 'INSERT INTO t (id) VALUES (0)');
        const book = new Bookkeeper(connections);
        for (const step of plan) {
          const expected = book.expectedInMemory(step);
          expect([step, await book.take(step)]).toEqual([step, expected]);
        }
        await checkTheEnd(connections, book);
      }),
      { numRuns: 200 },
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DriverConnection } from '@aludel/core/dialect';
import { begin, kindOf, newFile, rows, run, sharedFile, sharedMemory } from '../fixtures/databases.ts';

type Action = 'begin' | 'read' | 'write' | 'write twice' | 'fail' | 'conflict' | 'commit' | 'rollback';
type Step = readonly [connection: number, action: Action];

const actions: readonly Action[] = ['begin', 'read', 'write', 'write twice', 'fail', 'conflict', 'commit', 'rollback'];
const steps = fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...actions)), { maxLength: 40 });

/** What one connection has done and not yet committed. */
interface Ledger {
  isBegun: boolean;
  isLost: boolean;
  writes: number[];
}

/** Runs random steps and keeps account of what must be in the table when they are done. */
class Bookkeeper {
  readonly committed: number[] = [];
  readonly ledgers: Ledger[] = [0, 1, 2].map(() => ({ isBegun: false, isLost: false, writes: [] }));
  readonly #connections: readonly DriverConnection[];
  #next = 1;

  constructor(connections: readonly DriverConnection[]) {
    this.#connections = connections;
  }

  get owner(): Ledger | undefined {
    return this.ledgers.find(({ writes }) => writes.length > 0);
  }

  /** Returns what kind of error the step ended in, or undefined. */
  async take([index, action]: Step): Promise<string | undefined> {
    const connection = this.#connections[index] as DriverConnection;
    const ledger = this.ledgers[index] as Ledger;
    try {
      await this.#act(connection, ledger, action);
    } catch (error) {
      const kind = await kindOf(() => Promise.reject(error));
      if (action === 'conflict' && kind === 'unique' && ledger.isBegun) Object.assign(ledger, { isLost: true, writes: [] });
      return kind ?? String(error);
    }
    return undefined;
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
        return this.#write(connection, ledger);
      case 'write twice': {
        const [first, second] = [this.#next++, this.#next++];
        await connection.executeMany('INSERT INTO t (v) VALUES (?)', [[first], [second]], { prepare: true });
        (ledger.isBegun ? ledger.writes : this.committed).push(first, second);
        return;
      }
      case 'fail':
        await run(connection, 'INSERT INTO t (id) VALUES (0)');
        return;
      case 'conflict':
        await run(connection, 'INSERT OR ROLLBACK INTO t (id) VALUES (0)');
        return;
      case 'commit':
        await connection.commit();
        this.committed.push(...ledger.writes);
        Object.assign(ledger, { isBegun: false, writes: [] });
        return;
      case 'rollback':
        await connection.rollback();
        Object.assign(ledger, { isBegun: false, isLost: false, writes: [] });
    }
  }

  async #write(connection: DriverConnection, ledger: Ledger): Promise<void> {
    const value = this.#next++;
    await run(connection, 'INSERT INTO t (v) VALUES (?)', value);
    (ledger.isBegun ? ledger.writes : this.committed).push(value);
  }
}

/** Nothing but what was committed is there, and everybody can write again. */
async function checkTheEnd(connections: readonly DriverConnection[], book: Bookkeeper): Promise<void> {
  for (const connection of connections) await connection.rollback();
  for (const connection of connections) {
    expect(connection.inTransaction).toBe(false);
    await run(connection, 'UPDATE t SET v = v');
  }
  const [first] = connections as [DriverConnection];
  expect((await rows(first, 'SELECT v FROM t WHERE id > 0')).flat()).toEqual([...book.committed].sort((x, y) => x - y));
}

async function checkOn(connections: readonly DriverConnection[], plan: readonly Step[], allowed: readonly (string | undefined)[]): Promise<void> {
  const [first] = connections as [DriverConnection];
  await run(first, 'INSERT INTO t (id) VALUES (0)');
  const book = new Bookkeeper(connections);
  for (const step of plan) expect(allowed).toContain(await book.take(step));
  for (const connection of connections) await connection.rollback();
  await checkTheEnd(connections, book);
  for (const connection of connections) await connection.close();
}

describe('random steps of three connections', () => {
  test.each([
    ['in memory', () => sharedMemory({ timeout: 0 })],
    ['on a file', () => sharedFile({ timeout: 0, pragmas: { synchronous: 0 } }, newFile())],
    ['on a file with a write-ahead log', () => sharedFile({ timeout: 0, pragmas: { journal_mode: 'WAL', synchronous: 0 } }, newFile())],
  ])('commit exactly what was committed and leave no lock behind: %s', async (_title, open) => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        await checkOn(await open(), plan, [undefined, 'unique', 'lock-timeout', 'internal', 'serialization', 'deadlock']);
      }),
      { numRuns: 100 },
    );
  });

  test('in memory, a write fails exactly when another one has uncommitted writes', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const connections = await sharedMemory({ timeout: 0 });
        const book = new Bookkeeper(connections);
        for (const step of plan) {
          if (step[1] === 'fail' || step[1] === 'conflict') continue;
          const ledger = book.ledgers[step[0]] as Ledger;
          const isBlocked = step[1].startsWith('write') && book.owner !== undefined && book.owner !== ledger;
          expect(await book.take(step)).toBe(isBlocked ? 'lock-timeout' : undefined);
        }
        await checkTheEnd(connections, book);
        for (const connection of connections) await connection.close();
      }),
      { numRuns: 100 },
    );
  });
});

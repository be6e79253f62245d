import { describe, expect, test } from '@jest/globals';
import type { DriverConnection } from '@aludel/core/dialect';
import { initialize } from '../../src/dialect/server-facts.ts';

function answering(row: unknown[], serverProcessId?: number | null): DriverConnection {
  return {
    serverProcessId,
    execute: () => Promise.resolve({ columns: [], rows: [row], affected: 1 }),
  } as unknown as DriverConnection;
}

describe('initialize', () => {
  test.each([
    ['180004', [18, 4]],
    ['150000', [15, 0]],
    ['90624', [9, 6, 24]],
  ])('%s is version %j', async (number, version) => {
    expect((await initialize(answering([number, 'read committed', 7], 7))).serverVersion).toEqual(version);
  });

  test("the default isolation level is the server's", async () => {
    expect((await initialize(answering(['180004', 'repeatable read', 7], 7))).defaultIsolationLevel).toBe('REPEATABLE READ');
  });

  test.each([
    [7, true],
    [8, false],
    [null, true],
    [undefined, true],
  ])('announced process %s instead of 7: prepared statements %s', async (announced, expected) => {
    expect((await initialize(answering(['180004', 'read committed', 7], announced))).preparedStatements).toBe(expected);
  });
});

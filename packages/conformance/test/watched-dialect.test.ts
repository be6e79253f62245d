import { describe, expect, test } from '@jest/globals';
import type { ConnectableDialect, DriverConnection } from '@aludel/core/dialect';
import { watchedDialect } from '../src/watched-dialect.ts';

class FakeConnection {
  #answer = 42;
  get isAlive(): boolean {
    return this.#answer === 42;
  }
  ping(): number {
    return this.#answer;
  }
}

describe('a watched dialect', () => {
  test('passes calls on, with private fields intact, and keeps a record of them', async () => {
    const original = {
      name: 'fake',
      driver: { name: 'fake', connect: () => new FakeConnection() as unknown as DriverConnection },
    } as unknown as ConnectableDialect;
    const { dialect, calls } = watchedDialect(original);
    const connection = await dialect.driver.connect({} as never);
    expect(connection.isAlive).toBe(true);
    expect(connection.ping()).toBe(42);
    expect(calls).toEqual([{ method: 'ping', args: [] }]);
  });
});

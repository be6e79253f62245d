import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EngineOptions } from '../../src/engine/engine-options.ts';
import type { StatementMessage } from '../../src/engine/statement-channel.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, FakeError, failOnce, fakeEngine } from './fake-dialect.ts';

const messages: StatementMessage[] = [];
const note = (message: unknown): void => void messages.push(message as StatementMessage);

beforeEach(() => subscribe('aludel:statement', note));
afterEach(() => {
  unsubscribe('aludel:statement', note);
  messages.length = 0;
});

async function run(
  sql: string,
  params: object,
  options: EngineOptions = {},
  error?: Error,
): Promise<StatementMessage | undefined> {
  const database = new FakeDatabase();
  if (error !== undefined) failOnce(database, sql, error);
  await using connection = await fakeEngine(database, options).connect();
  await connection.execute(text(sql), params as never).then(undefined, () => undefined);
  return messages[0];
}

describe('The channel aludel:statement', () => {
  test('carries each statement with its time, its parameters and the URL without the password', async () => {
    expect(await run('SELECT :x', { x: 1 })).toEqual({
      statement: 'SELECT ?',
      parameters: [1],
      isMany: false,
      startTime: expect.any(Number),
      durationMs: expect.any(Number),
      rowcount: 1,
      dialect: 'fake',
      driver: 'faker',
      url: 'fake://scott:***@host/db',
    });
    expect(messages[0]?.durationMs).toBeGreaterThanOrEqual(0);
  });

  test('says how many rows were matched by many executions', async () => {
    expect(await run('INSERT :x', [{ x: 1 }, { x: 2 }])).toMatchObject({ isMany: true, rowcount: 2, parameters: [[1], [2]] });
  });

  test('carries errors', async () => {
    const message = await run('A', {}, {}, new FakeError('unique'));
    expect(message).toMatchObject({ statement: 'A', rowcount: -1, error: expect.objectContaining({ code: 'gkpj' }) });
  });

  test('carries no parameters with hideParameters', async () => {
    expect(await run('SELECT :x', { x: 'geheim' }, { hideParameters: true })).not.toHaveProperty('parameters');
  });

  test('carries streams', async () => {
    await using connection = await fakeEngine(new FakeDatabase()).connect();
    await connection.stream(text('SELECT 1')).all();
    expect(messages).toMatchObject([{ statement: 'SELECT 1', rowcount: -1 }]);
  });
});

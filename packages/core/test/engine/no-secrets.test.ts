import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { Session } from '../../src/orm/session/session.ts';
import { sessionmaker } from '../../src/orm/session/sessionmaker.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, FakeError, failOnce, fakeEngine } from './fake-dialect.ts';

/** All the ways to print a value. */
function printed(value: object): string {
  return [
    String(value),
    `${value}`,
    inspect(value, { depth: 20, showHidden: true }),
    inspect({ value }, { depth: 20 }),
    JSON.stringify({ value }) ?? '',
  ].join('\n');
}

describe('The password shows nowhere:', () => {
  const database = new FakeDatabase();
  const engine = fakeEngine(database, { connectArgs: { password: 'geheim' } });

  test('not in an engine, its URL, its pool', () => {
    expect(String(engine)).toBe('Engine(fake://scott:***@host/db)');
    expect(inspect(engine)).toBe('Engine(fake://scott:***@host/db)');
    expect(JSON.stringify({ engine })).toBe('{"engine":"Engine(fake://scott:***@host/db)"}');
    for (const value of [engine, engine.url, engine.pool, engine.executionOptions({ yieldPer: 1 })])
      expect(printed(value)).not.toContain('geheim');
  });

  test('not in a connection, a transaction, a session, a sessionmaker', async () => {
    await using connection = await engine.connect();
    const transaction = await connection.begin();
    await using session = new Session(engine);
    await session.execute(text('A'));
    const SessionLocal = sessionmaker({ bind: engine });
    for (const value of [connection, transaction, session, session.getTransaction() ?? {}, SessionLocal, SessionLocal.kw])
      expect(printed(value)).not.toContain('geheim');
  });

  test('not in an error', async () => {
    failOnce(database, 'A', new FakeError('unique'));
    const error = await engine
      .begin((connection) => connection.execute(text('A')))
      .then(
        () => null,
        (thrown: unknown) => thrown,
      );
    expect(printed(error as object)).not.toContain('geheim');
  });
});

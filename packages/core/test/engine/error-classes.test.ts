import { describe, expect, test } from '@jest/globals';
import * as errors from '../../src/errors/database-errors.ts';
import { StatementError } from '../../src/errors/statement-errors.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, FakeError, failOnce, fakeEngine } from './fake-dialect.ts';

async function errorOf(database: FakeDatabase, error: unknown, options = {}): Promise<unknown> {
  const engine = fakeEngine(database, options);
  await using connection = await engine.connect();
  failOnce(database, 'INSERT ? ["geheim"]', error);
  return connection.execute(text('INSERT :x'), { x: 'geheim' }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
}

describe('An error of the driver', () => {
  test.each([
    ['unique', errors.UniqueViolationError, 'gkpj'],
    ['foreign-key', errors.ForeignKeyViolationError, 'gkpj'],
    ['not-null', errors.NotNullViolationError, 'gkpj'],
    ['check', errors.CheckViolationError, 'gkpj'],
    ['integrity', errors.IntegrityError, 'gkpj'],
    ['data', errors.DataError, '9h9h'],
    ['programming', errors.ProgrammingError, 'f405'],
    ['serialization', errors.SerializationError, 'e3q8'],
    ['deadlock', errors.DeadlockError, 'e3q8'],
    ['lock-timeout', errors.LockTimeoutError, 'e3q8'],
    ['canceled', errors.QueryCanceledError, 'e3q8'],
    ['disconnect', errors.DisconnectionError, 'e3q8'],
    ['operational', errors.OperationalError, 'e3q8'],
    ['internal', errors.InternalError, '2j85'],
    ['not-supported', errors.NotSupportedError, 'tw8g'],
    ['interface', errors.InterfaceError, 'rvf5'],
    ['database', errors.DatabaseError, '4xp6'],
  ] as const)('of the kind %s is ours, with statement, parameters and cause', async (kind, ErrorClass, code) => {
    const cause = new FakeError(kind, 'it broke');
    const error = await errorOf(new FakeDatabase(), cause);
    expect(Object.getPrototypeOf(error)).toBe(ErrorClass.prototype);
    expect(error).toMatchObject({
      code,
      cause,
      orig: cause,
      statement: 'INSERT ?',
      params: ['geheim'],
      message: `(fake.Error) it broke\n[SQL: INSERT ?]\n[parameters: ['geheim']]\n(Background on this error: docs/errors/${code}.md)`,
    });
  });

  test('shows no values with hideParameters', async () => {
    const error = await errorOf(new FakeDatabase(), new FakeError('unique', 'it broke'), { hideParameters: true });
    expect(error).toBeInstanceOf(errors.UniqueViolationError);
    expect((error as errors.DBAPIError).params).toBeUndefined();
    expect((error as Error).cause).toBeUndefined();
    expect((error as Error).message).toContain('[SQL parameters hidden due to hideParameters=true]');
    expect(`${(error as Error).message}${JSON.stringify(error)}`).not.toContain('geheim');
  });

  test("that is not the driver's passes as it is", async () => {
    const foreign = new TypeError('a bug');
    expect(await errorOf(new FakeDatabase(), foreign)).toBe(foreign);
  });
});

test('A missing parameter is a StatementError that names it, before anything is sent', async () => {
  const database = new FakeDatabase();
  await using connection = await fakeEngine(database).connect();
  database.take();
  const error = await connection.execute(text('INSERT :x, :y'), { x: 1 }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StatementError);
  expect(error).toMatchObject({ code: 'cd3x', statement: 'INSERT ?, ?' });
  expect((error as Error).message).toContain("A value is required for bind parameter 'y'");
  expect(connection.inTransaction()).toBe(false);
  expect(database.take()).toEqual([]);
});

import { describe, expect, test } from '@jest/globals';
import { createEngine } from '../../src/engine/create-engine.ts';
import { ArgumentError, NoSuchModuleError, ObjectNotExecutableError } from '../../src/errors/argument-errors.ts';
import { StatementError } from '../../src/errors/statement-errors.ts';
import { registerDialect } from '../../src/dialect/registry.ts';
import { sessionmaker } from '../../src/orm/session/sessionmaker.ts';
import { NullPool } from '../../src/pool/null-pool.ts';
import { StaticPool } from '../../src/pool/static-pool.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, fakeEngine } from './fake-dialect.ts';

const { dialect } = new FakeDatabase();

describe('createEngine() refuses', () => {
  test.each(['', 'no url', 'sqlite', '://x', 'fake//host'])('the URL %p, which it cannot read', (url) => {
    expect(() => createEngine(url, { dialect })).toThrow(ArgumentError);
  });

  test.each([undefined, null, 42, {}, []])('%p instead of a URL', (url) => {
    expect(() => createEngine(url as never, { dialect })).toThrow(ArgumentError);
  });

  test.each(['foo://host/db', 'foo+bar://host/db'])(
    'a scheme that nothing serves, %s, and names the package to install',
    (url) => {
      expect(() => createEngine(url)).toThrow(NoSuchModuleError);
      expect(() => createEngine(url)).toThrow(/npm install aludel-foo/);
    },
  );

  test('a misspelled option, with a suggestion', () => {
    expect(() => createEngine('fake://h', { dialect, pool_size: 3 } as never)).toThrow(
      'createEngine has no option "pool_size"; did you mean "poolSize"?',
    );
    expect(() => createEngine('fake://h', { dialect, ecko: true } as never)).toThrow('did you mean "echo"?');
    expect(() => createEngine('fake://h', { dialect, prefix: 3 } as never)).toThrow(
      /^createEngine has no option "prefix"\. Options: echo,/,
    );
    expect(() => createEngine('fake://h', { dialect, executionOptions: { yield_per: 3 } } as never)).toThrow(
      'did you mean "yieldPer"?',
    );
  });

  test.each([null, 'echo', ['echo']])('%p instead of options', (options) => {
    expect(() => createEngine('fake://h', options as never)).toThrow('createEngine takes its options as an object');
  });

  test.each([
    { poolSize: -1 },
    { poolSize: 1.5 },
    { maxOverflow: -2 },
    { poolTimeout: -1 },
    { poolTimeout: Number.NaN },
    { poolRecycle: '3' },
    { queryCacheSize: -1 },
    { isolationLevel: 'CHAOS' },
    { executionOptions: { isolationLevel: 'CHAOS' } },
    { executionOptions: { yieldPer: 0 } },
    { echo: 'yes' },
    { echoPool: 1 },
    { logger: console.log },
    { logger: { info() {} } },
    { hideParameters: 'false' },
    { poolPrePing: 'no' },
    { poolUseLifo: 0 },
    { poolTraceCheckouts: 'true' },
    { poolClass: 'NullPool' },
    { poolClass: NullPool, poolSize: 3 },
    { poolClass: StaticPool, poolTimeout: 3 },
    { connectArgs: 3 },
    { preparedStatements: 'maybe' },
    { dialect: 'sqlite' },
  ])('%p', (options) => {
    expect(() => createEngine('fake://h', { dialect, ...options } as never)).toThrow(ArgumentError);
  });
});

test('an option that is undefined is one that was not given', () => {
  expect(() => createEngine('fake://h', { dialect, echo: undefined, poolClass: undefined } as never)).not.toThrow();
});

test('a URL that an environment variable was to hold is missed by name', () => {
  expect(() => createEngine(undefined as never)).toThrow('made by makeUrl(); it is undefined.');
});

test('registerDialect() takes no promise of a dialect', () => {
  registerDialect('later', (async () => dialect) as never);
  expect(() => createEngine('later://h')).toThrow('What is registered for "later://" is no dialect');
});

test.each([undefined, null, {}, 'sqlite', Promise.resolve()])('registerDialect() takes no %p', (nothing) => {
  expect(() => registerDialect('nothing', nothing as never)).toThrow('What is registered for "nothing://" is no dialect');
});

test('a loader that gives nothing of use is named, also by a URL with a driver', () => {
  registerDialect('lazy', (() => 5) as never);
  for (const url of ['lazy://h', 'lazy+driver://h'])
    expect(() => createEngine(url)).toThrow('is no dialect: give registerDialect()');
});

test.each(['sqlite+node+more:///a', 'sqlite+:///a', '+node:///a'])('%s names no dialect and driver', (url) => {
  expect(() => createEngine(url)).toThrow('a dialect and a driver: "postgresql", "postgresql+pg"');
});

describe('begin() without a callback', () => {
  test('is refused by an engine, whose connection nobody could close', async () => {
    await expect(createEngine('fake://h', { dialect }).begin(undefined as never)).rejects.toThrow(
      'engine.begin() takes a callback, which gets the transaction: await engine.begin(async (it) => { … }).',
    );
  });

  test('is refused by a sessionmaker', async () => {
    const SessionLocal = sessionmaker(createEngine('fake://h', { dialect }));
    await expect(SessionLocal.begin(undefined as never)).rejects.toThrow(ArgumentError);
  });
});

describe('execute() refuses', () => {
  async function failing(...args: unknown[]): Promise<unknown> {
    const database = new FakeDatabase();
    await using connection = await fakeEngine(database).connect();
    database.take();
    const error = await (connection.execute as (...args: unknown[]) => PromiseLike<unknown>)(...args).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(database.take()).toEqual([]);
    expect(connection.inTransaction()).toBe(false);
    return error;
  }

  test.each([[42], [null], [undefined], [{}], [[text('A')]], [() => 'A']])('the statement %p', async (statement) => {
    const error = await failing(statement);
    expect(error).toBeInstanceOf(ObjectNotExecutableError);
    expect((error as Error).message).toMatch(/^Not an executable object: /);
  });

  test('a list inside the list of parameters, and anything else that is no object', async () => {
    expect(await failing(text('A :x'), [[1], [2]])).toMatchObject({
      name: 'ArgumentError',
      message: expect.stringContaining('List argument must consist only of dictionaries'),
    });
    for (const params of [[1], ['x'], [null], [{ x: 1 }, 2], 'x', 42, new Date(), new Map()])
      expect(await failing(text('A :x'), params)).toBeInstanceOf(ArgumentError);
  });

  test('a parameter that is missing or undefined', async () => {
    for (const params of [undefined, null, {}, { X: 1 }, { x: undefined }, [], [{ x: 1 }, {}], Object.create({ x: 1 })]) {
      const error = await failing(text('A :x'), params);
      expect(error).toBeInstanceOf(StatementError);
    }
  });

  test('options that do not exist or belong to a connection', async () => {
    expect(await failing(text('A'), {}, { executionOptions: { isolationLevel: 'SERIALIZABLE' } })).toMatchObject({
      name: 'ArgumentError',
      message:
        '"isolationLevel" cannot be given for one statement: give it to connection.executionOptions(), to engine.executionOptions() or to createEngine().',
    });
    expect(await failing(text('A'), {}, { executionOptions: { yield_per: 1 } })).toBeInstanceOf(ArgumentError);
    expect(await failing(text('A'), {}, { timeuot: 1 })).toMatchObject({
      message: expect.stringContaining('A statement has no option "timeuot"; did you mean "timeout"?'),
    });
  });

  test.each([{ timeout: -1 }, { timeout: '3' }, { timeout: Number.NaN }, { signal: 3 }, { signal: null }, { signal: {} }])(
    'the option %p',
    async (options) => {
      expect(await failing(text('A'), {}, options)).toBeInstanceOf(ArgumentError);
    },
  );

  test('nothing of an extra parameter: it is ignored', async () => {
    const database = new FakeDatabase();
    await fakeEngine(database).begin((connection) => connection.execute(text('A :x'), { x: 1, y: 2 }));
    expect(database.take()).toContain('1 A ? [1]');
  });

  test('nothing of an empty list: it is no parameters', async () => {
    const database = new FakeDatabase();
    await fakeEngine(database).begin((connection) => connection.execute(text('A'), []));
    expect(database.take()).toContain('1 A');
  });
});

test('execDriverSql() refuses what is no list of values, or no list of such lists', async () => {
  await using connection = await fakeEngine(new FakeDatabase()).connect();
  for (const params of [{ x: 1 }, 'x', [[1], 2]])
    await expect(connection.execDriverSql('A', params as never)).rejects.toThrow(ArgumentError);
  await expect(connection.execDriverSql(text('A') as never)).rejects.toThrow(ArgumentError);
  await expect(connection.execDriverSql('A', [], { executionOptions: { isolationLevel: 'SERIALIZABLE' } })).rejects.toThrow(
    ArgumentError,
  );
});

describe('executionOptions()', () => {
  test.each(['CHAOS', 'REPEATABLE READ'])(
    'refuses the isolation level %s, which the database does not have',
    async (isolationLevel) => {
      const engine = fakeEngine(new FakeDatabase());
      const rule = `"isolationLevel" is one of AUTOCOMMIT, SERIALIZABLE, READ COMMITTED on this database; it is ${isolationLevel}.`;
      expect(() => engine.executionOptions({ isolationLevel: isolationLevel as 'SERIALIZABLE' })).toThrow(rule);
      await using connection = await engine.connect();
      expect(() => connection.executionOptions({ isolationLevel: isolationLevel as 'SERIALIZABLE' })).toThrow(rule);
    },
  );

  test('changes nothing where a value is undefined', () => {
    const engine = fakeEngine(new FakeDatabase(), { isolationLevel: 'SERIALIZABLE', executionOptions: { yieldPer: 5 } });
    const derived = engine.executionOptions({ isolationLevel: undefined, loggingToken: 'a' } as never);
    expect(derived.getExecutionOptions()).toEqual({ isolationLevel: 'SERIALIZABLE', yieldPer: 5, loggingToken: 'a' });
    expect(engine.getExecutionOptions()).toEqual({ isolationLevel: 'SERIALIZABLE', yieldPer: 5 });
    expect(derived.pool).toBe(engine.pool);
  });
});

import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeUrl, URL } from '../../src/engine/url.ts';
import { ArgumentError } from '../../src/errors/argument-errors.ts';

const secret = 'kx@jj5/g';

describe('a URL and its parts', () => {
  test.each<[string, object]>([
    ['postgresql://', { drivername: 'postgresql', username: null, password: null, host: null, port: null, database: null }],
    [
      'postgresql+pg://scott:tiger@localhost:5432/test',
      { drivername: 'postgresql+pg', username: 'scott', password: 'tiger', host: 'localhost', port: 5432, database: 'test' },
    ],
    ['mysql://host', { host: 'host', database: null }],
    ['mysql://host/', { host: 'host', database: '' }],
    ['mysql://user@host', { username: 'user', password: null, host: 'host' }],
    ['mysql://user:@host', { username: 'user', password: '', host: 'host' }],
    ['mysql://:pw@host', { username: null, password: 'pw', host: 'host' }],
    ['mysql://127.0.0.1:3306', { host: '127.0.0.1', port: 3306 }],
    ['mysql://host:/db', { host: 'host', port: null, database: 'db' }],
    [
      'mysql://user:pw@[2001:da8:2004:1000:202:116:160:90]:80/db',
      { host: '2001:da8:2004:1000:202:116:160:90', port: 80, database: 'db' },
    ],
    ['mysql://[::1]/db', { host: '::1', port: null, database: 'db' }],
    ['mysql://[fe80::1%25eth0]/db', { host: 'fe80::1%eth0' }],
    ['postgresql://u@%2Fvar%2Frun/db', { host: '/var/run' }],
    ['postgresql://u@/db?host=/tmp', { username: 'u', host: null, database: 'db' }],
    ['mysql://u@/db?unix_socket=/tmp/s.sock', { username: 'u', host: null, database: 'db' }],
    ['mysql://u:p%40s%3As%2F%25%3F%23@host/db', { password: 'p@s:s/%?#' }],
    ['mysql://u:with space+and+plus@host', { password: 'with space+and+plus' }],
    ['mysql://u:100%@host', { password: '100%' }],
    ['mysql://u:a/b?c#d:e@host', { password: 'a/b?c#d:e' }],
    ['mysql://user🐍測試:pass🐍測試@host', { username: 'user🐍測試', password: 'pass🐍測試' }],
    ['mysql://u:p@host/test+database with%40atsign', { database: 'test+database with@atsign' }],
    ['mysql://u:p@host/db%3Fwith%3Dqmark', { database: 'db?with=qmark' }],
    ['mysql://u:p@host:110//usr/db_file.db', { database: '/usr/db_file.db' }],
    ['sqlite://', { host: null, database: null }],
    ['sqlite:///rel.db', { database: 'rel.db' }],
    ['sqlite:////abs/x@y/members.db', { username: null, host: null, database: '/abs/x@y/members.db' }],
    ['sqlite:///C:/path/my.db', { username: null, database: 'C:/path/my.db' }],
    ['sqlite:///:memory:', { username: null, port: null, database: ':memory:' }],
    ['sqlite:///./with space.db', { database: './with space.db' }],
  ])('%s', (text, parts) => {
    const url = makeUrl(text);
    expect({ ...url, password: url.password }).toMatchObject(parts);
    expect(makeUrl(url.renderAsString({ hidePassword: false })).equals(url)).toBe(true);
  });

  test('of hosted PostgreSQL', () => {
    const url = makeUrl('postgresql://u:p@ep-x-pooler.eu.aws.neon.tech/db?sslmode=require&channel_binding=require');
    expect(url.host).toBe('ep-x-pooler.eu.aws.neon.tech');
    expect({ ...url.query }).toEqual({ sslmode: 'require', channel_binding: 'require' });
  });

  test('name the dialect and the driver', () => {
    const url = makeUrl('postgresql+pg://h');
    expect([url.getBackendName(), url.getDriverName()]).toEqual(['postgresql', 'pg']);
    expect([makeUrl('sqlite://').getBackendName(), makeUrl('sqlite://').getDriverName()]).toEqual(['sqlite', '']);
  });

  test('a URL is taken as it is', () => {
    const url = makeUrl('sqlite://');
    expect(makeUrl(url)).toBe(url);
  });
});

describe('the query', () => {
  test('has a string for a key that comes once, an array for one that comes more often', () => {
    const { query, normalizedQuery } = makeUrl('mysql://h/db?a=1&b=2&b=3&c=');
    expect({ ...query }).toEqual({ a: '1', b: ['2', '3'], c: '' });
    expect({ ...normalizedQuery }).toEqual({ a: ['1'], b: ['2', '3'], c: [''] });
  });

  test('is decoded; a plus is a space', () => {
    expect({ ...makeUrl('mysql://h?arg1%3D=param1&arg2=param+2&arg3=a%2Bb').query }).toEqual({
      'arg1=': 'param1',
      arg2: 'param 2',
      arg3: 'a+b',
    });
  });

  test('needs no database, and is rendered with its keys sorted', () => {
    expect(String(makeUrl('mysql://h:450?b=2&a=1&a=0'))).toBe('mysql://h:450?a=1&a=0&b=2');
  });

  test('is frozen', () => {
    const { query } = makeUrl('mysql://h?a=1&b=1&b=2');
    expect(Object.isFrozen(query)).toBe(true);
    expect(Object.isFrozen(query['b'])).toBe(true);
  });

  test('may have a key called __proto__', () => {
    expect(Object.keys(makeUrl('mysql://h?__proto__=x').query)).toEqual(['__proto__']);
    expect(String(makeUrl('mysql://h?__proto__=x'))).toBe('mysql://h?__proto__=x');
  });

  test.each<[string, Record<string, string | string[]>, boolean, string]>([
    ['a=1&b=2', { b: '22', c: '3' }, false, 'a=1&b=22&c=3'],
    ['a=1&b=2', { b: '22', c: '3' }, true, 'a=1&b=2&b=22&c=3'],
    ['a=1&b=21&b=22', { b: ['23'], c: ['4', '5'] }, true, 'a=1&b=21&b=22&b=23&c=4&c=5'],
    ['a=1&b=21&b=22', { b: ['23'], c: ['4', '5'] }, false, 'a=1&b=23&c=4&c=5'],
  ])('%s with %j, append %p, is %s', (start, changes, append, expected) => {
    const url = makeUrl(`mysql:///?${start}`);
    expect(String(url.updateQueryDict(changes, { append }))).toBe(`mysql:///?${expected}`);
    expect(String(url.updateQueryPairs(Object.entries(changes), { append }))).toBe(`mysql:///?${expected}`);
    const text = Object.entries(changes)
      .flatMap(([key, values]) => [values].flat().map((value) => `${key}=${value}`))
      .join('&');
    expect(String(url.updateQueryString(text, { append }))).toBe(`mysql:///?${expected}`);
  });

  test('loses the keys that are taken out', () => {
    expect(String(makeUrl('mysql://h?a=1&b=2&c=3').differenceUpdateQuery(['a', 'c', 'x']))).toBe('mysql://h?b=2');
  });
});

describe('set()', () => {
  const url = makeUrl('mysql+mysql2://u:p@h:1/db?a=1');

  test('changes parts, keeps the others, and takes away what is null', () => {
    expect(url.set({ host: 'other', password: undefined }).renderAsString({ hidePassword: false })).toBe(
      'mysql+mysql2://u:p@other:1/db?a=1',
    );
    expect(url.set({ password: null, port: null, database: null, query: null }).renderAsString({ hidePassword: false })).toBe(
      'mysql+mysql2://u@h',
    );
    expect(url.set({ drivername: 'mysql' }).getDriverName()).toBe('');
    expect(String(url)).toBe('mysql+mysql2://u:***@h:1/db?a=1');
  });

  test('refuses what no URL can have', () => {
    expect(() => url.set({ host: 35.8 as never })).toThrow('The "host" of a URL must be a string; it is a number.');
    expect(() => url.set({ port: 99_999 })).toThrow('The "port" of a URL must be a whole number from 0 to 65535.');
    expect(() => url.set({ query: { a: 1 } as never })).toThrow('must be strings, or arrays of strings');
    expect(() => URL.create({ drivername: 'no dialect' })).toThrow('The "drivername" of a URL is a dialect');
    expect(() => URL.create({ drivername: 'mysql', password: '\ud800' })).toThrow('holds a lone surrogate');
  });
});

describe('equals()', () => {
  const url = makeUrl('mysql://u:p@h:1/db?a=1&b=2');

  test('compares every part', () => {
    expect(url.equals(makeUrl('mysql://u:p@h:1/db?b=2&a=1'))).toBe(true);
    for (const other of [
      'mysql+x://u:p@h:1/db?a=1&b=2',
      'mysql://v:p@h:1/db?a=1&b=2',
      'mysql://u:q@h:1/db?a=1&b=2',
      'mysql://u:p@i:1/db?a=1&b=2',
      'mysql://u:p@h:2/db?a=1&b=2',
      'mysql://u:p@h:1/dc?a=1&b=2',
      'mysql://u:p@h:1/db?a=1',
    ]) {
      expect(url.equals(makeUrl(other))).toBe(false);
    }
    expect(url.equals('mysql://u:p@h:1/db?a=1&b=2')).toBe(false);
  });
});

describe('a secret', () => {
  const url = URL.create({
    drivername: 'postgresql',
    username: 'u',
    password: secret,
    host: 'h',
    query: { sslpassword: 'hidden1', password: 'hidden2', passfile: '/f' },
  });
  const shown = 'postgresql://u:***@h?passfile=%2Ff&password=***&sslpassword=***';

  test('is not shown however the URL is printed', () => {
    const wrapped = { url, list: [url], deep: { url } };
    for (const text of [
      String(url),
      `${url}`,
      JSON.stringify(url).slice(1, -1),
      inspect(url),
      inspect(url, { showHidden: true, depth: 9 }),
      url.renderAsString(),
    ]) {
      expect(text).toBe(shown);
    }
    for (const text of [
      JSON.stringify(wrapped),
      inspect(wrapped, { showHidden: true, depth: 9 }),
      JSON.stringify({ ...url }),
      inspect({ ...url }, { showHidden: true }),
    ]) {
      expect(text).not.toMatch(/kx|hidden/);
    }
  });

  test('is there for who asks for it', () => {
    expect(url.password).toBe(secret);
    expect(url.query['sslpassword']).toBe('hidden1');
    expect(url.renderAsString({ hidePassword: false })).toBe(
      'postgresql://u:kx%40jj5%2Fg@h?passfile=%2Ff&password=hidden2&sslpassword=hidden1',
    );
  });

  test('is hidden even if it is empty', () => {
    expect(String(makeUrl('mysql://u:@h'))).toBe('mysql://u:***@h');
  });

  test.each([
    'nothing like a URL but kx',
    'postgresql:/u:kx@h',
    '-postgresql://u:kx@h/db',
    'postgresql://u:kx@h:port/db',
    'postgresql://u:kx@h:99999/db',
    'postgresql://u:p@kx@h/db',
    'postgresql://u:p@s/kx@h/db',
    'postgresql://u:p@s?kx@h/db',
    'postgresql://u:kx%ff@h',
    'postgresql://[::1]kx',
    '',
  ])('is never shown by the error for %p', (text) => {
    const attempt = () => makeUrl(text);
    expect(attempt).toThrow(ArgumentError);
    try {
      attempt();
    } catch (error) {
      expect(inspect(error)).not.toContain('kx@');
      expect((error as Error).message).not.toContain('kx');
    }
  });

  test('an error says what a URL looks like', () => {
    expect(() => makeUrl('localhost')).toThrow(
      'Could not parse a database URL from the given string. A URL looks like dialect+driver://user:password@host:port/database?key=value',
    );
    expect(() => makeUrl('postgresql://u:p@ss@h')).toThrow(
      'The database URL has an "@" too many. If it belongs to the password, write it as %40.',
    );
    expect(() => makeUrl(42 as never)).toThrow('A database URL must be a string or a URL made by makeUrl(); it is a number.');
    expect(() => makeUrl(null as never)).toThrow('it is null');
  });
});

describe('whatever the parts', () => {
  const part = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '@', ':', '/', '?', '#', '%', '%41', '+', '&', '=', ' ', '[', ']', '::1', '***', '\n'),
  );
  const optional = fc.option(part);
  const input = fc.record({
    drivername: fc.constantFrom('postgresql', 'mysql+mysql2', 'sqlite+better-sqlite3', 'my-db'),
    username: optional,
    password: optional,
    host: optional,
    port: fc.option(fc.integer({ min: 0, max: 65_535 })),
    database: optional,
    query: fc.dictionary(part, fc.oneof(part, fc.array(part, { maxLength: 3 })), { maxKeys: 4 }),
  });

  test('what is rendered is read back as it was', () => {
    fc.assert(
      fc.property(input, (parts) => {
        const url = URL.create(parts);
        const again = makeUrl(url.renderAsString({ hidePassword: false }));
        expect(again.renderAsString({ hidePassword: false })).toBe(url.renderAsString({ hidePassword: false }));
        expect({ ...again, password: again.password, query: { ...again.query } }).toEqual({
          ...url,
          password: url.password,
          query: { ...url.query },
        });
        expect(again.equals(url)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('a password never shows', () => {
    fc.assert(
      fc.property(input, (parts) => {
        const url = URL.create({
          ...parts,
          username: 'u',
          host: 'h',
          database: 'd',
          query: {},
          password: `TOP${parts.password ?? ''}`,
        });
        expect(`${url}${JSON.stringify(url)}${inspect(url)}`).not.toContain('TOP');
      }),
    );
  });
});

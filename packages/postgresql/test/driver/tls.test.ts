import { expect, test } from '@jest/globals';
import { classifyError } from '../../src/dialect/errors.ts';
import { pgDriver } from '../../src/driver/pg-driver.ts';
import { describeServer, failureOf, run, targetOf, withConnection } from '../support/server.ts';

const SSL = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()';
const ca = process.env['ALUDEL_TEST_POSTGRESQL_CA'] ?? '/nowhere';

describeServer('ALUDEL_TEST_POSTGRESQL_TLS_URL', 'TLS', (url) => {
  const withQuery = (query: Record<string, string>, host?: string): ReturnType<typeof targetOf> =>
    targetOf(url, { query, ...(host !== undefined && { host }) });
  const isEncrypted = (query: Record<string, string>, host?: string): Promise<unknown> =>
    withConnection(withQuery(query, host), async (connection) => (await run(connection, SSL))[0]?.[0]);
  const refusal = (query: Record<string, string>, host?: string): Promise<Error & Record<string, unknown>> =>
    failureOf(pgDriver.connect(withQuery(query, host)));

  test.each([
    [{}, true],
    [{ sslmode: 'disable' }, false],
    [{ sslmode: 'allow' }, false],
    [{ sslmode: 'prefer' }, true],
    [{ sslmode: 'require' }, true],
    [{ sslmode: 'require', sslrootcert: ca }, true],
    [{ sslmode: 'verify-ca', sslrootcert: ca }, true],
    [{ sslmode: 'verify-full', sslrootcert: ca }, true],
    [{ sslmode: 'require', channel_binding: 'require' }, true],
    [{ channel_binding: 'require' }, true],
    [{ sslmode: 'require', channel_binding: 'disable' }, true],
  ])('%j: encrypted %s', async (query, expected) => {
    expect(await isEncrypted(query as Record<string, string>, 'localhost')).toBe(expected);
  });

  test('a certificate that nobody vouches for is refused where it is to be verified', async () => {
    for (const [key, value] of [
      ['sslmode', 'verify-full'],
      ['sslrootcert', 'system'],
    ] as const) {
      expect(classifyError(await refusal({ [key]: value }, 'localhost'))).toMatchObject({ kind: 'operational' });
    }
  });

  test('verify-full refuses another host name, verify-ca does not look at it', async () => {
    const other = '127.1'; // an address to the resolver, a name to everybody else
    expect((await refusal({ sslmode: 'verify-full', sslrootcert: ca }, other)).code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await isEncrypted({ sslmode: 'verify-ca', sslrootcert: ca }, other)).toBe(true);
  });

  test('statements, streams and cancel requests work as without it', () =>
    withConnection(withQuery({ sslmode: 'require' }), async (connection) => {
      const big = 'x'.repeat(1_000_000);
      expect(await run(connection, 'select $1::text', big)).toEqual([[big]]);
      await connection.begin({ statements: ['BEGIN'] });
      expect(
        (
          await connection.executeMany(
            'select $1::int',
            Array.from({ length: 5000 }, (_, index) => [index]),
            { prepare: true },
          )
        ).rows,
      ).toHaveLength(5000);
      await connection.commit();
      const sleeping = failureOf(run(connection, 'select pg_sleep(10)'));
      setTimeout(() => void connection.cancel(), 50);
      expect((await sleeping).code).toBe('57014');
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }));
});

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'a server without TLS', (url) => {
  test('is reached by prefer and allow, not by require', async () => {
    await withConnection(targetOf(url, { query: { sslmode: 'disable' } }), async (connection) => {
      const [[ssl]] = (await run(connection, 'show ssl')) as [[string]];
      if (ssl === 'on') return;
      for (const sslmode of ['prefer', 'allow'])
        await withConnection(targetOf(url, { query: { sslmode } }), async (plain) =>
          expect(await run(plain, SSL)).toEqual([[false]]),
        );
      for (const key of ['sslmode', 'channel_binding']) {
        const error = await failureOf(pgDriver.connect(targetOf(url, { query: { [key]: 'require' } })));
        expect(error.message).toContain('offers no TLS');
      }
    });
  });
});

import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { tlsPolicy } from '../../src/driver/tls-options.ts';
import { failureOf } from '../support/server.ts';

const file = fileURLToPath(import.meta.url);

describe('sslmode', () => {
  test.each([
    ['disable', ['plain'], undefined],
    ['allow', ['plain', 'tls'], false],
    ['prefer', ['tls-if-offered', 'plain'], false],
    ['require', ['tls'], false],
    ['verify-full', ['tls'], true],
  ])('%s', async (sslmode, attempts, rejectUnauthorized) => {
    const policy = await tlsPolicy({ sslmode });
    expect(policy.attempts).toEqual(attempts);
    expect(policy.options.rejectUnauthorized).toBe(rejectUnauthorized);
  });

  test('prefer is the default', async () => {
    expect((await tlsPolicy({})).attempts).toEqual(['tls-if-offered', 'plain']);
  });

  test('require with a root certificate verifies it, but not the host name', async () => {
    const { options } = await tlsPolicy({ sslmode: 'require', sslrootcert: file });
    expect(options.rejectUnauthorized).toBe(true);
    expect(options.checkServerIdentity?.('h', {} as never)).toBeUndefined();
    expect(options.ca).toBeInstanceOf(Buffer);
  });

  test('only verify-full leaves the check of the host name to Node', async () => {
    expect((await tlsPolicy({ sslmode: 'verify-full', sslrootcert: file })).options.checkServerIdentity).toBeUndefined();
    expect((await tlsPolicy({ sslmode: 'verify-ca', sslrootcert: file })).options.checkServerIdentity).toBeDefined();
  });

  test('sslrootcert=system takes the roots of Node and means verify-full', async () => {
    const { attempts, options } = await tlsPolicy({ sslrootcert: 'system' });
    expect([attempts, options]).toEqual([['tls'], { rejectUnauthorized: true }]);
  });

  test.each([
    [{ sslmode: 'require', sslrootcert: 'system' }, 'Use sslmode=verify-full'],
    [{ sslmode: 'verify-ca' }, 'needs sslrootcert'],
    [{ sslmode: 'require', sslcert: file }, 'sslcert and sslkey belong together'],
    [{ sslmode: 'verify-full', sslrootcert: '/nowhere/ca.pem' }, 'The file of sslrootcert cannot be read: /nowhere/ca.pem'],
  ])('%j is refused', async (settings, reason) => {
    expect((await failureOf(tlsPolicy(settings))).message).toContain(reason);
  });
});

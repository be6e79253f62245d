import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConnectOptions } from '../../src/driver/connect-options.ts';

describe('TLS options', () => {
  let folder = '';
  let pem = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aludel-tls-'));
    pem = join(folder, 'any.pem');
    await writeFile(pem, 'PEM');
  });
  afterAll(async () => rm(folder, { recursive: true }));

  const tls = async (
    query: Record<string, string>,
    { host = 'db.example.org', connectArgs = {} }: { host?: string | null; connectArgs?: Record<string, unknown> } = {},
  ) => (await readConnectOptions({ username: null, password: null, host, port: null, database: null, query, connectArgs })).tls;

  const blind = { rejectUnauthorized: false, verifyIdentity: false };
  const verified = { rejectUnauthorized: true, verifyIdentity: false };
  const identified = { rejectUnauthorized: true, verifyIdentity: true };

  test.each([
    [{}, { kind: 'off' }],
    [{ 'ssl-mode': 'DISABLED' }, { kind: 'off' }],
    [{ sslmode: 'disable' }, { kind: 'off' }],
    [{ ssl_mode: 'preferred' }, { kind: 'if-offered', ssl: blind }],
    [{ 'ssl-mode': 'REQUIRED' }, { kind: 'always', ssl: blind }],
    [{ sslmode: 'require' }, { kind: 'always', ssl: blind }],
    [{ 'ssl-mode': 'VERIFY_CA' }, { kind: 'always', ssl: verified }],
    [{ sslmode: 'verify-ca' }, { kind: 'always', ssl: verified }],
    [{ 'ssl-mode': 'verify_identity' }, { kind: 'always', ssl: identified }],
    [{ sslmode: 'verify-full' }, { kind: 'always', ssl: identified }],
  ])('%p is %p', async (query, expected) => {
    expect(await tls(query as Record<string, string>)).toEqual(expected);
  });

  test('an authority asks for a full check, a certificate for encryption', async () => {
    expect(await tls({ ssl_ca: pem })).toEqual({ kind: 'always', ssl: { ...identified, ca: Buffer.from('PEM') } });
    expect(await tls({ ssl_ca: pem, 'ssl-mode': 'verify_ca' })).toEqual({
      kind: 'always',
      ssl: { ...verified, ca: Buffer.from('PEM') },
    });
    expect(await tls({ ssl_cert: pem, ssl_key: pem })).toEqual({
      kind: 'always',
      ssl: { ...blind, cert: Buffer.from('PEM'), key: Buffer.from('PEM') },
    });
  });

  test('connectArgs.ssl goes to mysql2 as it is', async () => {
    expect(await tls({}, { connectArgs: { ssl: { minVersion: 'TLSv1.3' } } })).toEqual({
      kind: 'always',
      ssl: { minVersion: 'TLSv1.3' },
    });
  });

  test.each([
    ['a mode nobody knows', { 'ssl-mode': 'allow' }, 'is not one of: disabled'],
    ['two modes', { 'ssl-mode': 'required', sslmode: 'disable' }, 'is not one of'],
    ['an authority without a check', { 'ssl-mode': 'required', ssl_ca: 'ca.pem' }, 'trusts everyone'],
    ['a certificate without its key', { ssl_cert: 'c.pem' }, 'belong together'],
    ['a certificate without TLS', { ssl_cert: 'c.pem', ssl_key: 'k.pem', 'ssl-mode': 'disabled' }, 'of no use'],
    ['a file that is not there', { ssl_ca: '/no/such/ca.pem' }, 'that ssl_ca names cannot be read'],
  ])('%s is refused', async (_name, query, message) => {
    await expect(tls(query as Record<string, string>)).rejects.toThrow(message);
  });

  test('the identity of an address cannot be checked, and TLS cannot be described twice', async () => {
    await expect(tls({ 'ssl-mode': 'verify_identity' }, { host: '10.0.0.1' })).rejects.toThrow('has the address 10.0.0.1');
    await expect(tls({ 'ssl-mode': 'required' }, { connectArgs: { ssl: {} } })).rejects.toThrow('described twice');
    await expect(tls({}, { connectArgs: { ssl: true } })).rejects.toThrow('is no object');
  });
});

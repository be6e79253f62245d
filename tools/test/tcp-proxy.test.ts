import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTcpProxy, type TcpProxy } from '../src/tcp-proxy.ts';

describe('the TCP proxy', () => {
  let server: Server;
  let proxy: TcpProxy;
  beforeEach(async () => {
    server = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await startTcpProxy({ port: (server.address() as AddressInfo).port });
  });
  afterEach(async () => {
    await proxy.stop();
    server.close();
  });

  test('carries data in both directions', async () => {
    const client = await openThrough(proxy);
    expect(await echo(client, 'hello')).toBe('hello');
    expect(proxy.connections).toBe(1);
  });

  test('holds data back, in order', async () => {
    const client = await openThrough(proxy);
    proxy.delay(60);
    const began = performance.now();
    expect(await echo(client, 'later')).toBe('later');
    expect(performance.now() - began).toBeGreaterThan(110);
  });

  test('resets connections as a broken network does', async () => {
    const client = await openThrough(proxy);
    const failed = once(client, 'error');
    proxy.reset();
    expect(await failed).toMatchObject([{ code: 'ECONNRESET' }]);
    expect(proxy.connections).toBe(0);
  });

  test('cuts connections as a server does that shuts down', async () => {
    const client = await openThrough(proxy);
    client.resume();
    const ended = once(client, 'end');
    proxy.cut();
    await ended;
  });

  test('refuses new connections and lets them in again', async () => {
    proxy.refuse();
    const refused = connect(proxy.port, '127.0.0.1');
    expect(await once(refused, 'error').catch((error: unknown) => [error])).toMatchObject([{ code: 'ECONNRESET' }]);
    proxy.allow();
    expect(await echo(await openThrough(proxy), 'back')).toBe('back');
  });

  test('freezes and thaws without losing data', async () => {
    const client = await openThrough(proxy);
    proxy.freeze();
    const answer = echo(client, 'held');
    expect(await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 60, 'silence'))])).toBe('silence');
    proxy.thaw();
    expect(await answer).toBe('held');
  });

  test('rewrites a database URL and keeps the rest of it', () => {
    expect(proxy.through('postgresql+pg://scott:t%40ger@db.example/shop?sslmode=require')).toBe(
      `postgresql+pg://scott:t%40ger@127.0.0.1:${proxy.port}/shop?sslmode=require`,
    );
  });
});

async function openThrough(proxy: TcpProxy): Promise<Socket> {
  const client = connect(proxy.port, '127.0.0.1');
  client.on('error', () => {
    /* Looked at by the test. */
  });
  await once(client, 'connect');
  await echo(client, 'open');
  return client;
}

async function echo(client: Socket, text: string): Promise<string> {
  client.write(text);
  const [data] = (await once(client, 'data')) as [Buffer];
  return data.toString();
}

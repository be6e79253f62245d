import type { ConnectTarget, Driver } from '@aludel/core/dialect';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { adoptSocket } from './adopt-socket.ts';
import { requireChannelBinding } from './channel-binding.ts';
import { ConnectDeadline } from './connect-deadline.ts';
import { CANNOT_CONNECT, NOT_AUTHORIZED, withCode } from './connection-failure.ts';
import { checkTarget, connectionOptions, type ConnectionOptions, type ServerAddress } from './connection-options.ts';
import { loadPg, type PgClient, type PgModule } from './load-pg.ts';
import { openSocket, type SocketOptions } from './open-socket.ts';
import { PgConnection } from './pg-connection.ts';

/** PostgreSQL through the `pg` package. It opens the socket and negotiates TLS itself, as libpq does. */
export const pgDriver: Driver = Object.freeze({
  name: 'pg',
  checkTarget,
  connect: connectToFirst,
});

/** Tries the addresses in order. A server that answered and said no ends the search, as in libpq. */
async function connectToFirst(target: ConnectTarget): Promise<PgConnection> {
  const options = await connectionOptions(target);
  const pg = await loadPg();
  let failure: unknown;
  for (const address of options.addresses) {
    try {
      return await connectTo(pg, address, options);
    } catch (error) {
      failure = error;
      if (isRefusal(error)) break;
    }
  }
  throw failure;
}

/** Tries plain text and TLS in the order that sslmode says; the next one only where the server refuses the user on the first. */
async function connectTo(pg: PgModule, address: ServerAddress, options: ConnectionOptions): Promise<PgConnection> {
  const { keepAliveMillis, tls } = options;
  let failure: unknown;
  for (const encryption of tls.attempts) {
    try {
      return await logIn(pg, { address, encryption, tls: tls.options, keepAliveMillis }, options);
    } catch (error) {
      failure = error;
      if (!isRefusal(error, NOT_AUTHORIZED)) break;
    }
  }
  throw failure;
}

async function logIn(pg: PgModule, socketOptions: SocketOptions, options: ConnectionOptions): Promise<PgConnection> {
  const deadline = new ConnectDeadline(options.connectTimeoutMillis);
  let socket: Socket | undefined;
  try {
    socket = await openSocket(socketOptions, deadline);
    const client = newClient(pg, socket, socketOptions.address, options);
    const connected = client.connect();
    const checkBinding = options.channelBinding === 'require' ? requireChannelBinding(client) : null;
    await connected;
    checkBinding?.();
    return new PgConnection(client, socketOptions);
  } catch (error) {
    socket?.destroy();
    throw withCode(error, CANNOT_CONNECT);
  } finally {
    deadline.clear();
  }
}

function newClient(pg: PgModule, socket: Socket, { host, port }: ServerAddress, options: ConnectionOptions): PgClient {
  const client = new pg.Client({
    ...options.client,
    host,
    port,
    ssl: false, // done already
    sslnegotiation: 'postgres', // or `pg` would look into the environment
    stream: () => adoptSocket(socket),
    enableChannelBinding: options.channelBinding !== 'disable' && socket instanceof TLSSocket,
  });
  client.on('error', () => undefined);
  return client;
}

/** Whether a server said no, with a SQLSTATE of that class: wrong password, unknown database. */
function isRefusal(error: unknown, code?: string): boolean {
  const { code: actual } = error as { readonly code?: unknown };
  return code === undefined ? typeof actual === 'string' && /^(28|3D|42)/.test(actual) : actual === code;
}

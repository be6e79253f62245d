import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as startTls, type ConnectionOptions as TlsOptions } from 'node:tls';
import type { ConnectDeadline } from './connect-deadline.ts';
import { CANNOT_CONNECT, ConnectionFailure } from './connection-failure.ts';
import type { ServerAddress } from './connection-options.ts';
import type { Encryption } from './tls-options.ts';

/** What a socket is to be like. */
export interface SocketOptions {
  readonly address: ServerAddress;
  readonly encryption: Encryption;
  readonly tls: TlsOptions;
  readonly keepAliveMillis: number | null;
}

/** Opens a socket to a server, encrypted if asked for; the PostgreSQL protocol has not begun on it. */
export async function openSocket(options: SocketOptions, deadline: ConnectDeadline): Promise<Socket> {
  const socket = await openPlain(options, deadline);
  // As in libpq, there is no TLS on a Unix socket: nobody is in between.
  if (options.encryption === 'plain' || isUnixSocket(options.address)) return socket;
  if (!(await offersTls(socket))) return withoutTls(socket, options);
  return encrypt(socket, options, deadline);
}

async function openPlain({ address, keepAliveMillis }: SocketOptions, deadline: ConnectDeadline): Promise<Socket> {
  const socket = isUnixSocket(address)
    ? connectTcp({ path: `${address.host}/.s.PGSQL.${address.port}` })
    : connectTcp({ host: address.host, port: address.port, noDelay: true });
  deadline.guard(socket);
  await opened(socket, 'connect');
  if (keepAliveMillis !== null) socket.setKeepAlive(true, keepAliveMillis);
  return socket;
}

function isUnixSocket(address: ServerAddress): boolean {
  return address.host.startsWith('/');
}

/** Asks with an SSLRequest: eight bytes, answered by one letter. */
async function offersTls(socket: Socket): Promise<boolean> {
  const answer = new Promise<Buffer>((resolve) => socket.once('data', resolve));
  socket.write(SSL_REQUEST);
  const bytes = await Promise.race([answer, failure(socket)]);
  const letter = bytes.toString('latin1');
  if (letter === 'S') return true;
  if (letter === 'N') return false;
  socket.destroy();
  // More than one byte: somebody put plain text in front of the encrypted conversation.
  throw new ConnectionFailure('The server did not answer the request for TLS as a PostgreSQL server does.', CANNOT_CONNECT);
}

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

function withoutTls(socket: Socket, { address, encryption }: SocketOptions): Socket {
  if (encryption === 'tls-if-offered') return socket;
  socket.destroy();
  throw new ConnectionFailure(
    `The server at ${address.host}:${address.port} offers no TLS, which sslmode or channel_binding asks for. Switch it on there, or weaken them.`,
    CANNOT_CONNECT,
  );
}

async function encrypt(socket: Socket, options: SocketOptions, deadline: ConnectDeadline): Promise<Socket> {
  const { host } = options.address;
  const secured = startTls({ ...options.tls, socket, host, ...(isIP(host) === 0 && { servername: host }) });
  deadline.guard(secured);
  try {
    await opened(secured, 'secureConnect');
    return secured;
  } catch (error) {
    socket.destroy();
    if (options.encryption !== 'tls-if-offered') throw error;
    // sslmode=prefer promises a connection, not a secret: as in libpq, plain text is what is left.
    return openPlain(options, deadline);
  }
}

/** Resolves with the event; rejects with the error that comes first, and destroys the socket. */
async function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  const success = new Promise<void>((resolve) => socket.once(event, () => resolve()));
  try {
    await Promise.race([success, failure(socket)]);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/**
 * Rejects when the socket fails. The listeners stay: between two owners of a socket nobody else would hear its error,
 * and an error that nobody hears ends the process.
 */
function failure(socket: Socket): Promise<never> {
  const failed = new Promise<never>((_resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () =>
      reject(new ConnectionFailure('The server closed the connection while it was being opened.', CANNOT_CONNECT)),
    );
  });
  failed.catch(() => undefined);
  return failed;
}

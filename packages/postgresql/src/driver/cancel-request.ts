import type { Socket } from 'node:net';
import { ConnectDeadline } from './connect-deadline.ts';
import { openSocket, type SocketOptions } from './open-socket.ts';

/** Which statement to stop: the one that this server process is working on. */
export interface CancelTarget {
  readonly processId: number;
  /** Proves that we are the ones who opened the connection. */
  readonly secretKey: number;
}

/**
 * Asks the server to stop what a connection is doing, on a socket of its own, encrypted as that connection is.
 * Resolves when the server has closed the socket: the request was delivered then. It never says whether there was
 * anything to stop. https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 */
export async function sendCancelRequest(target: CancelTarget, options: SocketOptions): Promise<void> {
  const deadline = new ConnectDeadline(CANCEL_TIMEOUT_MILLIS);
  try {
    const socket = await openSocket(options, deadline);
    const closed = closing(socket);
    // Not end(): pgbouncer drops the request of a client that leaves before it was passed on.
    socket.write(cancelRequest(target));
    await closed;
  } finally {
    deadline.clear();
  }
}

function closing(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => resolve());
    socket.resume();
  });
}

const CANCEL_TIMEOUT_MILLIS = 10_000;

function cancelRequest({ processId, secretKey }: CancelTarget): Buffer {
  const request = Buffer.allocUnsafe(16);
  request.writeInt32BE(16, 0);
  request.writeInt32BE(80_877_102, 4);
  request.writeInt32BE(processId, 8);
  request.writeInt32BE(secretKey, 12);
  return request;
}

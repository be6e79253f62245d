import type { Socket } from 'node:net';
import { ConnectionFailure } from './connection-failure.ts';

/** Gives up on a connection that takes too long to open: it destroys the socket that is being opened. */
export class ConnectDeadline {
  readonly #timer: NodeJS.Timeout | undefined;
  #socket: Socket | null = null;
  #expired: ConnectionFailure | null = null;

  /** `millis` 0: no deadline. */
  constructor(millis: number) {
    if (millis > 0) this.#timer = setTimeout(() => this.#expire(millis), millis);
  }

  /** Watches over this socket from now on, in place of the one before. */
  guard(socket: Socket): void {
    this.#socket = socket;
    if (this.#expired !== null) socket.destroy(this.#expired);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }

  #expire(millis: number): void {
    this.#expired = new ConnectionFailure(
      `The server did not let us in within ${millis / 1000} s. Raise connect_timeout, or look at the network.`,
      'ETIMEDOUT',
    );
    this.#socket?.destroy(this.#expired);
  }
}

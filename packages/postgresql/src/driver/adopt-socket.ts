import type { Socket } from 'node:net';

/** Makes an open socket act the part of a new one: `pg` calls `connect()` on it and waits for the event. */
export function adoptSocket(socket: Socket): Socket {
  const connect = (): Socket => {
    process.nextTick(() => socket.emit('connect'));
    return socket;
  };
  Object.defineProperty(socket, 'connect', { value: connect, configurable: true });
  return socket;
}

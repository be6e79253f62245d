import { isNativeError } from 'node:util/types';

/**
 * An error of our own side of the wire. It carries a SQLSTATE as the server's errors do, so that one table
 * classifies both.
 */
export class ConnectionFailure extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Could not establish a connection. */
export const CANNOT_CONNECT = '08001';
/** The connection was lost. */
export const CONNECTION_LOST = '08006';
/** The server refuses this user, or we refuse the way it wants to authenticate. */
export const NOT_AUTHORIZED = '28000';

/** Gives an error that has no code one: `pg` raises plain errors when a socket closes or a handshake fails. */
export function withCode(error: unknown, code: string): unknown {
  if (isNativeError(error) && !('code' in error)) Object.assign(error, { code });
  return error;
}

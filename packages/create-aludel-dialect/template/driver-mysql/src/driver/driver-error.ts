/**
 * An error as the dialect classifies it: by `errno` and `sqlState`, the server's own numbers, or by a `code` such as
 * PROTOCOL_CONNECTION_LOST. Errors of a client library that names them otherwise must be turned into these.
 * https://dev.mysql.com/doc/mysql-errors/9.0/en/server-error-reference.html
 */
export class MyWireError extends Error {
  readonly code: string;
  readonly fatal: boolean;

  constructor(code: string, message: string, fatal = false) {
    super(message);
    this.name = 'MyWireError';
    this.code = code;
    this.fatal = fatal;
  }
}

/** The connection was closed, or cut. */
export function closedError(): MyWireError {
  return new MyWireError('PROTOCOL_CONNECTION_LOST', 'The connection is closed. Take a new one from the engine.', true);
}

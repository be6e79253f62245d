/**
 * An error with a SQLSTATE, as the dialect classifies it; for what goes wrong in this driver itself, and for errors of a
 * client library that has the SQLSTATE elsewhere. The dialect also reads `severity`, `constraint`, `table` and `column`.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export class MyWireError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'MyWireError';
    this.code = code;
  }
}

/** The connection was closed, or cut. */
export function closedError(): MyWireError {
  // connection_does_not_exist
  return new MyWireError('08003', 'The connection is closed. Take a new one from the engine.');
}

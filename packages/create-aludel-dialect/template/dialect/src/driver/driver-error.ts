/** What goes wrong in this driver itself; the dialect classifies it by its code, like the errors of the database. */
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
  return new MyWireError('MY_DB_CLOSED', 'The connection is closed. Take a new one from the engine.');
}

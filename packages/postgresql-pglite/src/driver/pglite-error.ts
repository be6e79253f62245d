/** An error of the database, or of this driver; its SQLSTATE tells what kind it is. The fields are those of `pg`. */
export class PgliteError extends Error {
  /** The SQLSTATE. */
  readonly code: string;

  constructor(code: string, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    Object.assign(this, fields);
    this.code = code;
    Object.defineProperty(this, 'name', { value: 'PgliteError', configurable: true, writable: true });
  }
}

/** The caller lost patience. */
export function canceledError(): PgliteError {
  return new PgliteError('57014', 'canceling statement due to user request');
}

/** The connection was closed by its own side. */
export function closedError(): PgliteError {
  return new PgliteError('08003', 'The connection to the PGlite database is closed. Take a new one from the engine.');
}

/** PostgreSQL gave no proper answer: WebAssembly ran out of memory, or the server process in it ended. */
export function lostError(): PgliteError {
  return new PgliteError(
    '08006',
    'PGlite gave no answer and cannot be used any more. Dispose of the engine; the next connection starts the database anew.',
  );
}

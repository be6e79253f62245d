/** The connection was gone before the statement was sent; it looks like mysql2's own error for a connection that breaks. */
export class ConnectionLostError extends Error {
  readonly code = 'PROTOCOL_CONNECTION_LOST';
  readonly fatal = true;

  constructor() {
    super('The connection to the server is closed.');
    this.name = 'Error';
  }
}

import { InvalidRequestError } from './invalid-request-errors.ts';

/** An attribute is read that was never loaded. Reading does no I/O: the message names the call to await. Code `xd2s`. */
export class UnloadedAttributeError extends InvalidRequestError {
  constructor(message: string) {
    super(message, { code: 'xd2s' });
  }
}

/** An object is in no Session, and cannot be asked for what it has not loaded. Code `bhk3`. */
export class DetachedInstanceError extends InvalidRequestError {
  constructor(message: string) {
    super(message, { code: 'bhk3' });
  }
}

/** The row of an object is gone. */
export class ObjectDeletedError extends InvalidRequestError {}

/** A flush cannot go on. */
export class FlushError extends InvalidRequestError {}

/** A row was changed or deleted by somebody else since it was loaded. */
export class StaleDataError extends InvalidRequestError {}

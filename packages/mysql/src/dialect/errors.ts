import { isNativeError } from 'node:util/types';
import type { ErrorClassification, ErrorKind } from '@aludel/core/dialect';
import { connectNames, disconnectErrnos, disconnectNames, kindsByErrno, kindsBySqlState, kindsOfMariaDb } from './error-codes.ts';
import { constraintIn, withoutValues } from './error-details.ts';

/**
 * Reads what went wrong from an error of mysql2: by `errno` and `sqlState`, never by `code`, whose names are MySQL's
 * even where MariaDB raised the error, and never by the message.
 */
export function classifyError(error: unknown): ErrorClassification | null {
  if (!isNativeError(error)) return null;
  const fields: DriverErrorFields = error;
  if (isServerError(fields)) return classifyServerError(fields);
  return isConnectionError(fields) ? classifyConnectionError(fields) : null;
}

/** What mysql2 adds to an `Error`; nothing of it is there for certain. */
interface DriverErrorFields extends Error {
  readonly errno?: unknown;
  readonly code?: unknown;
  readonly sqlState?: unknown;
  readonly fatal?: unknown;
  readonly syscall?: unknown;
}

interface ServerError extends DriverErrorFields {
  readonly errno: number;
}

// The errors of the operating system have a negative errno.
function isServerError(error: DriverErrorFields): error is ServerError {
  return typeof error.errno === 'number' && error.errno > 0;
}

/** An error before, below or after the conversation with the server: sockets, TLS, handshake, protocol. */
function isConnectionError(error: DriverErrorFields): boolean {
  if (error.fatal === true || typeof error.syscall === 'string') return true;
  return typeof error.code === 'string' && disconnectNames.test(error.code);
}

function classifyServerError(error: ServerError): ErrorClassification {
  const sqlState = typeof error.sqlState === 'string' ? error.sqlState : '';
  const kind = kindOf(error.errno, sqlState);
  return {
    kind,
    driverTag: 'mysql2.QueryError',
    message: error.message,
    messageWithoutValues: messageWithoutValues(error),
    constraint: constraintIn(kind, error.message),
    isDisconnect: kind === 'disconnect',
  };
}

function kindOf(errno: number, sqlState: string): ErrorKind {
  if (disconnectErrnos.has(errno)) return 'disconnect';
  return (
    kindsOfMariaDb.get(`${errno} ${sqlState}`) ??
    kindsByErrno.get(errno) ??
    kindsBySqlState.get(sqlState.slice(0, 2)) ??
    'operational'
  );
}

function messageWithoutValues(error: ServerError): string | undefined {
  const clean = withoutValues(error.message);
  return clean === error.message ? undefined : clean;
}

function classifyConnectionError(error: DriverErrorFields): ErrorClassification {
  return {
    kind: isWhileConnecting(error) ? 'operational' : 'disconnect',
    driverTag: 'mysql2.ConnectionError',
    message: connectionMessage(error),
    isDisconnect: true,
  };
}

/** Whether no connection came about at all, so that nothing can have been lost with it. */
function isWhileConnecting(error: DriverErrorFields): boolean {
  if (error.syscall === 'connect' || error.syscall === 'getaddrinfo') return true;
  return typeof error.code === 'string' && connectNames.test(error.code);
}

// Node names no reason in the message when every address of a host refused (an AggregateError).
function connectionMessage(error: DriverErrorFields): string {
  if (error.message !== '') return error.message;
  return typeof error.code === 'string' ? `The connection failed with ${error.code}.` : 'The connection failed.';
}

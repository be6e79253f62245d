import { AludelError } from '@aludel/core';
import { isNativeError } from 'node:util/types';
import type { ErrorClassification, ErrorKind } from '@aludel/core/dialect';
import { kindOfSqlState } from './sqlstate-kinds.ts';

/** The fields of a server's error report, as `pg` names them, and other drivers of ours. */
interface ErrorFields {
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly errors?: readonly unknown[];
}

/** Reads the SQLSTATE, or the code of the operating system or of TLS; null for an error that is not the driver's. */
export function classifyError(error: unknown): ErrorClassification | null {
  // Not `instanceof Error`: an error of Node itself may come from another realm than ours, as under jest.
  if (!isNativeError(error) || error instanceof AludelError) return null;
  const fields = error as ErrorFields;
  if (typeof fields.code !== 'string') return classifyWithoutCode(error);
  if (/^[0-9A-Z]{5}$/.test(fields.code) && !OPERATING_SYSTEM_KINDS.has(fields.code))
    return classifyServerError(error, fields.code);
  const kind = OPERATING_SYSTEM_KINDS.get(fields.code) ?? tlsKind(fields.code);
  return kind === undefined ? null : { ...basics(error), kind, isDisconnect: true };
}

/** What the operating system says of a connection that was lost (`disconnect`) or could not be made. */
const OPERATING_SYSTEM_KINDS: ReadonlyMap<string, ErrorKind> = new Map([
  ['ECONNRESET', 'disconnect'],
  ['ECONNABORTED', 'disconnect'],
  ['EPIPE', 'disconnect'],
  ['ETIMEDOUT', 'disconnect'],
  ['ENETRESET', 'disconnect'],
  ['ENOTCONN', 'disconnect'],
  ['ERR_STREAM_DESTROYED', 'disconnect'],
  ['ERR_STREAM_WRITE_AFTER_END', 'disconnect'],
  ['ECONNREFUSED', 'operational'],
  ['ENOTFOUND', 'operational'],
  ['EAI_AGAIN', 'operational'],
  ['EHOSTUNREACH', 'operational'],
  ['EHOSTDOWN', 'operational'],
  ['ENETUNREACH', 'operational'],
  ['EADDRNOTAVAIL', 'operational'],
  ['ENOENT', 'operational'],
  ['EACCES', 'operational'],
  ['EPERM', 'operational'],
  ['EMFILE', 'operational'],
  ['ENFILE', 'operational'],
]);

const TLS_CODES = /^ERR_(TLS|SSL|OSSL)_|CERT|_CRL_|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$/;

function tlsKind(code: string): ErrorKind | undefined {
  return TLS_CODES.test(code) ? 'operational' : undefined;
}

/** `pg` raises a plain Error without a code when its socket closes; nothing but the text tells. */
function classifyWithoutCode(error: Error): ErrorClassification | null {
  if (!/\bterminated\b|\bnot queryable\b/.test(error.message)) return null;
  return { ...basics(error), kind: 'disconnect', isDisconnect: true };
}

function classifyServerError(error: Error, code: string): ErrorClassification {
  const fields = error as ErrorFields;
  const isFatal = fields.severity === 'FATAL' || fields.severity === 'PANIC';
  const kind = isArityMistake(code, fields) ? 'programming' : kindOfSqlState(code);
  return {
    ...basics(error),
    kind,
    messageWithoutValues: withoutValues(error.message, code),
    constraint: fields.constraint,
    table: fields.table,
    columns: fields.column === undefined ? undefined : [fields.column],
    isDisconnect: kind === 'disconnect' || (isFatal && !CONNECT_ONLY_CLASSES.has(code.slice(0, 2))),
  };
}

/** Refusals to let somebody in: they say nothing of connections that are open. */
const CONNECT_ONLY_CLASSES: ReadonlySet<string> = new Set(['28', '3D', '53']);

/** A wrong number of parameters is reported as a violation of the protocol, yet the connection goes on. A real one is FATAL. */
function isArityMistake(code: string, fields: ErrorFields): boolean {
  return code === '08P01' && fields.severity === 'ERROR';
}

function basics(error: Error): Pick<ErrorClassification, 'driverTag' | 'message'> {
  return { driverTag: `pg.${error.constructor.name}`, message: messageOf(error) };
}

/** A host with several addresses fails with an AggregateError whose own message is empty. */
function messageOf(error: Error): string {
  if (error.message !== '') return error.message;
  const causes = (error as ErrorFields).errors ?? [];
  return causes.map((cause) => (isNativeError(cause) ? cause.message : String(cause))).join('; ') || error.name;
}

/** Undefined where the message holds no value of the user's. `detail` does, and is never part of a message. */
function withoutValues(message: string, code: string): string | undefined {
  if (code.startsWith('P0')) return `A function or trigger raised an error (${code}).`;
  if (!code.startsWith('22')) return undefined;
  const hidden = message.replace(QUOTED, '"…"');
  return hidden === message ? undefined : hidden;
}

/** From the first quote to the last one, since a value may hold quotes itself; the server's language chooses which quotes. */
const QUOTED = /["'„“”‘’«»‚‹›「」][^]*["'„“”‘’«»‚‹›「」]/;

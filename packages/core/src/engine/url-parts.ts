import { ArgumentError } from '../errors/argument-errors.ts';
import { freezeQuery, type QueryInput, type UrlQuery } from './url-query.ts';

/** The parts of a database URL, decoded. */
export interface UrlParts {
  readonly drivername: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly database: string | null;
  readonly query: UrlQuery;
}

/** The parts as a caller gives them: nothing is percent-encoded, and what is absent or null is not there. */
export interface UrlInput {
  readonly drivername: string;
  readonly username?: string | null | undefined;
  readonly password?: string | null | undefined;
  readonly host?: string | null | undefined;
  readonly port?: number | null | undefined;
  readonly database?: string | null | undefined;
  readonly query?: QueryInput | null | undefined;
}

/** Checks the parts and brings them to the one form they have in a URL. Errors never show a value, which may be secret. */
export function urlParts(input: UrlInput): UrlParts {
  return {
    drivername: checkDrivername(input.drivername),
    username: checkText(input.username, 'username') || null,
    password: checkText(input.password, 'password'),
    host: checkText(input.host, 'host') || null,
    port: checkPort(input.port),
    database: checkText(input.database, 'database'),
    query: freezeQuery(input.query ?? {}),
  };
}

function checkDrivername(value: unknown): string {
  if (typeof value === 'string' && /^\w[\w-]*(?:\+\w[\w-]*)?$/.test(value)) return value;
  throw new ArgumentError('The "drivername" of a URL is a dialect, or a dialect and a driver: "postgresql", "postgresql+pg".');
}

function checkText(value: unknown, part: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') throw new ArgumentError(`The "${part}" of a URL must be a string; it is a ${typeof value}.`);
  if (value.isWellFormed()) return value;
  throw new ArgumentError(`The "${part}" of a URL holds a lone surrogate, which no URL can hold.`);
}

function checkPort(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 65_535) return value as number;
  throw new ArgumentError('The "port" of a URL must be a whole number from 0 to 65535.');
}

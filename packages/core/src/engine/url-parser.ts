import { ArgumentError } from '../errors/argument-errors.ts';
import { decode } from './url-encoding.ts';
import { type UrlParts, urlParts } from './url-parts.ts';
import { parseQuery } from './url-query.ts';

// The grammar is SQLAlchemy's: a user name ends at the first colon, a password at the first @.
const grammar = new RegExp(
  [
    '^(?<drivername>[\\w+-]+)://',
    '(?:(?<username>[^:/]*)(?::(?<password>[^@]*))?@)?',
    '(?:\\[(?<address>[^/?\\]]+)\\]|(?<host>[^/:?]+))?',
    '(?::(?<port>[^/?]*))?',
    '(?:/(?<database>[^?]*))?',
    '(?:\\?(?<query>.*))?$',
  ].join(''),
  's',
);

/** Reads a database URL. Errors never show the text, since a password may be in it. */
export function parseUrl(text: string): UrlParts {
  const groups = grammar.exec(text)?.groups;
  if (groups === undefined) throw notParsed();
  refuseStrayAt(groups);
  return urlParts({
    drivername: groups['drivername'] ?? '',
    username: decodePart(groups['username']),
    password: decodePart(groups['password']),
    host: decodePart(groups['address'] ?? groups['host']),
    port: parsePort(groups['port']),
    database: decodePart(groups['database']),
    query: groups['query'] === undefined ? null : parseQuery(groups['query']),
  });
}

const shape =
  'A URL looks like dialect+driver://user:password@host:port/database?key=value, such as postgresql://scott:tiger@localhost/test or sqlite:///file.db; in user and password, the characters @ : / ? # % are written %40 %3A %2F %3F %23 %25.';

function notParsed(): ArgumentError {
  return new ArgumentError(`Could not parse a database URL from the given string. ${shape}`);
}

/** An @ behind the one that ends the password most likely belongs to the password, whose end would then be shown as a host. */
function refuseStrayAt({ password, host, database, query }: Record<string, string | undefined>): void {
  const isInDatabase = password !== undefined && database?.includes('@') === true;
  const isInQueryKey = password !== undefined && query?.split('&').some((item) => item.split('=', 1)[0]?.includes('@')) === true;
  if (host?.includes('@') !== true && !isInDatabase && !isInQueryKey) return;
  throw new ArgumentError(`The database URL has an "@" too many. If it belongs to the password, write it as %40. ${shape}`);
}

function parsePort(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new ArgumentError(`The port of the database URL is no number from 0 to 65535. ${shape}`);
}

function decodePart(text: string | undefined): string | null {
  return text === undefined ? null : decode(text);
}

import { inspect } from 'node:util';
import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { encodeCredential, encodeDatabase, encodeHost } from './url-encoding.ts';
import { parseUrl } from './url-parser.ts';
import { type UrlInput, type UrlParts, urlParts } from './url-parts.ts';
import {
  mergeQueries,
  normalizeQuery,
  parseQuery,
  type QueryInput,
  type QueryPairs,
  queryFromPairs,
  renderQuery,
  sameQuery,
  type UrlQuery,
  withoutKeys,
} from './url-query.ts';

/**
 * Reads a database URL; a {@link URL} is returned as it is.
 *
 * @throws ArgumentError if it cannot be read; the message never shows it
 * @example makeUrl('postgresql+pg://scott:tiger@localhost:5432/test?sslmode=require')
 */
export function makeUrl(url: string | URL): URL {
  if (url instanceof URL) return url;
  if (typeof url === 'string') return new URL(parseUrl(url));
  throw new ArgumentError(`A database URL must be a string or a URL made by makeUrl(); it is ${kindOfValue(url)}.`);
}

/**
 * Where a database is and how to get in. Immutable. However it is printed, the password is not shown: only `password`
 * itself and `renderAsString({ hidePassword: false })` give it away.
 */
export class URL implements UrlParts {
  /** Dialect and driver: `postgresql+pg`, or `postgresql` for its default driver. */
  readonly drivername: string;
  readonly username: string | null;
  /** A name or an address; an IPv6 address without its brackets. */
  readonly host: string | null;
  readonly port: number | null;
  /** The name of the database; the path of the file for SQLite. */
  readonly database: string | null;
  readonly #password: string | null;
  readonly #query: UrlQuery;

  constructor(parts: UrlParts) {
    this.drivername = parts.drivername;
    this.username = parts.username;
    this.host = parts.host;
    this.port = parts.port;
    this.database = parts.database;
    this.#password = parts.password;
    this.#query = parts.query;
    Object.freeze(this);
  }

  /**
   * Makes a URL of its parts, which are not percent-encoded.
   *
   * @example URL.create({ drivername: 'postgresql', username: 'scott', password: 'kx@jj5/g', host: 'localhost' })
   */
  static create(input: UrlInput): URL {
    return new URL(urlParts(input));
  }

  /** The password as it is. On the prototype, so that no copy of the fields takes it along. */
  get password(): string | null {
    return this.#password;
  }

  /** The query; a key that stands in the URL more than once has an array. May hold secrets, so it is on the prototype as well. */
  get query(): UrlQuery {
    return this.#query;
  }

  /** The query with an array for every key. */
  get normalizedQuery(): Readonly<Record<string, readonly string[]>> {
    return normalizeQuery(this.#query);
  }

  /** The dialect: what is in front of the plus sign. */
  getBackendName(): string {
    return this.drivername.split('+', 1)[0] as string;
  }

  /** The driver: what is behind the plus sign; empty if the URL leaves it to the dialect. */
  getDriverName(): string {
    return this.drivername.split('+').slice(1).join('+');
  }

  /** A URL with other parts; null takes a part away, and what is absent or undefined stays. */
  set(changes: Partial<UrlInput>): URL {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<UrlInput>;
    const { drivername, username, password, host, port, database, query } = this;
    return URL.create({ drivername, username, password, host, port, database, query, ...given });
  }

  /** Sets keys of the query; with `append` beside the values they have. */
  updateQueryDict(query: QueryInput, options: { readonly append?: boolean } = {}): URL {
    return this.updateQueryPairs(Object.entries(query), options);
  }

  /** Sets keys of the query; a key that comes more than once gets all its values. */
  updateQueryPairs(pairs: QueryPairs, options: { readonly append?: boolean } = {}): URL {
    const { append = false } = checkOptionNames(options, ['append'], 'The query of a URL');
    return this.set({ query: mergeQueries(this.#query, queryFromPairs(pairs), append) });
  }

  /** Sets keys of the query as a URL writes them, without the question mark. */
  updateQueryString(text: string, options: { readonly append?: boolean } = {}): URL {
    return this.updateQueryPairs(Object.entries(parseQuery(text)), options);
  }

  /** Takes keys out of the query. */
  differenceUpdateQuery(names: Iterable<string>): URL {
    return this.set({ query: withoutKeys(this.#query, names) });
  }

  /** Writes the URL, the keys of its query sorted. Secrets show as `***` unless `hidePassword` is false. */
  renderAsString(options: { readonly hidePassword?: boolean } = {}): string {
    const { hidePassword = true } = checkOptionNames(options, ['hidePassword'], 'renderAsString()');
    return `${this.drivername}://${this.#renderCredentials(hidePassword)}${this.#renderPlace()}${this.#renderQuery(hidePassword)}`;
  }

  equals(other: unknown): boolean {
    return (
      other instanceof URL &&
      this.drivername === other.drivername &&
      this.username === other.username &&
      this.#password === other.#password &&
      this.host === other.host &&
      this.port === other.port &&
      this.database === other.database &&
      sameQuery(this.#query, other.#query)
    );
  }

  /** Without secrets, like every way of printing a URL. */
  toString(): string {
    return this.renderAsString();
  }

  toJSON(): string {
    return this.renderAsString();
  }

  [inspect.custom](): string {
    return this.renderAsString();
  }

  #renderCredentials(hidePassword: boolean): string {
    if (this.username === null && this.#password === null) return '';
    const user = this.username === null ? '' : encodeCredential(this.username);
    if (this.#password === null) return `${user}@`;
    return `${user}:${hidePassword ? '***' : encodeCredential(this.#password)}@`;
  }

  #renderPlace(): string {
    const host = this.host === null ? '' : encodeHost(this.host);
    const port = this.port === null ? '' : `:${this.port}`;
    const database = this.database === null ? '' : `/${encodeDatabase(this.database)}`;
    return `${host}${port}${database}`;
  }

  #renderQuery(hideSecrets: boolean): string {
    const query = renderQuery(this.#query, hideSecrets);
    return query === '' ? '' : `?${query}`;
  }
}

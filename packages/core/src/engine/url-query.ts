import { ArgumentError } from '../errors/argument-errors.ts';
import { decodeQueryPart, encodeQueryPart } from './url-encoding.ts';

/** The query part of a URL: a string for a key that stands there once, an array for one that stands there more often. Frozen. */
export type UrlQuery = Readonly<Record<string, string | readonly string[]>>;

/** A query as a caller gives it. */
export type QueryInput = Readonly<Record<string, string | readonly string[]>>;

/** A query as a list of keys and values, in which a key may come more than once. */
export type QueryPairs = Iterable<readonly [key: string, value: string | readonly string[]]>;

/** Checks and copies a query. A record without prototype, since a key may be called `__proto__`. */
export function freezeQuery(input: QueryInput): UrlQuery {
  if (typeof input !== 'object')
    throw new ArgumentError('The "query" of a URL must be an object of strings and arrays of strings.');
  return queryFromPairs(Object.entries(input));
}

/** Collects the values of each key. */
export function queryFromPairs(pairs: QueryPairs): UrlQuery {
  const query = emptyQuery();
  for (const [key, value] of pairs) {
    const values = [...listOf(query[key]), ...checkValues(key, value)];
    if (values.length > 0) query[key] = single(values);
  }
  return Object.freeze(query);
}

/** Lays `changes` over `base`; with `append` the values of both stay. */
export function mergeQueries(base: UrlQuery, changes: UrlQuery, append: boolean): UrlQuery {
  const query = Object.assign(emptyQuery(), base);
  for (const [key, value] of Object.entries(changes)) {
    query[key] = append ? single([...listOf(base[key]), ...listOf(value)]) : value;
  }
  return Object.freeze(query);
}

export function withoutKeys(query: UrlQuery, names: Iterable<string>): UrlQuery {
  const removed = new Set(names);
  return queryFromPairs(Object.entries(query).filter(([key]) => !removed.has(key)));
}

/** The same query with an array for every key. */
export function normalizeQuery(query: UrlQuery): Readonly<Record<string, readonly string[]>> {
  const normalized = Object.create(null) as Record<string, readonly string[]>;
  for (const [key, value] of Object.entries(query)) normalized[key] = Object.freeze(listOf(value));
  return Object.freeze(normalized);
}

/** Reads what stands behind the question mark. A key without a value has the empty string. */
export function parseQuery(text: string): UrlQuery {
  return queryFromPairs(
    text
      .split('&')
      .filter((item) => item !== '')
      .map(parsePair),
  );
}

/** Writes the query with its keys sorted; the values of secret keys as `***` if they are to be hidden. */
export function renderQuery(query: UrlQuery, hideSecrets: boolean): string {
  return Object.keys(query)
    .sort()
    .flatMap((key) =>
      listOf(query[key]).map(
        (value) => `${encodeQueryPart(key)}=${hideSecrets && isSecret(key) ? '***' : encodeQueryPart(value)}`,
      ),
    )
    .join('&');
}

export function sameQuery(one: UrlQuery, other: UrlQuery): boolean {
  return renderQuery(one, false) === renderQuery(other, false);
}

/** Keys that drivers take secrets by: `password`, `sslpassword`, `passfile` is none, `auth_token`. */
function isSecret(key: string): boolean {
  return /passw|passphrase|pwd|secret|token|api_?key/i.test(key);
}

function parsePair(item: string): [string, string] {
  const equals = item.indexOf('=');
  if (equals < 0) return [decodeQueryPart(item), ''];
  return [decodeQueryPart(item.slice(0, equals)), decodeQueryPart(item.slice(equals + 1))];
}

function emptyQuery(): Record<string, string | readonly string[]> {
  return Object.create(null) as Record<string, string | readonly string[]>;
}

function listOf(value: string | readonly string[] | undefined): string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : [...value];
}

function single(values: string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] as string) : Object.freeze(values);
}

function checkValues(key: string, value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  for (const one of [key, ...values]) {
    if (typeof one === 'string' && one.isWellFormed()) continue;
    throw new ArgumentError(
      'The keys and values of a URL\'s "query" must be strings, or arrays of strings, without lone surrogates.',
    );
  }
  return values as string[];
}

/** Where to connect: the parts of a database URL, as the driver needs them. Holds the password, so it is never printed. */
export interface ConnectTarget {
  /** Null: the driver's own default. */
  readonly username: string | null;
  /** Null: there is none. Never to be printed. */
  readonly password: string | null;
  /** A host name or address; an IPv6 address without its brackets. */
  readonly host: string | null;
  /** Null: the database's usual one. */
  readonly port: number | null;
  /** The database name; the file for SQLite, `:memory:` or null for one in memory. */
  readonly database: string | null;
  /** The query part of the URL; a key that stands there twice has an array. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** The `connectArgs` of `createEngine`: passed to the driver as they are, after what the URL says. */
  readonly connectArgs: Readonly<Record<string, unknown>>;
}

/** The databases that the tests can run against, beside SQLite, which needs no server. */
export const databaseNames = ['postgresql', 'mariadb', 'mysql', 'pgbouncer'] as const;

export type DatabaseName = (typeof databaseNames)[number];

/** A database that runs, whoever started it. */
export interface DatabaseServer {
  readonly url: string;
  /** Further variables for the tests, beside the one of the URL. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends it, if we started it. */
  stop(): Promise<void>;
}

/** The `env` of a server that has nothing to say beside its URL. */
export const noVariables: Readonly<Record<string, string>> = {};

/** Who the tests log in as, on every database. The servers listen on 127.0.0.1 only and live as long as the tests. */
export const credentials = { user: 'aludel', password: 'secret', database: 'aludel' } as const;

/** This machine lacks the programs of a database. */
export class DatabaseNotInstalledError extends Error {
  /** What to type to get it. */
  readonly install: string;

  constructor(message: string, install: string) {
    super(message);
    this.name = 'DatabaseNotInstalledError';
    this.install = install;
  }
}

/** The URL of a server on this machine. */
export function localUrl(scheme: string, port: number, query = ''): string {
  const { user, password, database } = credentials;
  return `${scheme}://${user}:${password}@127.0.0.1:${port}/${database}${query}`;
}

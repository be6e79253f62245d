import type { ConnectTarget } from '@aludel/core/dialect';

/** A target as the engine's URL parser makes it of `postgresql+pglite:///<database>`. */
export function targetOf(database: string | null, changes: Partial<ConnectTarget> = {}): ConnectTarget {
  return { username: null, password: null, host: null, port: null, database, query: {}, connectArgs: {}, ...changes };
}

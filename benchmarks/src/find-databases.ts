import { startDatabases } from '@aludel/tools';
import type { Database, DatabaseName } from './harness/database.ts';

/** The databases of one run. */
export interface Databases extends AsyncDisposable {
  readonly available: readonly Database[];
}

const memory: Database = { name: 'sqlite', url: 'sqlite:///:memory:' };

/** Finds the databases that were asked for, and starts the servers that no variable names. One that cannot run is reported loudly. */
export async function findDatabases(names: readonly DatabaseName[]): Promise<Databases> {
  const servers = await startDatabases({ only: names.filter((name) => name !== 'sqlite') });
  const available = names.flatMap((name): Database[] => {
    if (name === 'sqlite') return [memory];
    const url = servers.urls[name];
    return url === undefined ? [] : [{ name, url }];
  });
  return { available, [Symbol.asyncDispose]: () => servers.stop() };
}

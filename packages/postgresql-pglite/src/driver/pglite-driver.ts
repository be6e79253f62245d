import type { ConnectTarget, Driver, DriverConnection } from '@aludel/core/dialect';
import { connectionSettings } from './connection-settings.ts';
import { openFolder, openMemory } from './open-databases.ts';
import { PgliteConnection } from './pglite-connection.ts';

/** PostgreSQL compiled to WebAssembly, in a folder or in memory, through `@electric-sql/pglite`. */
export const pgliteDriver: Driver = Object.freeze({
  name: 'pglite',
  errorTag: 'pglite.DatabaseError',
  checkTarget,
  connect,
});

function checkTarget(target: ConnectTarget): void {
  connectionSettings(target);
}

async function connect(target: ConnectTarget): Promise<DriverConnection> {
  const settings = connectionSettings(target);
  const database = settings.folder === null ? await openMemory(settings) : await openFolder(settings.folder, settings);
  return new PgliteConnection(database.session, {
    isShared: settings.folder === null,
    timeoutMs: settings.timeoutMs,
    onClose: () => database.release(),
  });
}

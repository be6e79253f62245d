import { databasesOfPackage } from './databases-of-package.ts';
import { startDatabases, type RunningDatabases } from './start-databases.ts';

declare global {
  var aludelDatabases: RunningDatabases | undefined;
}

/**
 * jest's `globalSetup` for a package: starts the databases that its tests use and nobody has started yet, so that
 * `npm test` in one package is enough. {@link file://./jest-global-teardown.ts} ends them.
 */
export default async function startDatabasesOfPackage({ rootDir }: { readonly rootDir: string }): Promise<void> {
  const only = databasesOfPackage(rootDir);
  if (only.length === 0) return;
  globalThis.aludelDatabases = await startDatabases({ only });
  Object.assign(process.env, globalThis.aludelDatabases.env);
}

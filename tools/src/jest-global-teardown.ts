import type {} from './jest-global-setup.ts';

/** jest's `globalTeardown`: ends what `jest-global-setup.ts` started. */
export default async function stopDatabasesOfPackage(): Promise<void> {
  await globalThis.aludelDatabases?.stop();
}

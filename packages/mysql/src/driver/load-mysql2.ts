import { NoSuchModuleError } from '@aludel/core/dialect';
import type { Mysql2 } from './mysql2-surface.ts';

/**
 * Loads mysql2 at the first connection, so that importing this package costs nothing and a missing package is an error
 * that names the cure. Loading it again is free: Node keeps modules.
 */
export async function loadMysql2(importMysql2: () => Promise<unknown> = () => import('mysql2')): Promise<Mysql2> {
  const module = (await importMysql2().catch(explainMissing)) as { readonly default?: Mysql2 } & Mysql2;
  return module.default ?? module;
}

function explainMissing(error: unknown): never {
  if ((error as { readonly code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  throw new NoSuchModuleError('The driver package "mysql2" is not installed. Run: npm install mysql2', { cause: error });
}

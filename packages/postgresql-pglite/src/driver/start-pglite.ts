import { NoSuchModuleError } from '@aludel/core/dialect';
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import { withoutTimers } from './without-timers.ts';

/** Loads PGlite when the first connection needs it, so that importing this package costs nothing, and starts a database. */
export async function startPglite(options: PGliteOptions): Promise<PGlite> {
  const { PGlite } = await loadPglite();
  return PGlite.create({
    ...options,
    extensions: { ...options.extensions, withoutTimers },
    startParams: [...PGlite.defaultStartParams, ...startParams],
  });
}

/**
 * As on a server that allows PREPARE TRANSACTION; and with the stack that WebAssembly has indeed. With the usual 2 MB an
 * endless recursion in SQL does not end in an error, but in the end of the session, or never.
 */
const startParams = ['-c', 'max_prepared_transactions=16', '-c', 'max_stack_depth=300kB'];

async function loadPglite(): Promise<typeof import('@electric-sql/pglite')> {
  try {
    return await import('@electric-sql/pglite');
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error;
    throw new NoSuchModuleError('The package @electric-sql/pglite is not installed. Run: npm install @electric-sql/pglite', {
      cause: error,
    });
  }
}

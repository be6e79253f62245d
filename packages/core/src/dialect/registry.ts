import type { ConnectableDialect } from './dialect.ts';
import { requireConnectable } from './is-connectable.ts';

/** Gives a dialect, at once. */
export type DialectLoader = () => ConnectableDialect;

// The one table that is shared by all engines: which dialect serves which URL scheme.
const loaders = new Map<string, DialectLoader>();

/**
 * Says which dialect serves the URLs of a scheme. For bundlers, and for package managers that hide the application's
 * packages from one another; otherwise the package is found by its name.
 *
 * @param name the scheme, with or without a driver: `postgresql`, `postgresql+pglite`
 * @example
 * import { registerDialect } from '@aludel/core';
 * import { sqlite } from '@aludel/sqlite';
 * registerDialect('sqlite', sqlite);
 */
export function registerDialect(name: string, dialect: ConnectableDialect | DialectLoader): void {
  if (typeof dialect !== 'function') requireConnectable(dialect, name);
  loaders.set(name, typeof dialect === 'function' ? dialect : () => dialect);
}

/**
 * The dialect registered for exactly this scheme, or null.
 *
 * @throws ArgumentError where a loader gives something else
 */
export function registeredDialect(name: string): ConnectableDialect | null {
  const found = loaders.get(name)?.() ?? null;
  return found === null ? null : requireConnectable(found, name);
}

import type { ConnectableDialect } from './dialect.ts';

/** Whether an engine can work with it, as far as can be seen. */
export function isConnectable(value: unknown): value is ConnectableDialect {
  if (typeof value !== 'object' || value === null) return false;
  const { driver, capabilities } = value as Partial<ConnectableDialect>;
  return typeof driver?.connect === 'function' && typeof capabilities === 'object';
}

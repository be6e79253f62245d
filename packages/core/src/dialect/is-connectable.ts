import { ArgumentError } from '../errors/argument-errors.ts';
import type { ConnectableDialect } from './dialect.ts';

/** Whether an engine can work with it, as far as can be seen. */
export function isConnectable(value: unknown): value is ConnectableDialect {
  if (typeof value !== 'object' || value === null) return false;
  const { driver, capabilities } = value as Partial<ConnectableDialect>;
  return typeof driver?.connect === 'function' && typeof capabilities === 'object';
}

/** Refuses what is registered for a scheme and is no dialect. */
export function requireConnectable(value: unknown, scheme: string): ConnectableDialect {
  if (isConnectable(value)) return value;
  throw new ArgumentError(
    `What is registered for "${scheme}://" is no dialect: give registerDialect() one made with withDriver(dialect, driver), or a function that returns it at once.`,
  );
}

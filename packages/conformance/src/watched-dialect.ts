import type { ConnectableDialect, DriverConnection } from '@aludel/core/dialect';
import { changedConnections } from './changed-connections.ts';

/** One call that reached the driver. */
export interface DriverCall {
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The same dialect, with a record of what the engine asked of its driver. */
export function watchedDialect(dialect: ConnectableDialect): {
  readonly dialect: ConnectableDialect;
  readonly calls: DriverCall[];
} {
  const calls: DriverCall[] = [];
  const driver = changedConnections(dialect.driver, (connection) => watched(connection, calls));
  return { dialect: { ...dialect, driver }, calls };
}

function watched(connection: DriverConnection, calls: DriverCall[]): DriverConnection {
  return new Proxy(connection, {
    get(target, method) {
      // The connection itself is the receiver, so that private fields of its class work.
      const value: unknown = Reflect.get(target, method, target);
      if (typeof value !== 'function') return value;
      // They concern the process, not the database.
      if (method === 'ref' || method === 'unref') return value.bind(target);
      return (...args: unknown[]): unknown => {
        calls.push({ method: String(method), args });
        return Reflect.apply(value, target, args);
      };
    },
  });
}

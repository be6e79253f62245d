import type { ConnectableDialect } from '@aludel/core';
import { type DriverConnection, type DriverResult, withDriver } from '@aludel/core/dialect';
import { sqliteDialect } from '@aludel/sqlite';

/** A database that does nothing and has the answer at once: what is left is what the engine itself takes. */
export const instantDialect: ConnectableDialect = withDriver(
  { ...sqliteDialect, poolFor: () => 'static', engineOptions: () => ({ preparedStatements: true }) },
  { name: 'instant', connect: () => instantConnection },
);

const columns = Object.freeze([Object.freeze({ name: 'x' })]);

const instantConnection: DriverConnection = {
  isAlive: true,
  inTransaction: false,
  execute: answer,
  executeMany: answer,
  stream: () => ({ columns, read: () => [], close: () => {} }),
  begin: () => {},
  commit: () => {},
  rollback: () => {},
  ping: () => {},
  close: () => {},
  destroy: () => {},
};

function answer(): DriverResult {
  return { columns, rows: [[1]], affected: -1 };
}

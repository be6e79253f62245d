import type { IsolationLevel } from '../dialect/capabilities.ts';
import type { DriverConnection } from '../driver/driver-connection.ts';
import { chain, type MaybePromise, recover } from '../util/maybe-promise.ts';
import type { ConnectionCore } from './connection-core.ts';

/** Asks the database for the isolation level that statements have now, or would have: the transaction is not touched. */
export function readIsolationLevel(core: ConnectionCore): MaybePromise<IsolationLevel> {
  const { dialect } = core.runtime;
  if (core.root !== null && !core.isAutocommit)
    return chain(core.ready(), (connection) =>
      core.guard({}, () => dialect.readIsolationLevel(connection, core.transactionOptions())),
    );
  return chain(core.connected(), (connection) =>
    core.guard({}, () => {
      if (core.isAutocommit) return dialect.readIsolationLevel(connection);
      return recover(
        () => readInTransaction(core, connection),
        (error): never => abandon(core, connection, error),
      ) as MaybePromise<IsolationLevel>;
    }),
  );
}

function readInTransaction(core: ConnectionCore, connection: DriverConnection): MaybePromise<IsolationLevel> {
  const { dialect } = core.runtime;
  const options = core.transactionOptions();
  return chain(connection.begin({ statements: dialect.beginStatements(options) }), () =>
    chain(dialect.readIsolationLevel(connection, options), (level) => chain(connection.rollback(), () => level)),
  );
}

// Nobody knows of this transaction, so nobody would end it.
function abandon(core: ConnectionCore, connection: DriverConnection, error: unknown): never {
  if (connection.inTransaction) core.invalidate(error);
  throw error;
}

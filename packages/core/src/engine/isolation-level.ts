import type { IsolationLevel } from '../dialect/capabilities.ts';
import { chain, type MaybePromise } from '../util/maybe-promise.ts';
import type { ConnectionCore } from './connection-core.ts';

/** Asks the database for the isolation level that statements have now, or would have: the transaction is not touched. */
export function readIsolationLevel(core: ConnectionCore): MaybePromise<IsolationLevel> {
  const { dialect } = core.runtime;
  if (core.root !== null && !core.isAutocommit) return chain(core.ready(), (connection) => core.guard({}, () => dialect.readIsolationLevel(connection)));
  return chain(core.connected(), (connection) =>
    core.guard({}, () => {
      if (core.isAutocommit) return dialect.readIsolationLevel(connection);
      const statements = dialect.beginStatements(core.transactionOptions());
      return chain(connection.begin({ statements }), () =>
        chain(dialect.readIsolationLevel(connection), (level) => chain(connection.rollback(), () => level)),
      );
    }),
  );
}

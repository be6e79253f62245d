import type { ConnectTarget, Driver, DriverConnection } from '@aludel/core/dialect';
import { notWrittenYet } from '../not-written-yet.ts';

/** Knows how to reach a database and speak to it; knows no SQL. */
export const myWireDriver: Driver = {
  // As in the URL behind the plus sign, and in logs.
  name: 'my-wire',
  // Package and class of its errors, as messages show them.
  errorTag: 'my-wire.Error',
  // checkTarget(target): throw an ArgumentError for a URL that this driver cannot mean. It connects to nothing.
  connect,
};

/**
 * Opens a connection. `target` has the parts of the URL: host, port, username, password, database, query; and connectArgs,
 * which go to the client library as they are. The password must be in no error.
 */
function connect(_target: ConnectTarget): Promise<DriverConnection> {
  return notWrittenYet(
    'connect()',
    'src/driver/my-wire-driver.ts',
    'Open a client by the target, and return new MyWireConnection(client).',
  );
}

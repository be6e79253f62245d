import type { DriverConnection, ServerFacts } from '@aludel/core/dialect';

/**
 * What the server says of itself; asked once per engine, on its first connection. Ask for the version here if SQL depends
 * on it: rules of EXPLAIN and of reflection get these facts.
 */
export function initialize(_connection: DriverConnection): ServerFacts {
  return {
    serverVersion: [0],
    product: 'my-db',
    // What a transaction has if nobody asks for anything.
    defaultIsolationLevel: 'SERIALIZABLE',
    preparedStatements: true,
  };
}

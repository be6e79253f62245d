import { makeUrl } from '@aludel/core';
import type { ConnectTarget } from '@aludel/core/dialect';

/** Where a URL leads, as a driver is told it. */
export function connectTargetOf(url: string): ConnectTarget {
  const { username, password, host, port, database, query } = makeUrl(url);
  return { username, password, host, port, database, query, connectArgs: {} };
}

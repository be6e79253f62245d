import { createEngine } from '@aludel/core';
import type { ConnectableDialect } from '@aludel/core/dialect';

/** The dialect that was given, else what an engine for the URL would work with. */
export function dialectOf(given: ConnectableDialect | undefined, url: string): ConnectableDialect {
  return given ?? createEngine(url).dialect;
}

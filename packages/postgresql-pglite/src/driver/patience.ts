import type { DriverResult, StatementInterrupt } from '@aludel/core/dialect';
import { setImmediate } from 'node:timers/promises';
import type { HeldPortal } from './held-portal.ts';
import { canceledError } from './pglite-error.ts';

/** How many rows are read before anybody asks whether they are still wanted. */
export const rowsBetweenLooks = 64;
/** How long the event loop waits at the most, so that timers and signals are heard while a long result is read. */
const turnMs = 10;

/**
 * Reads a whole result while its caller may lose patience. PostgreSQL runs inside this process, so it can be stopped only
 * where it hands out rows: a statement that computes for long without giving one runs to its end.
 */
export async function readPatiently(portal: HeldPortal, { signal, deadline }: StatementInterrupt): Promise<DriverResult> {
  const rows: unknown[][] = [];
  let turnBegan = performance.now();
  for (;;) {
    const batch = portal.read(rowsBetweenLooks);
    if (batch.length === 0) return { ...portal.outcome, rows };
    for (const row of batch) rows.push(row);
    const now = performance.now();
    if (now - turnBegan >= turnMs) {
      await setImmediate();
      turnBegan = performance.now();
    }
    if (now < deadline && signal?.aborted !== true) continue;
    portal.abort();
    throw canceledError();
  }
}

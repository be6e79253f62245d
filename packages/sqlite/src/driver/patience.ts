import type { DriverResult, StatementInterrupt } from '@aludel/core/dialect';
import { setImmediate } from 'node:timers/promises';
import { canceledError } from './sqlite-driver-error.ts';
import type { SqliteStream } from './sqlite-stream.ts';

/** How many rows are read before anybody asks whether they are still wanted. */
const rowsBetweenLooks = 16;
/** How long the event loop waits at the most, so that timers and signals are heard while a long result is read. */
const turnMs = 10;

/**
 * Reads a whole result while its caller may lose patience. SQLite works inside this process, so it can be stopped only
 * where it hands out rows: a statement that computes for long without giving one runs to its end.
 */
export async function readPatiently(stream: SqliteStream, interrupt: StatementInterrupt): Promise<DriverResult> {
  const rows: unknown[][] = [];
  let turnBegan = performance.now();
  try {
    for (;;) {
      const batch = stream.read(rowsBetweenLooks);
      for (const row of batch) rows.push(row);
      if (batch.length < rowsBetweenLooks) return { columns: stream.columns, rows, affected: -1, lastInsertId: undefined };
      const now = performance.now();
      if (now - turnBegan >= turnMs) {
        await setImmediate();
        turnBegan = performance.now();
      }
      if (isOver(interrupt, now)) throw canceledError();
    }
  } finally {
    stream.close();
  }
}

/** Calls `stop` when the caller loses patience while `outcome` is awaited. */
export async function whilePatient<T>(outcome: Promise<T>, interrupt: StatementInterrupt, stop: () => void): Promise<T> {
  const { signal, deadline } = interrupt;
  const timer = deadline === Number.POSITIVE_INFINITY ? undefined : setTimeout(stop, deadline - performance.now());
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await outcome;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function isOver({ signal, deadline }: StatementInterrupt, now: number): boolean {
  return now >= deadline || signal?.aborted === true;
}

/** SQLite's own steps. https://sqlite.org/c3ref/busy_timeout.html */
const delaysMs = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50];
const longestDelayMs = 100;

/** Limits of a retry. */
export interface RetryLimits {
  /** When to give up, on the clock of `performance.now()`. */
  readonly deadline: number;
  /** Called after each pause; throws to end the retries. */
  readonly check: () => void;
}

/**
 * Tries again until a lock of another connection is gone, sleeping instead of blocking the event loop. Throws the last
 * error when time is up, and every other error at once.
 */
export async function retryWhileBusy<T>(work: () => T, limits: RetryLimits): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    await sleep(delaysMs[attempt] ?? longestDelayMs);
    limits.check();
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= limits.deadline) throw error;
    }
  }
}

/** Whether another connection holds a lock that will go away. SQLITE_BUSY_SNAPSHOT never does, SQLITE_LOCKED is our own. */
export function isBusy(error: unknown): boolean {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return code === 'SQLITE_BUSY' || code === 'SQLITE_BUSY_RECOVERY' || code === 'SQLITE_BUSY_TIMEOUT';
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** The fields of a server's error that tell why it refused. */
interface Refusal {
  readonly code?: unknown;
  readonly routine?: unknown;
}

/**
 * Whether the server refused a prepared statement because a table changed under it ("cached plan must not change
 * result type"). The code alone is that of every missing feature; the routine that raised it is the same in every
 * language of the server.
 */
export function isOutdatedPlan(error: unknown): boolean {
  const { code, routine } = error as Refusal;
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}

/** Whether the server does not know the name, or knows it already: somebody else decides which server process we meet. */
export function isUnknownName(error: unknown): boolean {
  const { code } = error as Refusal;
  return code === '26000' || code === '42P05';
}

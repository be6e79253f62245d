/**
 * Where in the program a connection is asked for: `at loadUsers (file:///app/src/users.ts:12:5)`. Null if that cannot be
 * told. Costs some ten microseconds. It is text from the start: a stack that is not yet put into words holds on to the
 * objects whose methods are on it, and a connection that one of them forgot would never be found.
 */
export function checkoutTrace(below: (...args: never[]) => unknown): string | null {
  const frames = captureFrames(below);
  const line = frames.find((frame) => !isOwn(frame)) ?? frames[0];
  return line === undefined ? null : line.trim();
}

function captureFrames(below: (...args: never[]) => unknown): readonly string[] {
  const holder: { stack?: unknown } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = frameLimit;
  Error.captureStackTrace(holder, below);
  Error.stackTraceLimit = limit;
  return String(holder.stack)
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '));
}

function isOwn(frame: string): boolean {
  if (frame.includes('node:internal/')) return true;
  return ownFolder !== null && (frame.includes(ownFolder) || frame.includes(ownFolder.replace('file://', '')));
}

/**
 * The folder of this package's code, given the address of this module: its sources, or the few files that are published.
 * Null where an application's bundler has put everything in one place.
 */
export function packageFolder(address: string | undefined): string | null {
  return address?.match(/^.*\/(?=pool\/checkout-trace\.[jt]s$|(?:index|dialect|shared)\.js$)/)?.[0] ?? null;
}

const ownFolder = packageFolder(import.meta.url);

/** Enough to get past our own frames to the caller's. */
const frameLimit = 16;

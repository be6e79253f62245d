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
  return ownFolder !== null && (frame.includes(ownFolder) || frame.includes(ownFolder.replace('file://', '')));
}

/** The address of this package's code; null where a bundler has put everything in one place. */
const ownFolder = folderAbove(import.meta.url, '/pool/');

function folderAbove(address: string | undefined, part: string): string | null {
  const end = address?.lastIndexOf(part) ?? -1;
  return address === undefined || end < 0 ? null : address.slice(0, end + 1);
}

/** Enough to get past our own frames to the caller's. */
const frameLimit = 16;

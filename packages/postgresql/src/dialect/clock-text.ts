/**
 * Microseconds as hours, minutes and seconds, which PostgreSQL reads exactly, unlike a number of seconds or, before
 * version 15, of microseconds.
 *
 * @example clockText(-3_600_000_001n) // '-1:00:00.000001'
 */
export function clockText(microseconds: bigint): string {
  const size = microseconds < 0n ? -microseconds : microseconds;
  const seconds = size / 1_000_000n;
  const clock = [seconds / 3600n, twoDigits((seconds / 60n) % 60n), twoDigits(seconds % 60n)].join(':');
  return `${microseconds < 0n ? '-' : ''}${clock}.${String(size % 1_000_000n).padStart(6, '0')}`;
}

function twoDigits(value: bigint): string {
  return String(value).padStart(2, '0');
}

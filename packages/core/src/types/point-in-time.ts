import { isRealDay, midnight } from './calendar.ts';

/** A time of a day, exact to the microsecond. */
export interface PointInTime {
  /** Since 1970, in UTC; NaN beyond what a Date can hold. */
  readonly milliseconds: number;
  /** What goes beyond the milliseconds: 0 to 999. */
  readonly microseconds: number;
  /** Whether the text had a time at all; a day alone is its midnight. */
  readonly hasTime: boolean;
  /** Whether the text said where the clock stood: `Z`, `+01`, `-03:06:28`. Without that it stood in UTC. */
  readonly hasOffset: boolean;
}

/** ISO 8601, with what databases make of it: a space for the T, offsets without minutes or with seconds, `BC` behind all. */
const pattern =
  /^(\d{4,6})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6})0*)?)?(Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d(?::?[0-5]\d)?)?)?)?( BC)?$/;

/**
 * Reads a date with its time; null for what is none, or has digits beyond the microsecond.
 *
 * @example parsePointInTime('2024-03-31 02:30:00.5+01') // 2024-03-31 01:30:00.500 in UTC
 */
export function parsePointInTime(text: string): PointInTime | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const year = match[9] === undefined ? Number(match[1]) : 1 - Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (!isRealDay(year, month, day)) return null;
  const seconds = Number(match[4] ?? 0) * 3600 + Number(match[5] ?? 0) * 60 + Number(match[6] ?? 0);
  const microseconds = match[7] === undefined ? 0 : Number(match[7].padEnd(6, '0'));
  const milliseconds = Math.floor(microseconds / 1000);
  return {
    milliseconds: midnight(year, month, day) + (seconds - offsetSeconds(match[8])) * 1000 + milliseconds,
    microseconds: microseconds - milliseconds * 1000,
    hasTime: match[4] !== undefined,
    hasOffset: match[8] !== undefined,
  };
}

/**
 * Writes it in UTC, always with six digits behind the seconds. This is how SQLAlchemy stores it in SQLite, where it sorts
 * as text, and every other database reads it.
 *
 * @example '2024-03-31 01:30:00.500000'
 */
export function storedText(milliseconds: number, microseconds: number): string {
  const iso = new Date(milliseconds).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}${threeDigits(microseconds)}`;
}

/**
 * Writes it in UTC as ISO 8601: six digits behind the seconds or, where they are zero, none.
 *
 * @example '2024-03-31T01:30:00.500000'
 */
export function isoText({ milliseconds, microseconds }: PointInTime): string {
  const iso = new Date(milliseconds).toISOString();
  const isWhole = microseconds === 0 && iso.endsWith('.000Z');
  return isWhole ? iso.slice(0, 19) : `${iso.slice(0, 23)}${threeDigits(microseconds)}`;
}

function threeDigits(value: number): string {
  return String(value).padStart(3, '0');
}

function offsetSeconds(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z') return 0;
  const digits = offset.slice(1).replaceAll(':', '').padEnd(6, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4));
  return offset.startsWith('-') ? -seconds : seconds;
}

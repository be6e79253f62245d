const firstMillisecond = -62_135_596_800_000;
const lastMillisecond = 253_402_300_799_999;

/** Whether a moment is in the years 1 to 9999 in UTC, which all databases know. NaN is not. */
export function isInCalendar(milliseconds: number): boolean {
  return milliseconds >= firstMillisecond && milliseconds <= lastMillisecond;
}

const millisecondsOf400Years = 146_097 * 86_400_000;

/** Midnight in UTC of a day of the Gregorian calendar, in milliseconds since 1970; NaN where a Date cannot be. */
export function midnight(year: number, month: number, day: number): number {
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; 400 years later the calendar is the same.
  return Date.UTC(year + 400, month - 1, day) - millisecondsOf400Years;
}

/** How many days a day of the year 1 or later is behind the first of 1970. Integers alone: several times as fast as Date.UTC. */
export function daysSince1970(year: number, month: number, day: number): number {
  // The year begins with March, so that the day that some years have and others have not is its last one.
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Whether the calendar has such a day. The year before 1 is 0. */
export function isRealDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
}

function daysIn(month: number, year: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

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

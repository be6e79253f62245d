/** A span of time as PostgreSQL keeps it: a month has no fixed length, and neither has a day where clocks are put forward. */
export interface Duration {
  /** Years are twelve of them. */
  readonly months: number;
  /** Weeks are seven of them. */
  readonly days: number;
  /** Hours, minutes and seconds. */
  readonly microseconds: bigint;
}

const clock = /^([+-])?(\d+):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?$/;
const iso =
  /^P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?)(\d+)(?:\.(\d{1,6}))?S)?)?$/;

/**
 * Reads what PostgreSQL writes by default (`1 year 2 mons -3 days 04:05:06.789`) or by ISO 8601 (`P1Y2M-3DT4H5M6.789S`);
 * null for anything else.
 */
export function parseDuration(text: string): Duration | null {
  return text.startsWith('P') ? parseIso(text) : parsePostgres(text);
}

function parseIso(text: string): Duration | null {
  const match = iso.exec(text);
  if (match === null) return null;
  const part = (index: number): number => Number(match[index] ?? 0);
  const seconds = exact(match[7], match[8], match[9]);
  return {
    months: part(1) * 12 + part(2),
    days: part(3) * 7 + part(4),
    microseconds: BigInt(part(5) * 3600 + part(6) * 60) * 1_000_000n + seconds,
  };
}

function parsePostgres(text: string): Duration | null {
  const words = text.split(' ');
  let months = 0;
  let days = 0;
  let microseconds = 0n;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    const match = clock.exec(word);
    if (match !== null && index === words.length - 1) {
      const minutes = BigInt(match[2] as string) * 60n + BigInt(match[3] as string);
      const size = minutes * 60_000_000n + exact('', match[4], match[5]);
      microseconds = match[1] === '-' ? -size : size;
      continue;
    }
    const unit = words[++index]?.replace(/s$/, '');
    if (!/^[+-]?\d+$/.test(word)) return null;
    if (unit === 'year') months += Number(word) * 12;
    else if (unit === 'mon') months += Number(word);
    else if (unit === 'day') days += Number(word);
    else return null;
  }
  return { months, days, microseconds };
}

function exact(sign: string | undefined, seconds = '0', fraction = ''): bigint {
  const microseconds = BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return sign === '-' ? -microseconds : microseconds;
}

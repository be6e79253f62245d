import type { RawPacket } from './mysql2-surface.ts';

/** What `decimals` of a column says where the number of digits is not fixed. https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html */
const maxFractionDigits = 6;

/** A DATE as its text in the text protocol: `2024-02-29`. */
export function readDate(packet: RawPacket): string {
  const length = packet.readInt8();
  const text = length === 0 ? '0000-00-00' : readDay(packet);
  packet.offset += Math.max(0, length - 4);
  return text;
}

/** A DATETIME or TIMESTAMP as its text in the text protocol: `2024-02-29 12:30:00.125`, with all digits of its column. */
export function readDateTime(packet: RawPacket, decimals: number): string {
  const length = packet.readInt8();
  const day = length === 0 ? '0000-00-00' : readDay(packet);
  if (length <= 4) return `${day} 00:00:00${fraction(0, decimals)}`;
  const hours = packet.readInt8();
  const minutes = packet.readInt8();
  const clock = flatClock(day, hours, minutes, packet.readInt8());
  const microseconds = length > 7 ? packet.readInt32() : 0;
  return microseconds === 0 && decimals === 0 ? clock : clock + fraction(microseconds, decimals);
}

const written = Buffer.from('0000-00-00 00:00:00', 'latin1');

/**
 * `2024-02-29 12:30:00`. V8 would keep a text that is put together as a tree of its parts, which costs more the moment
 * somebody looks at it.
 */
function flatClock(day: string, hours: number, minutes: number, seconds: number): string {
  for (let index = 0; index < 10; index++) written[index] = day.charCodeAt(index);
  writePair(11, hours);
  writePair(14, minutes);
  writePair(17, seconds);
  return written.toString('latin1');
}

function writePair(index: number, value: number): void {
  const tens = (value / 10) | 0;
  written[index] = 48 + tens;
  written[index + 1] = 48 + value - tens * 10;
}

/** A TIME as its text in the text protocol: `-838:59:59.000000`, with all digits of its column. */
export function readTime(packet: RawPacket, decimals: number): string {
  const length = packet.readInt8();
  if (length === 0) return `00:00:00${fraction(0, decimals)}`;
  const sign = packet.readInt8() === 1 ? '-' : '';
  const days = packet.readInt32();
  const clock = readClock(packet, days * 24);
  return `${sign}${clock}${fraction(length > 8 ? packet.readInt32() : 0, decimals)}`;
}

/** The days that were read of late, by their number: the days of many rows are few, and to write one takes long. */
const lateDays: string[] = new Array<string>(1024).fill('');
const lateNumbers = new Int32Array(1024).fill(-1);

function readDay(packet: RawPacket): string {
  const year = packet.readInt16();
  const month = packet.readInt8();
  const day = packet.readInt8();
  const number = (year << 9) | (month << 5) | day;
  const place = number & 1023;
  if (lateNumbers[place] !== number) {
    lateDays[place] = `${twoDigits((year / 100) | 0)}${twoDigits(year % 100)}-${twoDigits(month)}-${twoDigits(day)}`;
    lateNumbers[place] = number;
  }
  return lateDays[place] as string;
}

function readClock(packet: RawPacket, hoursOfDays: number): string {
  const hours = packet.readInt8() + hoursOfDays;
  const minutes = packet.readInt8();
  return `${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(packet.readInt8())}`;
}

function twoDigits(value: number): string {
  return pairs[value] ?? String(value);
}

/** `00` to `99`: to look them up is several times as fast as to make them. */
const pairs: readonly string[] = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/** The wire leaves trailing zeros out; the column's number of digits brings them back. */
function fraction(microseconds: number, decimals: number): string {
  if (decimals === 0 && microseconds === 0) return '';
  const digits = String(microseconds).padStart(maxFractionDigits, '0');
  if (decimals > maxFractionDigits) return microseconds === 0 ? '' : `.${digits}`;
  return decimals === 0 ? `.${digits}` : `.${digits.slice(0, decimals)}`;
}

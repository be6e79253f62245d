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
  const clock = length > 4 ? readClock(packet, 0) : '00:00:00';
  return `${day} ${clock}${fraction(length > 7 ? packet.readInt32() : 0, decimals)}`;
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

function readDay(packet: RawPacket): string {
  const year = packet.readInt16();
  const month = packet.readInt8();
  return `${twoDigits((year / 100) | 0)}${twoDigits(year % 100)}-${twoDigits(month)}-${twoDigits(packet.readInt8())}`;
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

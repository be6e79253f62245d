import { parseLosslessJson } from '@aludel/core/dialect';
import type { RawField, RawPacket, RawRowParser } from './mysql2-surface.ts';
import { readDate, readDateTime, readTime } from './temporal-text.ts';

/**
 * Reads the rows of a prepared statement: nothing rounded, nothing guessed, each value as the contract between driver
 * and engine wants it, so that nobody has to look at it again.
 */
export class RowReader implements RawRowParser {
  readonly #kinds: readonly Kind[];
  readonly #fields: readonly RawField[];
  readonly #nulls: unknown[];

  constructor(fields: readonly RawField[]) {
    this.#fields = fields;
    this.#kinds = fields.map(kindOf);
    this.#nulls = fields.map(() => null);
  }

  /**
   * Reads a row. https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_binary_resultset.html
   * The frequent kinds are read right here: to call something for each value would take half as long again.
   */
  next(packet: RawPacket): unknown[] {
    const kinds = this.#kinds;
    const { buffer } = packet;
    const nulls = packet.offset + 1;
    let offset = nulls + ((kinds.length + 9) >> 3);
    // A copy of nulls rather than an empty array, which would change its representation with each kind of value.
    const row = this.#nulls.slice();
    for (let index = 0; index < kinds.length; index++) {
      // The first two bits of the map are not used.
      const bit = index + 2;
      if (((buffer[nulls + (bit >> 3)] as number) & (1 << (bit & 7))) !== 0) continue;
      switch (kinds[index]) {
        case kind.int32:
          row[index] = buffer.readInt32LE(offset);
          offset += 4;
          break;
        case kind.int64: {
          const number = buffer.readInt32LE(offset + 4) * 0x1_0000_0000 + buffer.readUInt32LE(offset);
          row[index] = Number.isSafeInteger(number) ? number : buffer.readBigInt64LE(offset);
          offset += 8;
          break;
        }
        case kind.double:
          row[index] = buffer.readDoubleLE(offset);
          offset += 8;
          break;
        default:
          packet.offset = offset;
          row[index] = readValue(packet, kinds[index] as Kind, this.#fields[index] as RawField);
          offset = packet.offset;
      }
    }
    return row;
  }
}

type Kind = (typeof kind)[keyof typeof kind];

/** How a value is read. Numbers, since the reader asks for each value. */
const kind = {
  int8: 0,
  uint8: 1,
  int16: 2,
  uint16: 3,
  int32: 4,
  uint32: 5,
  int64: 6,
  uint64: 7,
  float: 8,
  double: 9,
  utf8: 10,
  ascii: 11,
  encoded: 12,
  bytes: 13,
  json: 14,
  jsonText: 15,
  date: 16,
  dateTime: 17,
  time: 18,
  nothing: 19,
} as const;

function readValue(packet: RawPacket, valueKind: Kind, field: RawField): unknown {
  switch (valueKind) {
    case kind.utf8:
      return packet.readLengthCodedString('utf8');
    case kind.dateTime:
      return readDateTime(packet, field.decimals);
    case kind.int8:
      return packet.readSInt8();
    case kind.uint8:
      return packet.readInt8();
    case kind.int16:
      return packet.readSInt16();
    case kind.uint16:
      return packet.readInt16();
    case kind.int32:
      return packet.readSInt32();
    case kind.uint32:
      return packet.readInt32();
    case kind.int64:
      return integer(packet.readSInt64());
    case kind.uint64:
      return integer(packet.readInt64());
    case kind.float:
      return shortestFloat(packet.readFloat());
    case kind.double:
      return packet.readDouble();
    case kind.ascii:
      return packet.readLengthCodedString('ascii');
    case kind.encoded:
      return packet.readLengthCodedString(field.encoding);
    // A copy: mysql2's buffer is a window on the whole network packet.
    case kind.bytes:
      return new Uint8Array(packet.readLengthCodedBuffer());
    case kind.json:
      return parseLosslessJson(packet.readLengthCodedString('utf8'));
    case kind.jsonText:
      return jsonOrText(packet.readLengthCodedString('utf8'));
    case kind.date:
      return readDate(packet);
    case kind.time:
      return readTime(packet, field.decimals);
    case kind.nothing:
      return null;
  }
}

function integer(value: number | string): number | bigint {
  return typeof value === 'number' ? value : BigInt(value);
}

/** The shortest decimal number that is this FLOAT: 0.1 rather than 0.10000000149011612. */
function shortestFloat(value: number): number {
  if (Number.isInteger(value)) return value;
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return Number(value.toPrecision(9));
}

/** What MariaDB says is JSON may be text of any kind all the same, where a table has no check on it. */
function jsonOrText(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return text;
  }
}

const unsignedFlag = 32;
const binaryCharacterSet = 63;

// Numbers of the protocol. https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html
function kindOf(field: RawField): Kind {
  const isUnsigned = (field.flags & unsignedFlag) !== 0;
  if (field.extendedFormat === 'json') return kind.jsonText;
  switch (field.columnType) {
    case 1:
      return isUnsigned ? kind.uint8 : kind.int8; // TINYINT
    case 2:
      return isUnsigned ? kind.uint16 : kind.int16; // SMALLINT
    case 3:
    case 9:
      return isUnsigned ? kind.uint32 : kind.int32; // INT, MEDIUMINT
    case 4:
      return kind.float;
    case 5:
      return kind.double;
    case 6:
      return kind.nothing;
    case 7:
    case 12:
      return kind.dateTime; // TIMESTAMP, DATETIME
    case 8:
      return isUnsigned ? kind.uint64 : kind.int64; // BIGINT
    case 10:
    case 14:
      return kind.date;
    case 11:
      return kind.time;
    case 13:
      return kind.uint16; // YEAR
    case 0:
    case 246:
      return kind.ascii; // DECIMAL
    case 16:
    case 242:
    case 255:
      return kind.bytes; // BIT, VECTOR, GEOMETRY
    case 245:
      return kind.json;
    default:
      return textKind(field);
  }
}

function textKind(field: RawField): Kind {
  if (field.characterSet === binaryCharacterSet) return kind.bytes;
  return field.encoding === 'utf8' ? kind.utf8 : kind.encoded;
}

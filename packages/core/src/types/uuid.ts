import { type BareType, defineBareType } from './define-type.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** A UUID: a `string` of 36 characters in lower case, whatever form it was given or stored in. */
export const uuid: BareType<string> = uuidType();

/** The same under a name of SQL. */
export function uuidType(sqlName?: string): BareType<string> {
  return defineBareType<string>({ typeName: 'Uuid', sqlName, encode: encodeUuid, decode: decodeUuid });
}

const groups = /^\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i;

function encodeUuid(value: string): string {
  const uuidText = canonical(value);
  if (uuidText === null) throw wrongValue('Uuid', 'a UUID as a string of 32 hexadecimal digits', value);
  return uuidText;
}

function decodeUuid(value: unknown): string {
  const uuidText = canonical(value instanceof Uint8Array && value.length === 16 ? hexadecimal(value) : value);
  if (uuidText === null) throw unreadableValue('Uuid', value);
  return uuidText;
}

function canonical(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const match = groups.exec(value);
  return match === null ? null : match.slice(1).join('-').toLowerCase();
}

function hexadecimal(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return digits;
}

import { type BareType, defineBareType } from './define-type.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** True or false; a small integer where the database has no such type. */
export const boolean: BareType<boolean> = booleanType();

/** The same under a name of SQL. */
export function booleanType(sqlName?: string): BareType<boolean> {
  return defineBareType<boolean>({ typeName: 'Boolean', sqlName, encode: encodeBoolean, decode: decodeBoolean });
}

function encodeBoolean(value: boolean | number): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 0 || value === 1) return value === 1;
  throw wrongValue('Boolean', 'true or false', value);
}

function decodeBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  const known = truths.get(value instanceof Uint8Array && value.length === 1 ? value[0] : value);
  if (known === undefined) throw unreadableValue('Boolean', value);
  return known;
}

/** What the databases say for it. A byte is what BIT(1) of MySQL arrives as. */
const truths: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [1, true],
  [1n, true],
  ['1', true],
  ['t', true],
  ['true', true],
  [0, false],
  [0n, false],
  ['0', false],
  ['f', false],
  ['false', false],
]);

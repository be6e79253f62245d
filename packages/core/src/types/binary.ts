import { defineCallableType, defineType } from './define-type.ts';
import { checkLength } from './length.ts';
import type { DefinedType } from './type-engine.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** Bytes. */
export interface LargeBinaryType extends DefinedType<Uint8Array> {
  /** The greatest number of bytes, where the database has a type for that; null: no limit of its own. */
  readonly length: number | null;
}

/** {@link largeBinary}, bare or called with a length. */
export interface LargeBinaryFamily extends LargeBinaryType {
  (length?: number | null): LargeBinaryType;
}

/** Bytes of any number: BYTEA, BLOB. A `Buffer` is a `Uint8Array` too. */
export const largeBinary: LargeBinaryFamily = binaryFamily();

/** A family of types of bytes; `sqlName` for one that asks for its name in SQL. */
export function binaryFamily(sqlName?: string): LargeBinaryFamily {
  const codec = { typeName: 'LargeBinary', sqlName, encode: encodeBytes, decode: decodeBytes };
  const call = (length: number | null = null): LargeBinaryType => {
    checkLength('LargeBinary', length);
    return length === null ? family : defineType({ ...codec, shown: [['length', length]] }, { length });
  };
  const family = defineCallableType(call, codec, { length: null }) as unknown as LargeBinaryFamily;
  return family;
}

function encodeBytes(value: Uint8Array): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw wrongValue('LargeBinary', 'a Uint8Array', value);
}

function decodeBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  // SQLite keeps text in a BLOB column if text was given; its bytes are what CAST(x AS BLOB) gives.
  if (typeof value === 'string') return new TextEncoder().encode(value);
  throw unreadableValue('LargeBinary', value);
}

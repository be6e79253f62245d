import { exactInteger, parseLosslessJson } from '@aludel/core/dialect';

/** A value of a result in the text protocol, as mysql2 hands it to a `typeCast` function. */
interface TextField {
  readonly type: string;
  readonly extendedFormat?: string | undefined;
  buffer(): Buffer | null;
}

/**
 * Reads the values of the few statements with rows that cannot be prepared, so that they are the same as those of all
 * others. mysql2 calls it for each value; `next` is what mysql2 would do.
 */
export function textTypeCast(field: TextField, next: () => unknown): unknown {
  if (field.extendedFormat === 'json') return json(next());
  switch (field.type) {
    case 'LONGLONG':
      return integer(next());
    case 'JSON':
      return json(next());
    // mysql2 would make objects of these, and lose the SRID.
    case 'GEOMETRY':
    case 'VECTOR':
      return bytes(field.buffer());
    default:
      return bytes(next());
  }
}

function integer(value: unknown): unknown {
  return typeof value === 'string' ? exactInteger(value) : value;
}

function json(value: unknown): unknown {
  return typeof value === 'string' ? parseLosslessJson(value) : value;
}

// A copy: mysql2's buffer is a window on the whole network packet.
function bytes(value: unknown): unknown {
  return Buffer.isBuffer(value) ? new Uint8Array(value) : value;
}

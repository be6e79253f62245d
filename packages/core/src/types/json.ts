import { ArgumentError } from '../errors/argument-errors.ts';
import { parseLosslessJson, stringifyLosslessJson } from '../util/lossless-json.ts';
import { defineCallableType } from './define-type.ts';
import type { DefinedType } from './type-engine.ts';
import { unreadableValue } from './wrong-value.ts';

/** Equal only to itself; inside of a document it is `null` too. */
const jsonNull = Object.freeze({ toString: () => 'JSON.NULL', toJSON: () => null });

/** {@link json}, bare for `unknown` or called with the type of its documents. */
export interface JSONFamily extends DefinedType<unknown> {
  // Two signatures: where nothing is said, nothing may be inferred from where the type is used.
  (): DefinedType<unknown>;
  <T>(): DefinedType<T>;
  /**
   * The document `null`, where null alone is SQL NULL. Both read as null. It fits columns of every document type, hence
   * `never`.
   */
  readonly NULL: never;
}

/**
 * A JSON document. Nothing is rounded: an integer beyond 2^53 is a `bigint` on the way in and out, `NaN` is refused.
 * A column without value is SQL NULL and reads as null, and so does the document `null`, which is written `t.JSON.NULL`:
 * unlike SQLAlchemy, null is SQL NULL in a JSON column as in all others.
 *
 * @example t.JSON<{ tags: string[] }>()
 */
export const json: JSONFamily = jsonFamily();

/** The family; `sqlName` for one that asks for its name in SQL. */
export function jsonFamily(sqlName?: string): JSONFamily {
  const definition = { typeName: 'JSON', sqlName, encode: encodeDocument, decode: decodeDocument, takesObjects: true };
  const family: JSONFamily = defineCallableType((<T>() => family as DefinedType<T>) as <T>() => DefinedType<T>, definition, {
    NULL: jsonNull as never,
  });
  return family;
}

function encodeDocument(value: unknown): string {
  if (value === jsonNull) return 'null';
  try {
    return stringifyLosslessJson(value);
  } catch (cause) {
    throw new ArgumentError(
      'JSON takes what JSON.stringify can write without loss: no cycle, no NaN or Infinity, no invalid Date, no function, no undefined in an array, no Map or Set.',
      {
        cause,
      },
    );
  }
}

/** Text is a document that is still to be parsed; a dialect whose driver parses documents replaces this rule. */
function decodeDocument(value: unknown): unknown {
  if (typeof value !== 'string') return value instanceof Uint8Array ? parseDocument(utf8.decode(value)) : value;
  return parseDocument(value);
}

function parseDocument(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    throw unreadableValue('JSON', text);
  }
}

const utf8 = new TextDecoder();

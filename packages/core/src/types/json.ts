import { ArgumentError } from '../errors/argument-errors.ts';
import { parseLosslessJson, stringifyLosslessJson } from '../util/lossless-json.ts';
import { defineCallableType } from './define-type.ts';
import type { TypeEngine } from './type-engine.ts';
import { unreadableValue } from './wrong-value.ts';

/** {@link json}, bare for `unknown` or called with the type of its documents. */
export interface JSONFamily extends TypeEngine<unknown> {
  <T = unknown>(): TypeEngine<T>;
}

/**
 * A JSON document. Nothing is rounded: an integer beyond 2^53 is a `bigint` on the way in and out, `NaN` is refused.
 * A column without value is SQL NULL and reads as null, and so does the document `null`.
 *
 * @example t.JSON<{ tags: string[] }>()
 */
export const json: JSONFamily = defineCallableType(
  (() => json) as <T>() => TypeEngine<T>,
  { typeName: 'JSON', encode: encodeDocument, decode: decodeDocument },
  {},
);

function encodeDocument(value: unknown): string {
  try {
    return stringifyLosslessJson(value);
  } catch (cause) {
    throw new ArgumentError('JSON takes what JSON.stringify can write without loss: no cycle, no NaN or Infinity, no function.', {
      cause,
    });
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

import { checkOptionNames } from '../util/check-options.ts';
import { leaving } from './left-as-it-is.ts';
import { defineCallableType, defineType, type ShownArgument } from './define-type.ts';
import { checkLength } from './length.ts';
import type { DefinedType } from './type-engine.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** Text. `T` are the texts that there are, where the application knows: the database is not asked. */
export interface StringType<T extends string = string> extends DefinedType<T> {
  /** The greatest number of characters, as the database counts them; null: no limit of its own. */
  readonly length: number | null;
  /** The collation of the column; null: that of the database. */
  readonly collation: string | null;
}

/** A type of text, bare or called with a length: `t.String(30)`, `t.String<'draft' | 'final'>(10)`. */
export interface StringFamily extends StringType {
  // Two signatures: where nothing is said, nothing may be inferred from where the type is used.
  (length?: number | null, options?: { readonly collation?: string | null }): StringType;
  <T extends string>(length?: number | null, options?: { readonly collation?: string | null }): StringType<T>;
}

/** Text of varying length: `t.String(30)` is VARCHAR(30). */
export const string: StringFamily = stringFamily('String');

/** Text of any length: TEXT, CLOB. */
export const text: StringFamily = stringFamily('Text');

/** Text in Unicode, where a database keeps it in a type of its own (NVARCHAR); equal to `String` elsewhere. */
export const unicode: StringFamily = stringFamily('Unicode');

/** Text of any length in Unicode, where a database keeps it in a type of its own; equal to `Text` elsewhere. */
export const unicodeText: StringFamily = stringFamily('UnicodeText');

/** A family of types of text; `sqlName` for one that asks for its name in SQL. */
export function stringFamily(typeName: string, sqlName?: string): StringFamily {
  const codec = {
    typeName,
    sqlName,
    encode: (value: string) => encodeText(typeName, value),
    decode: leaving('string', (value: unknown) => decodeText(typeName, value)),
  };
  const call = (length: number | null = null, options: { readonly collation?: string | null } = {}): StringType => {
    const { collation = null } = checkOptionNames(options, ['collation'], typeName);
    checkLength(typeName, length);
    if (length === null && collation === null) return family;
    return defineType({ ...codec, shown: shownArguments(length, collation) }, { length, collation });
  };
  // The compiler would take `length` for that of a function, a plain number.
  const family = defineCallableType(call, codec, { length: null, collation: null }) as unknown as StringFamily;
  return family;
}

function shownArguments(length: number | null, collation: string | null): ShownArgument[] {
  const shown: ShownArgument[] = [];
  if (length !== null) shown.push(['length', length]);
  if (collation !== null) shown.push(['collation', collation]);
  return shown;
}

function encodeText(typeName: string, value: string): string {
  if (typeof value === 'string') return value;
  throw wrongValue(typeName, 'a string', value);
}

function decodeText(typeName: string, value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return `${value}`;
  }
  if (value instanceof Uint8Array) return decodeUtf8(typeName, value);
  throw unreadableValue(typeName, value);
}

/** Functions of MySQL may deliver text as bytes. */
function decodeUtf8(typeName: string, value: Uint8Array): string {
  try {
    return strictUtf8.decode(value);
  } catch {
    throw unreadableValue(typeName, value);
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

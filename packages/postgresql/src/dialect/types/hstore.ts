import { type BareType, defineBareType, unreadableValue, wrongValue } from '@aludel/core/dialect';

/** Texts by name. */
export type HstoreValue = Readonly<Record<string, string | null>>;

/** HSTORE, of the extension of that name: an object whose values are strings or null. */
export const HSTORE: BareType<HstoreValue> = defineBareType<HstoreValue>({
  typeName: 'HSTORE',
  encode,
  decode,
  takesObjects: true,
});

function encode(value: HstoreValue): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrongValue('HSTORE', 'an object of strings and nulls', value);
  return Object.entries(value)
    .map(([key, text]) => `${quoted(key)}=>${valueText(text)}`)
    .join(', ');
}

function valueText(text: unknown): string {
  if (text === null) return 'NULL';
  if (typeof text === 'string') return quoted(text);
  throw wrongValue('HSTORE', 'an object of strings and nulls', text);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

const pair = /\s*"((?:[^"\\]|\\.)*)"\s*=>\s*(?:"((?:[^"\\]|\\.)*)"|(NULL))\s*(?:,|$)/gsy;

function decode(value: unknown): HstoreValue {
  if (typeof value !== 'string') throw unreadableValue('HSTORE', value);
  const pairs: [string, string | null][] = [];
  pair.lastIndex = 0;
  while (pair.lastIndex < value.length) {
    const match = pair.exec(value);
    if (match === null) throw unreadableValue('HSTORE', value);
    pairs.push([unquoted(match[1] as string), match[2] === undefined ? null : unquoted(match[2])]);
  }
  // By fromEntries, so that a key called __proto__ is a key.
  return Object.fromEntries(pairs);
}

function unquoted(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

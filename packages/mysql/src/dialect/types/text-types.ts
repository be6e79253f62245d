import { ArgumentError, types as t } from '@aludel/core';
import { type DefinedType, defineType, makeEnum, type ShownArgument, unreadableValue, wrongValue } from '@aludel/core/dialect';
import { extendedType } from './extended-type.ts';

/** How text is kept and compared. */
export interface TextOptions {
  /** The character set; absent: that of the table. */
  readonly charset?: string;
  /** How texts compare; absent: as the character set does. */
  readonly collation?: string;
  /** CHARACTER SET latin1, by the old word ASCII. */
  readonly ascii?: boolean;
  /** CHARACTER SET ucs2, by the old word UNICODE. */
  readonly unicode?: boolean;
  /** The collation of the character set that compares by code. */
  readonly binary?: boolean;
  /** The character set of NATIONAL VARCHAR. */
  readonly national?: boolean;
}

/** Text. */
export function VARCHAR(length: number, options: TextOptions = {}): DefinedType<string> {
  return extendedType(t.String, 'VARCHAR', { length, ...options });
}

/** Text of a fixed length. */
export function CHAR(length: number | null = null, options: TextOptions = {}): DefinedType<string> {
  return extendedType(t.String, 'CHAR', { length, ...options });
}

/** Text, in the national character set. */
export function NVARCHAR(length: number, options: TextOptions = {}): DefinedType<string> {
  return extendedType(t.Unicode, 'NVARCHAR', { length, ...options });
}

/** Text of a fixed length, in the national character set. */
export function NCHAR(length: number | null = null, options: TextOptions = {}): DefinedType<string> {
  return extendedType(t.Unicode, 'NCHAR', { length, ...options });
}

/** Text of up to 65,535 bytes. */
export function TEXT(length: number | null = null, options: TextOptions = {}): DefinedType<string> {
  return extendedType(t.Text, 'TEXT', { length, ...options });
}

/** Text of up to 255 bytes. */
export function TINYTEXT(options: TextOptions = {}): DefinedType<string> {
  return extendedType(t.Text, 'TINYTEXT', { ...options });
}

/** Text of up to 16 MB. */
export function MEDIUMTEXT(options: TextOptions = {}): DefinedType<string> {
  return extendedType(t.Text, 'MEDIUMTEXT', { ...options });
}

/** Text of up to 4 GB. */
export function LONGTEXT(options: TextOptions = {}): DefinedType<string> {
  return extendedType(t.Text, 'LONGTEXT', { ...options });
}

/** One of a fixed list of strings; the same as `t.Enum`. */
export function ENUM<const V extends string>(...values: readonly [V, ...V[]]): t.EnumType<V> {
  return makeEnum('ENUM', values, {});
}

/** Some of a fixed list of strings. */
export interface SetType<V extends string> extends DefinedType<readonly V[]> {
  /** What it may have. */
  readonly values: readonly V[];
}

/**
 * Some of a fixed list of strings: an array, in the order of that list.
 *
 * @throws ArgumentError for a value with a comma, which the database could not tell from two values
 * @example SET('read', 'write') // ('read' | 'write')[]
 */
export function SET<const V extends string>(...values: readonly [V, ...V[]]): SetType<V> {
  if (values.some((value) => value === '' || value.includes(',')))
    throw new ArgumentError('A value of a SET is empty or has a comma, which MySQL cannot tell from several values.');
  if (new Set(values).size < values.length) throw new ArgumentError('A SET has a value twice. Give each value once.');
  return defineType<readonly V[], { values: readonly V[] }>(
    {
      typeName: 'SET',
      takesObjects: true,
      encode: (value) => encodeSet(value, values),
      decode: (value) => decodeSet(value, values),
      shown: values.map((value): ShownArgument => [null, value]),
    },
    { values: Object.freeze([...values]) },
  );
}

function encodeSet<V extends string>(value: readonly V[], values: readonly V[]): string {
  if (!Array.isArray(value)) throw wrongValue('SET', 'an array of its values', value);
  const stranger = value.some((one) => !values.includes(one as V));
  if (stranger)
    throw new ArgumentError(`A value is not among the defined values of a SET. Possible values: ${values.join(', ')}.`);
  return values.filter((one) => value.includes(one)).join(',');
}

function decodeSet<V extends string>(value: unknown, values: readonly V[]): readonly V[] {
  if (typeof value !== 'string') throw unreadableValue('SET', value);
  const given = value === '' ? [] : value.split(',');
  if (!given.every((one): one is V => values.includes(one as V))) throw unreadableValue('SET', value);
  return given;
}

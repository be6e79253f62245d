import type { types as t } from '@aludel/core';
import {
  type BareType,
  binaryFamily,
  defineBareType,
  integerType,
  jsonFamily,
  stringFamily,
  makeEnum,
  unreadableValue,
  wrongValue,
} from '@aludel/core/dialect';

/** JSON that is stored taken apart: what `t.JSON` gives, with more operators and indexes. */
export const JSONB: t.JSONFamily = jsonFamily('JSONB');
/** Binary data. */
export const BYTEA: t.LargeBinaryFamily = binaryFamily('BYTEA');
/** Text that compares without regard to case; of the extension of that name. */
export const CITEXT: t.StringFamily = stringFamily('String', 'CITEXT');
/** An address of a host, or of a network: `192.168.0.1/24`. */
export const INET: BareType<string> = textType('INET');
/** A network: `192.168.0.0/24`. */
export const CIDR: BareType<string> = textType('CIDR');
/** An address of six bytes, as text. */
export const MACADDR: BareType<string> = textType('MACADDR');
/** An address of eight bytes, as text. */
export const MACADDR8: BareType<string> = textType('MACADDR8');
/** An amount as the server's `lc_monetary` writes it: `$12.34`. */
export const MONEY: BareType<string> = textType('MONEY');
/** What text search looks into, as text. */
export const TSVECTOR: BareType<string> = textType('TSVECTOR');
/** What text search looks for, as text. */
export const TSQUERY: BareType<string> = textType('TSQUERY');
/** A table, by its name. */
export const REGCLASS: BareType<string> = textType('REGCLASS');
/** A configuration of text search, by its name. */
export const REGCONFIG: BareType<string> = textType('REGCONFIG');
/** A document, as text. */
export const XML: BareType<string> = textType('XML');
/** A path into a JSON document, as text. */
export const JSONPATH: BareType<string> = textType('JSONPATH');
/** The number of an object of the system, without sign. */
export const OID: BareType<number> = integerType('OID');

/**
 * One of a fixed list of strings, as a type of its own that CREATE TYPE makes.
 *
 * @example ENUM('draft', 'published', { name: 'post_state' })
 */
export function ENUM<const A extends readonly [string, ...(string | EnumOptions)[]]>(
  ...args: A
): t.EnumType<Extract<A[number], string>> {
  const options = args.find((argument): argument is EnumOptions => typeof argument === 'object');
  const values = args.filter((argument) => argument !== options) as Extract<A[number], string>[];
  return makeEnum('ENUM', values, options ?? {});
}

/** What an ENUM is called. */
export interface EnumOptions {
  /** As the database calls the type. */
  readonly name: string;
  /** Absent: where a name alone finds it. */
  readonly schema?: string;
}

/** Values are the texts that PostgreSQL writes. */
function textType(typeName: string): BareType<string> {
  return defineBareType<string>({
    typeName,
    encode: (value) => {
      if (typeof value === 'string') return value;
      throw wrongValue(typeName, 'a string', value);
    },
    decode: (value) => {
      if (typeof value === 'string') return value;
      throw unreadableValue(typeName, value);
    },
  });
}

import { CompileError } from '@aludel/core';
import { type CompilerDialect, lengthOf, plainLiteral, type TypeEngine, withArgument, withPrecision } from '@aludel/core/dialect';
import { placeholder, syntax } from './notation.ts';

type TypeNames = NonNullable<CompilerDialect['typeNames']>;
type Type = TypeEngine<unknown>;

/** What the types of MySQL and MariaDB can say beside what standard SQL knows. */
interface Attributes {
  readonly unsigned?: boolean;
  readonly zerofill?: boolean;
  readonly displayWidth?: number;
  readonly precision?: number | null;
  readonly scale?: number | null;
  readonly charset?: string;
  readonly ascii?: boolean;
  readonly unicode?: boolean;
  readonly collation?: string | null;
  readonly binary?: boolean;
  readonly national?: boolean;
  readonly nativeEnum?: boolean;
  readonly values?: readonly string[];
}

/** What MySQL and MariaDB call the types, for a dialect of that name. */
export function typeNamesFor(dialectName: string): TypeNames {
  const varchar = (type: Type) => sizedText('VARCHAR', type, dialectName);
  const nvarchar = (type: Type) => sizedText('NVARCHAR', type, dialectName);
  return Object.freeze({
    String: varchar,
    Unicode: varchar,
    VARCHAR: varchar,
    NVARCHAR: nvarchar,
    CHAR: (type: Type) => withText(withArgument('CHAR', lengthOf(type)), type),
    NCHAR: (type: Type) => withText(withArgument('CHAR', lengthOf(type)), type, true),
    Text: text('TEXT'),
    UnicodeText: text('TEXT'),
    TEXT: text('TEXT'),
    TINYTEXT: text('TINYTEXT'),
    MEDIUMTEXT: text('MEDIUMTEXT'),
    LONGTEXT: text('LONGTEXT'),
    Boolean: 'BOOL',
    BOOLEAN: 'BOOL',
    TINYINT: integer('TINYINT'),
    SMALLINT: integer('SMALLINT'),
    MEDIUMINT: integer('MEDIUMINT'),
    INTEGER: integer('INTEGER'),
    BIGINT: integer('BIGINT'),
    Numeric: (type: Type) => decimal(type, dialectName),
    NUMERIC: (type: Type) => withNumber(withPrecision('NUMERIC', type), type),
    DECIMAL: (type: Type) => withNumber(withPrecision('DECIMAL', type), type),
    // FLOAT has seven digits here and sixteen elsewhere; a JavaScript number has sixteen.
    Float: (type: Type) => (attributes(type).precision == null ? 'DOUBLE' : withArgument('FLOAT', attributes(type).precision)),
    FLOAT: (type: Type) => withNumber(withPrecision('FLOAT', type), type),
    Double: 'DOUBLE',
    DOUBLE: (type: Type) => withNumber(withBoth('DOUBLE', type), type),
    REAL: (type: Type) => withNumber(withBoth('REAL', type), type),
    YEAR: (type: Type) => withArgument('YEAR', attributes(type).displayWidth),
    BIT: (type: Type) => withArgument('BIT', lengthOf(type)),
    DateTime: (type: Type) => withDigits('DATETIME', type),
    DATETIME: (type: Type) => withDigits('DATETIME', type),
    TIMESTAMP: (type: Type) => withDigits('TIMESTAMP', type),
    Time: (type: Type) => withDigits('TIME', type),
    TIME: (type: Type) => withDigits('TIME', type),
    LargeBinary: (type: Type) => withArgument('BLOB', lengthOf(type)),
    BLOB: (type: Type) => withArgument('BLOB', lengthOf(type)),
    TINYBLOB: 'TINYBLOB',
    MEDIUMBLOB: 'MEDIUMBLOB',
    LONGBLOB: 'LONGBLOB',
    Enum: (type: Type) =>
      attributes(type).nativeEnum === false ? withArgument('VARCHAR', lengthOf(type)) : enumerated('ENUM', type),
    ENUM: (type: Type) => enumerated('ENUM', type),
    SET: (type: Type) => enumerated('SET', type),
  });
}

function attributes(type: Type): Attributes {
  return type as Attributes;
}

// Numbers ------------------------------------------------------------------------------------------------------------

function integer(name: string): (type: Type) => string {
  return (type) => withNumber(withArgument(name, attributes(type).displayWidth), type);
}

function withNumber(name: string, type: Type): string {
  const { unsigned = false, zerofill = false } = attributes(type);
  return `${name}${unsigned ? ' UNSIGNED' : ''}${zerofill ? ' ZEROFILL' : ''}`;
}

/** Both or none: one alone means something else. */
function withBoth(name: string, type: Type): string {
  const { precision, scale } = attributes(type);
  return precision == null || scale == null ? name : withPrecision(name, type);
}

/** NUMERIC alone is NUMERIC(10, 0) here: every digit behind the point would be rounded away in silence. */
function decimal(type: Type, dialectName: string): string {
  if (attributes(type).precision == null)
    throw new CompileError(
      `NUMERIC requires a precision on dialect ${dialectName}, which keeps no digit behind the point otherwise: t.Numeric(10, 2).`,
    );
  return withPrecision('NUMERIC', type);
}

// Text ---------------------------------------------------------------------------------------------------------------

function text(name: string): (type: Type) => string {
  return (type) => withText(withArgument(name, lengthOf(type)), type);
}

function sizedText(name: 'VARCHAR' | 'NVARCHAR', type: Type, dialectName: string): string {
  const length = lengthOf(type);
  if (length === null)
    throw new CompileError(
      `${name} requires a length on dialect ${dialectName}: t.String(30), or t.Text for text of any length.`,
    );
  return withText(withArgument('VARCHAR', length), type, name === 'NVARCHAR');
}

/** A type of text with its character set and collation. */
export function withText(spec: string, type: Type, isNational = false): string {
  const { charset, ascii, unicode, collation, binary, national = isNational } = attributes(type);
  const set = charset !== undefined ? `CHARACTER SET ${word(charset, 'charset')}` : ascii ? 'ASCII' : unicode ? 'UNICODE' : null;
  const order = collation != null ? `COLLATE ${word(collation, 'collation')}` : binary ? 'BINARY' : null;
  const parts = national ? ['NATIONAL', spec, order] : [spec, set, order];
  return parts.filter((part) => part !== null).join(' ');
}

/** It goes into the SQL as it is: names of character sets and collations need no quotes. */
function word(name: string, option: string): string {
  if (typeof name === 'string' && /^\w+$/.test(name)) return name;
  throw new CompileError(`The "${option}" of a type is a name of letters, digits and underscores, such as utf8mb4_bin.`);
}

function enumerated(name: string, type: Type): string {
  const values = attributes(type).values ?? [];
  return withText(`${name}(${values.map((value) => plainLiteral(value, writing)).join(',')})`, type);
}

const writing: CompilerDialect = { name: 'mysql', syntax, placeholder, placeholdersRepeat: false };

// Dates and times ----------------------------------------------------------------------------------------------------

/** A type with the digits behind its seconds; without digits MySQL keeps whole seconds, and rounds. */
export function withDigits(name: string, type: Type): string {
  return withArgument(name, attributes(type).precision || null);
}

import { type AnyType, lengthOf, type SqlWriter, sqlTypeIn, withArgument } from '@aludel/core/dialect';
import { withDigits, withText } from './type-names.ts';

/**
 * The name of a type in CAST, which knows only some of them. A number without precision would lose its fraction, so it gets
 * as many digits as there are. https://dev.mysql.com/doc/refman/9.0/en/cast-functions.html
 */
export function castTypeName(type: AnyType, sql: SqlWriter): string {
  const sqlType = sqlTypeIn(type, sql.dialect);
  const name = castNames[sqlType.sqlName ?? ''] ?? castNames[sqlType.typeName];
  if (name === undefined) return sql.typeName(sqlType);
  return typeof name === 'string' ? name : name(sqlType, sql);
}

const castNames: Readonly<Record<string, string | ((type: AnyType, sql: SqlWriter) => string)>> = {
  Integer: whole,
  SmallInteger: whole,
  BigInteger: whole,
  Interval: 'SIGNED INTEGER',
  Numeric: decimal,
  Float: float,
  Double: float,
  String: text,
  Unicode: text,
  Text: text,
  UnicodeText: text,
  Enum: 'CHAR',
  SET: 'CHAR',
  Uuid: 'CHAR(32)',
  LargeBinary: (type) => withArgument('BINARY', lengthOf(type)),
  TIMESTAMP: (type) => withDigits('DATETIME', type),
};

function whole(type: AnyType): string {
  return (type as { readonly unsigned?: boolean }).unsigned === true ? 'UNSIGNED INTEGER' : 'SIGNED INTEGER';
}

function decimal(type: AnyType): string {
  const { precision = null, scale = null } = type as { readonly precision?: number | null; readonly scale?: number | null };
  if (precision === null) return 'DECIMAL(65, 30)';
  return scale === null ? `DECIMAL(${precision})` : `DECIMAL(${precision}, ${scale})`;
}

/** FLOAT alone has seven digits. */
function float(type: AnyType, sql: SqlWriter): string {
  return type.sqlName === undefined || type.sqlName === 'DOUBLE_PRECISION' ? 'DOUBLE' : sql.typeName(type);
}

/** CAST knows character sets, but neither collations nor NATIONAL. */
function text(type: AnyType): string {
  return withText(withArgument('CHAR', lengthOf(type)), { ...type, collation: null, national: false } as AnyType);
}

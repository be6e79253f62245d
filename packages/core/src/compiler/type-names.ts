import { CompileError } from '../errors/compile-errors.ts';
import type { AnyType } from '../sql/nodes/sql-node.ts';
import type { CompilerDialect, TypeNames, TypeWriter } from './rules.ts';

/** What types are called in standard SQL, which is also what `String(statement)` prints. */
export const standardTypeNames: TypeNames = {
  Integer: 'INTEGER',
  SmallInteger: 'SMALLINT',
  BigInteger: 'BIGINT',
  Numeric: (type) => withPrecision('NUMERIC', type),
  Float: 'FLOAT',
  Double: 'DOUBLE',
  String: (type) => withLength('VARCHAR', type),
  Unicode: (type) => withLength('VARCHAR', type),
  Text: 'TEXT',
  UnicodeText: 'TEXT',
  Boolean: 'BOOLEAN',
  DateTime: 'DATETIME',
  Date: 'DATE',
  Time: 'TIME',
  LargeBinary: 'BLOB',
  JSON: 'JSON',
  Uuid: 'CHAR(32)',
  Enum: (type) =>
    `VARCHAR(${Math.max(...(type as unknown as { readonly values: readonly string[] }).values.map((value) => value.length))})`,
};

/** What a type is called in a database. */
export function typeName(type: AnyType, writer: TypeWriter & { readonly dialect: CompilerDialect }): string {
  const name = writer.dialect.typeNames?.[type.typeName] ?? standardTypeNames[type.typeName];
  if (name === undefined) throw new CompileError(`The dialect ${writer.dialect.name} has no name for the type ${String(type)}.`);
  return typeof name === 'string' ? name : name(type, writer);
}

/** `VARCHAR(30)`, or `VARCHAR` without a length. */
export function withLength(name: string, type: AnyType): string {
  const { length } = type as { readonly length?: number | null };
  return typeof length === 'number' && typeof type !== 'function' ? `${name}(${length})` : name;
}

/** `NUMERIC(10, 2)`, `NUMERIC(10)`, `NUMERIC`. */
export function withPrecision(name: string, type: AnyType): string {
  const { precision = null, scale = null } = type as { readonly precision?: number | null; readonly scale?: number | null };
  if (precision === null) return name;
  return scale === null ? `${name}(${precision})` : `${name}(${precision}, ${scale})`;
}

import { kindOfValue } from '../util/kind-of-value.ts';
import { CompileError, UnsupportedCompilationError } from '../errors/compile-errors.ts';
import type { AnyType } from '../sql/nodes/sql-node.ts';
import { typeDialect, typeIn } from './codec-of.ts';
import { standardIdentifiers, writeIdentifier } from './identifier-rules.ts';
import type { CompilerDialect, TypeNames, TypeWriter } from './rules.ts';

/** What types are called in standard SQL, which is also what `String(statement)` prints. */
export const standardTypeNames: TypeNames = {
  Integer: 'INTEGER',
  SmallInteger: 'SMALLINT',
  BigInteger: 'BIGINT',
  Numeric: (type) => withPrecision('NUMERIC', type),
  Float: 'FLOAT',
  Double: 'DOUBLE',
  String: (type, sql) => withLength('VARCHAR', type, sql),
  Unicode: (type, sql) => withLength('VARCHAR', type, sql),
  Text: (type, sql) => withLength('TEXT', type, sql),
  UnicodeText: (type, sql) => withLength('TEXT', type, sql),
  Boolean: 'BOOLEAN',
  DateTime: 'DATETIME',
  Date: 'DATE',
  Time: 'TIME',
  // Without a type of its own: a whole number of microseconds.
  Interval: 'BIGINT',
  LargeBinary: 'BLOB',
  JSON: 'JSON',
  Uuid: 'CHAR(32)',
  Enum: (type) => withArgument('VARCHAR', (type as unknown as { readonly length: number }).length),
  NullType: (type) => {
    throw new CompileError(`Can't generate DDL for ${String(type)}; did you forget to specify a type on this Column?`);
  },

  INTEGER: 'INTEGER',
  SMALLINT: 'SMALLINT',
  BIGINT: 'BIGINT',
  NUMERIC: (type) => withPrecision('NUMERIC', type),
  DECIMAL: (type) => withPrecision('DECIMAL', type),
  FLOAT: 'FLOAT',
  REAL: 'REAL',
  DOUBLE: 'DOUBLE',
  DOUBLE_PRECISION: 'DOUBLE PRECISION',
  VARCHAR: (type, sql) => withLength('VARCHAR', type, sql),
  NVARCHAR: (type, sql) => withLength('NVARCHAR', type, sql),
  CHAR: (type, sql) => withLength('CHAR', type, sql),
  NCHAR: (type, sql) => withLength('NCHAR', type, sql),
  TEXT: (type, sql) => withLength('TEXT', type, sql),
  CLOB: 'CLOB',
  BOOLEAN: 'BOOLEAN',
  DATE: 'DATE',
  DATETIME: 'DATETIME',
  TIMESTAMP: 'TIMESTAMP',
  TIME: 'TIME',
  BLOB: 'BLOB',
  BINARY: (type) => withArgument('BINARY', lengthOf(type)),
  VARBINARY: (type) => withArgument('VARBINARY', lengthOf(type)),
  UUID: 'UUID',
};

type Writer = TypeWriter & { readonly dialect: CompilerDialect };

/** What a type is called in a database: its variant's name there, the name it was asked for, or the dialect's for it. */
export function typeName(type: AnyType, writer: Writer): string {
  const actual = sqlTypeIn(type, writer.dialect);
  const name = nameOf(actual, writer.dialect);
  if (name === undefined) return unknownName(actual, writer.dialect);
  return typeof name === 'string' ? name : name(actual, writer);
}

/** The type that the database gets to see: without decorators, and the variant for it. */
export function sqlTypeIn(type: AnyType, dialect: CompilerDialect): AnyType {
  const actual = typeIn(type, dialect);
  return actual.implIn === undefined ? actual : sqlTypeIn(actual.implIn(typeDialect(dialect)), dialect);
}

/** The name of a type outside of a statement, as for an error message or a tool. */
export function typeNameFor(type: AnyType, dialect: CompilerDialect): string {
  const identifier = (name: string) => writeIdentifier(name, dialect.identifiers ?? standardIdentifiers);
  const writer: Writer = {
    dialect,
    typeName: (inner) => typeName(inner, writer),
    tableName: (name, schema) => (schema === null ? identifier(name) : `${identifier(schema)}.${identifier(name)}`),
    identifier,
  };
  return typeName(type, writer);
}

function nameOf({ sqlName, typeName: family }: AnyType, { typeNames = {} }: CompilerDialect): TypeNames[string] | undefined {
  const key = sqlName ?? family;
  return typeNames[key] ?? standardTypeNames[key];
}

/** Printing writes types that only some databases have by their names. */
function unknownName(type: AnyType, { name, paramStyle }: CompilerDialect): string {
  if (paramStyle === 'named') return type.sqlName ?? type.typeName;
  const hint =
    type.typeName === 'ARRAY' ? ' Use t.JSON, or give it a variant there.' : ' Give it a variant there: withVariant().';
  throw new UnsupportedCompilationError(`The dialect ${name} has no type ${String(type)}.${hint}`);
}

/** `VARCHAR(30)`, or `VARCHAR` without a length; with its collation. */
export function withLength(name: string, type: AnyType, sql?: TypeWriter): string {
  const { collation = null } = type as { readonly collation?: string | null };
  const sized = withArgument(name, lengthOf(type));
  if (collation === null) return sized;
  return `${sized} COLLATE ${sql === undefined ? collation : sql.identifier(collation)}`;
}

/**
 * `NUMERIC(10, 2)`, `NUMERIC(10)`, `NUMERIC`.
 *
 * @example const typeNames: TypeNames = { Numeric: (type) => withPrecision('DECIMAL', type) };
 */
export function withPrecision(name: string, type: AnyType): string {
  const { precision = null, scale = null } = type as { readonly precision?: number | null; readonly scale?: number | null };
  if (precision === null) return name;
  return scale === null ? withArgument(name, precision) : `${name}(${whole(precision, name)}, ${whole(scale, name)})`;
}

/** `NAME(argument)`, or the name alone. */
export function withArgument(name: string, argument: number | null | undefined): string {
  return argument === null || argument === undefined ? name : `${name}(${whole(argument, name)})`;
}

/** What goes into SQL as a number must be one. */
function whole(argument: unknown, name: string): number {
  if (Number.isSafeInteger(argument)) return argument as number;
  throw new CompileError(`The argument of the type ${name} is a whole number; it is ${kindOfValue(argument)}.`);
}

/** The length that a type was given; null: none. */
export function lengthOf(type: AnyType): number | null {
  const { length } = type as { readonly length?: unknown };
  return typeof length === 'number' ? length : null;
}

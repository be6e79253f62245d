import { CompileError } from '@aludel/core';
import { type CompilerDialect, phrase, type TypeEngine, withArgument } from '@aludel/core/dialect';
import type { ArrayType } from './types/array-type.ts';
import type { BitType } from './types/bit.ts';
import type { DomainType } from './types/domain.ts';
import type { IntervalType } from './types/interval.ts';

type TypeNames = NonNullable<CompilerDialect['typeNames']>;
type TypeWriter = Parameters<Extract<TypeNames[string], (...args: never[]) => string>>[1];

/** What PostgreSQL calls the types, where that is not the standard's name. */
export const typeNames: TypeNames = Object.freeze({
  Float: withDigits,
  FLOAT: withDigits,
  Double: 'DOUBLE PRECISION',
  DateTime: (type: TypeEngine<unknown>) => temporal('TIMESTAMP', type),
  TIMESTAMP: (type: TypeEngine<unknown>) => temporal('TIMESTAMP', type),
  Time: (type: TypeEngine<unknown>) => temporal('TIME', type),
  TIME: (type: TypeEngine<unknown>) => temporal('TIME', type),
  Interval: 'INTERVAL',
  LargeBinary: 'BYTEA',
  Uuid: 'UUID',
  Enum: (type: TypeEngine<unknown>, sql: TypeWriter) => enumName(type as unknown as NamedType, sql),
  ENUM: named,
  DOMAIN: (type: TypeEngine<unknown>, sql: TypeWriter) => named(type as DomainType<unknown>, sql),
  ARRAY: arrayName,
  BIT: (type: TypeEngine<unknown>) => {
    const { length, varying } = type as BitType;
    return withArgument(varying ? 'BIT VARYING' : 'BIT', length);
  },
  INTERVAL: (type: TypeEngine<unknown>) => {
    const { fields, precision } = type as IntervalType;
    return `INTERVAL${fields === null ? '' : ` ${phrase(fields, /^\w+(?: TO \w+)?$/i)}`}${precision === null ? '' : ` ${withArgument('', precision)}`}`;
  },
  ...Object.fromEntries(
    [
      'BYTEA',
      'CIDR',
      'CITEXT',
      'DATEMULTIRANGE',
      'DATERANGE',
      'HSTORE',
      'INET',
      'INT4MULTIRANGE',
      'INT4RANGE',
      'INT8MULTIRANGE',
      'INT8RANGE',
      'JSONB',
      'JSONPATH',
      'MACADDR',
      'MACADDR8',
      'MONEY',
      'NUMMULTIRANGE',
      'NUMRANGE',
      'OID',
      'REGCLASS',
      'REGCONFIG',
      'TSMULTIRANGE',
      'TSQUERY',
      'TSRANGE',
      'TSTZMULTIRANGE',
      'TSTZRANGE',
      'TSVECTOR',
      'XML',
    ].map((name) => [name, name]),
  ),
});

interface NamedType {
  readonly name: string | null;
  readonly schema: string | null;
  readonly nativeEnum: boolean;
  readonly length: number;
}

function enumName(type: NamedType, sql: TypeWriter): string {
  return type.nativeEnum ? named(type, sql) : `VARCHAR(${type.length})`;
}

function named(type: unknown, sql: TypeWriter): string {
  const { name, schema } = type as NamedType;
  if (name === null)
    throw new CompileError("PostgreSQL ENUM type requires a name. Give it one: t.Enum('draft', 'published', { name: 'state' }).");
  return sql.tableName(name, schema);
}

function withDigits(type: TypeEngine<unknown>): string {
  return withArgument('FLOAT', (type as { readonly precision?: number | null }).precision);
}

/** Six digits behind the seconds are what PostgreSQL keeps by itself. */
function temporal(name: string, type: TypeEngine<unknown>): string {
  const { precision = 6, timezone = false } = type as { readonly precision?: number; readonly timezone?: boolean };
  return `${withArgument(name, precision === 6 ? null : precision)} ${timezone ? 'WITH' : 'WITHOUT'} TIME ZONE`;
}

/** The brackets stand in front of a collation. */
function arrayName(type: TypeEngine<unknown>, sql: TypeWriter): string {
  const { itemType, dimensions } = type as ArrayType;
  return sql.typeName(itemType).replace(/((?: COLLATE.*)?)$/, `${'[]'.repeat(dimensions ?? 1)}$1`);
}

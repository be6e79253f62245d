import { type CompilerDialect, plainLiteral, type TypeEngine, typeNameFor } from '@aludel/core/dialect';
import { placeholder, syntax } from './notation.ts';
import { typeNames } from './type-names.ts';

/** How values are written into SQL where PostgreSQL differs from the standard, by the name of their type. */
export const literals: NonNullable<CompilerDialect['literals']> = Object.freeze({
  LargeBinary: (value: unknown) => `'${bytes(value)}'`,
  Float: (value: unknown) => float(value),
  Double: (value: unknown) => float(value),
  Numeric: (value: unknown) => (/^-?\d/.test(String(value)) ? String(value) : `'${String(value)}'::numeric`),
  ARRAY: (value: unknown, type: TypeEngine<unknown>) => `${array(value as readonly unknown[])}::${typeNameFor(type, writing)}`,
});

const writing: CompilerDialect = { name: 'postgresql', syntax, placeholder, placeholdersRepeat: true, typeNames };

function bytes(value: unknown): string {
  return `\\x${Buffer.from(value as Uint8Array).toString('hex')}`;
}

/** NaN, Infinity and -0 have no literal of their own. */
function float(value: unknown): string {
  if (Object.is(value, -0)) return `'-0'::float8`;
  return typeof value === 'bigint' || Number.isFinite(value) ? plainLiteral(value, writing) : `'${String(value)}'::float8`;
}

function array(values: readonly unknown[]): string {
  return `ARRAY[${values.map(item).join(', ')}]`;
}

function item(value: unknown): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return array(value);
  if (value instanceof Uint8Array) return `'${bytes(value)}'`;
  return typeof value === 'number' ? float(value) : plainLiteral(value, writing);
}

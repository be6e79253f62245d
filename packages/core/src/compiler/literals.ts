import { CompileError } from '../errors/compile-errors.ts';
import type { AnyType } from '../sql/nodes/sql-node.ts';
import { codecOf } from './codec-of.ts';
import type { CompilerDialect } from './rules.ts';
import { sqlTypeIn } from './type-names.ts';

/** A value written into the SQL. For DDL, which takes no parameters, and for printing. */
export function writeLiteral(value: unknown, type: AnyType, dialect: CompilerDialect): string {
  if (value === null) return 'NULL';
  const encode = codecOf(type, dialect).encode;
  const encoded = encode === undefined ? value : encode(value);
  if (encoded === null) return 'NULL';
  const sqlType = sqlTypeIn(type, dialect);
  const own = dialect.literals?.[sqlType.sqlName ?? ''] ?? dialect.literals?.[sqlType.typeName];
  if (own !== undefined) return own(encoded, sqlType);
  return isExactNumber(encoded, sqlType) ? encoded : plainLiteral(encoded, dialect);
}

/** Exact decimals travel as text, and are numbers in SQL. */
function isExactNumber(encoded: unknown, { typeName }: AnyType): encoded is string {
  return typeName === 'Numeric' && typeof encoded === 'string' && /^-?\d+(?:\.\d+)?$/.test(encoded);
}

/** A value as every database writes it. For the literals of a dialect that only differ for some values. */
export function plainLiteral(value: unknown, dialect: CompilerDialect): string {
  switch (typeof value) {
    case 'number':
      if (!Number.isFinite(value)) throw new CompileError(`The number ${value} has no literal in SQL.`);
      return Object.is(value, -0) ? '-0.0' : String(value);
    case 'bigint':
      return String(value);
    case 'boolean':
      return dialect.booleanLiterals === false ? String(Number(value)) : String(value);
    case 'string':
      return textLiteral(value, dialect);
    case 'object':
      if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`;
      if (value instanceof Date) return dateLiteral(value);
  }
  throw new CompileError(
    `A value of the type ${typeof value} cannot be written as a literal. Use text() for the SQL that makes it.`,
  );
}

function dateLiteral(value: Date): string {
  if (Number.isNaN(value.getTime())) throw new CompileError('An invalid Date cannot be written as a literal.');
  return `'${value.toISOString().replace('T', ' ').replace('Z', '')}'`;
}

function textLiteral(value: string, { syntax }: CompilerDialect): string {
  if (value.includes('\0')) throw new CompileError('A text with the character U+0000 cannot be written as a literal.');
  if (!value.isWellFormed())
    throw new CompileError('A text with a lone surrogate cannot be written as a literal. Clean it with value.toWellFormed().');
  const escaped = syntax.backslashEscapes ? value.replaceAll('\\', '\\\\') : value;
  return `'${escaped.replaceAll("'", "''")}'`;
}

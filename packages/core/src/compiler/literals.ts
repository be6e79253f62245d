import { CompileError } from '../errors/compile-errors.ts';
import type { AnyType } from '../sql/nodes/sql-node.ts';
import { codecOf } from './codec-of.ts';
import type { CompilerDialect } from './rules.ts';

/** A value written into the SQL. For DDL, which takes no parameters, and for printing. */
export function writeLiteral(value: unknown, type: AnyType, dialect: CompilerDialect): string {
  if (value === null) return 'NULL';
  const own = dialect.literals?.[type.typeName];
  if (own !== undefined) return own(value, type);
  const encoded = codecOf(type, dialect).encode?.(value) ?? value;
  return plainLiteral(encoded, dialect);
}

function plainLiteral(value: unknown, dialect: CompilerDialect): string {
  switch (typeof value) {
    case 'number':
      if (!Number.isFinite(value)) break;
      return String(value);
    case 'bigint':
      return String(value);
    case 'boolean':
      return dialect.booleanLiterals === false ? String(Number(value)) : String(value);
    case 'string':
      return textLiteral(value, dialect);
    case 'object':
      if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`;
      if (value instanceof Date) return `'${value.toISOString().replace('T', ' ').replace('Z', '')}'`;
  }
  throw new CompileError(
    `A value of the type ${typeof value} cannot be written as a literal. Use text() for the SQL that makes it.`,
  );
}

function textLiteral(value: string, { syntax }: CompilerDialect): string {
  if (value.includes('\0')) throw new CompileError('A text with the character U+0000 cannot be written as a literal.');
  const escaped = syntax.backslashEscapes ? value.replaceAll('\\', '\\\\') : value;
  return `'${escaped.replaceAll("'", "''")}'`;
}

import { CompileError } from '../errors/compile-errors.ts';
import type { BindNode } from '../sql/nodes/expression-nodes.ts';
import type { AnyType } from '../sql/nodes/sql-node.ts';
import type { BindChange } from './rules.ts';

/** What writes a literal. */
interface LiteralWriter {
  literal(value: unknown, type: AnyType): string;
}

/** A parameter as a literal: a list in parentheses where it stands for many. */
export function inlineValue(node: BindNode, change: BindChange, sql: LiteralWriter): string {
  if (!node.isGiven) throw valueMissing(node.name);
  const type = change.type ?? node.type;
  const written = (value: unknown): string => sql.literal(change.convert === undefined ? value : change.convert(value), type);
  if (!node.isExpanding) return written(node.value);
  const values = node.value as readonly unknown[];
  if (values.length === 0) throw new CompileError('An empty list cannot be written as a literal. Leave the condition out.');
  return `(${values.map(written).join(', ')})`;
}

/** What stands where only literals can has a parameter without value. */
export function valueMissing(name: string): CompileError {
  return new CompileError(
    `The parameter "${name}" has no value, and DDL takes no parameters. Give it one: bindparam('${name}', 5).`,
  );
}

import { CompileError } from '../errors/compile-errors.ts';
import type { LexicalSyntax } from '../sql/lexical-syntax.ts';
import { type ScannedText, scanText } from '../sql/text-scanner.ts';

/** Where the SQL of a text goes to. */
interface Target {
  readonly syntax: LexicalSyntax;
  readonly placeholder: (index: number) => string;
  readonly paramStyle?: 'named' | undefined;
}

/**
 * SQL that was given as text, as it goes into a statement.
 *
 * @throws CompileError for a placeholder, which would take the value of another one, and for U+0000
 */
export function rawSql(text: string, target: Target): string {
  refuseRawPlaceholder(scanText(text, target.syntax, target.placeholder(0)), target);
  refuseNul(text);
  return text;
}

/** The compiler marks its parameters by it. */
export function refuseNul(text: string): void {
  if (text.includes('\0')) throw new CompileError('A piece of SQL holds the character U+0000, which no database takes.');
}

/** A placeholder that is not ours would take the value of one that is. */
export function refuseRawPlaceholder(scanned: ScannedText, { placeholder, paramStyle }: Target): void {
  if (paramStyle === 'named') return;
  if (scanned.placeholder < 0) return;
  throw new CompileError(
    `The statement has a placeholder of its own, like "${placeholder(0)}", at character ${scanned.placeholder + 1}. Write :name and give the value by that name, or use connection.execDriverSql().`,
  );
}

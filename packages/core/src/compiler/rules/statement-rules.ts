import { CompileError } from '../../errors/compile-errors.ts';
import type { Rules } from '../rules.ts';

function notYet(): never {
  throw new CompileError('INSERT, UPDATE and DELETE are not written yet.');
}

/** INSERT, UPDATE and DELETE, as standard SQL has them. */
export const statementRules = {
  insert: notYet,
  assignments: notYet,
  onConflict: notYet,
  update: notYet,
  delete: notYet,
} as const satisfies Partial<Rules>;

import { CompileError } from '../../errors/compile-errors.ts';
import type { Rules } from '../rules.ts';
import { writeDelete } from './delete-rules.ts';
import { type DmlForms, standardForms } from './dml-forms.ts';
import { writeInsert } from './insert-rules.ts';
import { writeOnConflict } from './on-conflict-rules.ts';
import { writeUpdate } from './update-rules.ts';

/**
 * The rules of a database for INSERT, UPDATE and DELETE.
 *
 * @example const rules: Partial<Rules> = { ...dmlRules({ ...standardForms, deleteTables: 'using' }) };
 */
export function dmlRules(forms: DmlForms): Pick<Rules, 'insert' | 'update' | 'delete'> {
  return {
    insert: (node, sql) => writeInsert(node, sql, forms),
    update: (node, sql) => writeUpdate(node, sql, forms),
    delete: (node, sql) => writeDelete(node, sql, forms),
  };
}

/** INSERT, UPDATE and DELETE, as standard SQL has them. */
export const statementRules = {
  ...dmlRules(standardForms),
  onConflict: writeOnConflict,
  assignments: () => {
    throw new CompileError('Values are written by their INSERT or UPDATE.');
  },
} as const satisfies Partial<Rules>;

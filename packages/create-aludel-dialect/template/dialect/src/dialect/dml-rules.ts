import { dmlRules as dmlRulesFor, type Rules, standardForms } from '@aludel/core/dialect';

/**
 * What differs in INSERT, UPDATE and DELETE. The forms say where further tables stand, how an empty row is written and
 * whether RETURNING names the table. For upserts core writes ON CONFLICT; a database with another statement replaces the
 * rule `onConflict`.
 */
export const dmlRules: Partial<Rules> = {
  ...dmlRulesFor({ ...standardForms, deleteTables: 'none' }),
};

import { dmlRules, type Rules, standardForms } from '@aludel/core/dialect';

/** INSERT, UPDATE and DELETE, as PostgreSQL has them. */
export const postgresqlDmlRules: Partial<Rules> = dmlRules({ ...standardForms, deleteTables: 'using' });

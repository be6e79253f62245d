import type { Capabilities } from '@aludel/core/dialect';
import { postgresqlDialect } from '@aludel/postgresql/dialect';

/** What PostgreSQL can do where it has one session, and runs inside this process. */
export const capabilities: Capabilities = Object.freeze({
  ...postgresqlDialect.capabilities,
  cancel: 'betweenRows',
  connections: 'oneTransaction',
});

import { type ConnectableDialect, withDriver } from '@aludel/core/dialect';
import { postgresqlDialect } from '@aludel/postgresql/dialect';
import { capabilities } from './capabilities.ts';
import { pgliteDriver } from './driver/pglite-driver.ts';
import { poolFor } from './pool-for.ts';

/**
 * PostgreSQL inside this process, through PGlite: what `createEngine('postgresql+pglite:///./folder')` works with.
 *
 * @example createEngine('postgresql+pglite:///:memory:', { dialect: pglite })
 */
export const pglite: ConnectableDialect = withDriver({ ...postgresqlDialect, capabilities, poolFor }, pgliteDriver);

export { pgliteDriver };
export default pglite;

import { withDriver, type ConnectableDialect } from '@aludel/core/dialect';
import { postgresqlDialect } from './dialect/postgresql-dialect.ts';
import { pgDriver } from './driver/pg-driver.ts';

/**
 * PostgreSQL through the `pg` package.
 *
 * @example createEngine('postgresql://scott:tiger@localhost/test', { dialect: postgresql })
 */
export const postgresql: ConnectableDialect = withDriver(postgresqlDialect, pgDriver);

export default postgresql;
export { postgresqlDialect } from './dialect/postgresql-dialect.ts';
export { pgDriver } from './driver/pg-driver.ts';
export * from './dialect/postgresql-types.ts';

import { withDriver, type ConnectableDialect } from '@aludel/core/dialect';
import { mariadbDialect, mysqlDialect } from './dialect/mysql-dialect.ts';
import { mysql2Driver } from './driver/mysql2-driver.ts';

export { mariadbCapabilities, mysqlCapabilities } from './dialect/capabilities.ts';
export { classifyError } from './dialect/errors.ts';
export { expandMany } from './dialect/insert-values.ts';
export { mariadbDialect, mysqlDialect } from './dialect/mysql-dialect.ts';
export * from './dialect/types/number-types.ts';
export * from './dialect/types/other-types.ts';
export * from './dialect/types/text-types.ts';
export { mysql2Driver } from './driver/mysql2-driver.ts';

/**
 * MySQL through mysql2, for URLs that begin with `mysql://` or `mysql+mysql2://`. A MariaDB server answers it as well;
 * only what MariaDB alone has (`RETURNING`) is left out.
 *
 * @example createEngine('mysql://scott:tiger@localhost/test?ssl-mode=verify_identity', { dialect: mysql })
 */
export const mysql: ConnectableDialect = withDriver(mysqlDialect, mysql2Driver);

/** MariaDB through mysql2, for URLs that begin with `mariadb://` or `mariadb+mysql2://`. */
export const mariadb: ConnectableDialect = withDriver(mariadbDialect, mysql2Driver);

export default mysql;

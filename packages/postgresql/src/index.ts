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
export { BIT, type BitType } from './dialect/types/bit.ts';
export { DOMAIN, type DomainType } from './dialect/types/domain.ts';
export { HSTORE, type HstoreValue } from './dialect/types/hstore.ts';
export {
  INTERVAL,
  type IntervalFamily,
  type IntervalFields,
  type IntervalOptions,
  type IntervalType,
} from './dialect/types/interval.ts';
export * from './dialect/types/plain-types.ts';
export { type Bounds, Range } from './dialect/types/range.ts';
export * from './dialect/types/range-types.ts';
export { TIME, type TimeType } from './dialect/types/time.ts';
export { ARRAY, TIMESTAMP } from './dialect/types/standard-types.ts';
export type { Duration } from '@aludel/core/dialect';

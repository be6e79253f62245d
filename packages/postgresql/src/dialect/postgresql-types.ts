// The types of PostgreSQL's own, for tables: what both doors export.
export { BIT, type BitType } from './types/bit.ts';
export { DOMAIN, type DomainType } from './types/domain.ts';
export { HSTORE, type HstoreValue } from './types/hstore.ts';
export {
  INTERVAL,
  type IntervalFamily,
  type IntervalFields,
  type IntervalOptions,
  type IntervalType,
} from './types/interval.ts';
export * from './types/plain-types.ts';
export { type Bounds, Range } from './types/range.ts';
export * from './types/range-types.ts';
export { TIME, type TimeType } from './types/time.ts';
export { ARRAY, TIMESTAMP } from './types/standard-types.ts';
export type { Duration } from '@aludel/core/dialect';

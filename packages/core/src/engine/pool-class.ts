import type { NullPool } from '../pool/null-pool.ts';
import type { QueuePool } from '../pool/queue-pool.ts';
import type { StaticPool } from '../pool/static-pool.ts';

/** A kind of connection pool. */
export type PoolClass = typeof QueuePool | typeof StaticPool | typeof NullPool;

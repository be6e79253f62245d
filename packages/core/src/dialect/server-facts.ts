import type { IsolationLevel } from './capabilities.ts';

/** What the server said of itself. */
export interface ServerFacts {
  /** The greatest part first: `[18, 4]`. */
  readonly serverVersion: readonly number[];
  /** `PostgreSQL`, `MariaDB`, `MySQL`, `SQLite`. */
  readonly product: string;
  /** That of a transaction that asks for none. */
  readonly defaultIsolationLevel: IsolationLevel;
  /** False where prepared statements do not survive, such as behind a pooler in transaction mode. */
  readonly preparedStatements: boolean;
  /** How far apart the numbers are that it gives to rows; absent: 1. */
  readonly autoIncrementStep?: number | undefined;
}

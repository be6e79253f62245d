import type { Effort } from './effort.ts';
import type { Database } from './database.ts';
import type { Finding } from './finding.ts';

/** Something that can be measured. */
export interface Case {
  /** For `--case`. */
  readonly name: string;
  readonly title: string;
  /** Null where the database has no such thing. */
  measure(database: Database, effort: Effort): Promise<readonly Finding[]>;
}

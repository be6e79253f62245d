import type { MaybePromise } from '../util/maybe-promise.ts';

/** Runs SQL with the driver's own placeholders. */
export type RunQuery = (sql: string, params?: readonly unknown[]) => MaybePromise<readonly (readonly unknown[])[]>;

/** Something that may be there: its name, and its schema; null: where a name alone is looked for. */
export interface Sought {
  /** As the database has it, without quotes. */
  readonly name: string;
  /** Null: where a name alone is looked for. */
  readonly schema: string | null;
}

/** Whether things are there: what `createAll()` asks before it creates, and `dropAll()` before it drops. */
export interface Existence {
  /** Whether there is a table or a view. */
  readonly hasTable: (run: RunQuery, table: Sought) => MaybePromise<boolean>;
  /** Absent where there are no sequences. */
  readonly hasSequence?: (run: RunQuery, sequence: Sought) => MaybePromise<boolean>;
  /** Absent where no type lives in the database by itself. */
  readonly hasType?: (run: RunQuery, type: Sought) => MaybePromise<boolean>;
}

import type { ResultShape } from './result-shape.ts';

/** What a result knows of the primary keys that its statement inserted, or why it knows nothing. */
export type InsertedKeys =
  | { readonly kind: 'notCompiled' | 'notInsert' | 'returning' }
  | {
      readonly kind: 'inserted';
      /** Whether the statement was executed with an array of parameter sets. */
      readonly isMany: boolean;
      /** The primary key's columns, in the order of the table. */
      readonly shape: ResultShape;
      /** The values of each row inserted, decoded; null for a value that the database made and did not tell. */
      keyRows(): readonly (readonly unknown[])[];
    };

/** For SQL given as text. */
export const notCompiled: InsertedKeys = Object.freeze({ kind: 'notCompiled' });
/** For a select, update, delete or DDL. */
export const notInsert: InsertedKeys = Object.freeze({ kind: 'notInsert' });
/** For an insert with its own RETURNING. */
export const insertReturning: InsertedKeys = Object.freeze({ kind: 'returning' });

import type { SchemaTable } from './schema-table.ts';
import type { Sequence } from './sequence.ts';

/** What `createAll()` and the like want to be done. */
export interface SchemaTask {
  readonly kind: 'create' | 'drop';
  readonly tables: readonly SchemaTable[];
  /** Those that no column names. */
  readonly sequences: readonly Sequence[];
  /** Leave out what is there already, or, when dropping, what is not there. */
  readonly checkfirst: boolean;
}

/** The method of a {@link SchemaBind}. */
export const runSchemaTask: unique symbol = Symbol('runSchemaTask');

/** Where a schema can be created: an Engine, in a transaction of its own, or a Connection, in the one it has. */
export interface SchemaBind {
  [runSchemaTask](task: SchemaTask): Promise<void>;
}

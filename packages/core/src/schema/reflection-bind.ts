import type { ColumnDefinition } from './column-definition.ts';
import type { SchemaTable, TableRegistry } from './schema-table.ts';

/** Which tables are to be read from the database into a MetaData, and how. */
export interface ReflectionTask {
  readonly metadata: TableRegistry;
  readonly schema: string | null;
  /** One table, or all of which the name is wanted. */
  readonly wanted: WantedTable | WantedTables;
  /** Read tables again that the MetaData has already: new ones take their places. */
  readonly extendExisting: boolean;
  /** Read tables as well that foreign keys refer to. */
  readonly resolveFks: boolean;
}

/** One table, and what is known of it. */
export interface WantedTable {
  readonly kind: 'one';
  readonly name: string;
  /** Instead of what the database says. */
  readonly columns: Readonly<Record<string, ColumnDefinition<unknown>>>;
  /** By their names in the database; null: all. */
  readonly includeColumns: readonly string[] | null;
}

/** Many tables. */
export interface WantedTables {
  readonly kind: 'many';
  readonly views: boolean;
  /** Names, which all must be there, or a choice from them; null: all. */
  readonly only: readonly string[] | ((name: string) => boolean) | null;
}

/** The method of a {@link ReflectionBind}. */
export const runReflection: unique symbol = Symbol('runReflection');

/** Where tables can be read from: an Engine, or a Connection, which reads inside its transaction. */
export interface ReflectionBind {
  /** Adds the tables to the MetaData, and gives those that were wanted. */
  [runReflection](task: ReflectionTask): Promise<readonly SchemaTable[]>;
}
